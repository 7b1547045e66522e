/** Code of the items on schedules, with what it prints. */
export const scheduleCode = {
  exponential: {
    code: `import {exponentialDecay} from 'tfjs-optim';

const rate = exponentialDecay(0.2, {k: 0.1});
for (const t of [1, 2, 3]) console.log(t, rate(t).toFixed(4), (0.2 ** (-0.1 * t)).toFixed(4));`,
    prints: `1 0.1810 1.1746
2 0.1637 1.3797
3 0.1482 1.6207`,
  },
  inverseTime: {
    code: `import {exponentialDecay, inverseTimeDecay} from 'tfjs-optim';

// How far steps of the rate alone can lead: the sum of all rates.
const [slow, fast] = [inverseTimeDecay(0.2, {k: 0.1}), exponentialDecay(0.2, {k: 0.1})];
let [far, near] = [0, 0];
for (let t = 0; t < 1000; t++) [far, near] = [far + slow(t), near + fast(t)];
console.log(far.toFixed(2), near.toFixed(2), (0.2 / (1 - Math.exp(-0.1))).toFixed(2));`,
    prints: '9.33 2.10 2.10',
  },
  workedInverse: {
    code: `import {inverseTimeDecay} from 'tfjs-optim';

const rate = inverseTimeDecay(0.2, {k: 1});
console.log([1, 2, 3].map((epoch) => rate(epoch).toFixed(4)).join(' '));`,
    prints: '0.1000 0.0667 0.0500',
  },
  workedStep: {
    code: `import {stepDecay} from 'tfjs-optim';

const rate = stepDecay(0.2, {drop: 0.5, every: 5});
console.log([0, 4, 5, 7, 10, 15].map((epoch) => rate(epoch)).join(' '));`,
    prints: '0.2 0.2 0.1 0.1 0.05 0.025',
  },
  workedExponential: {
    code: `import {exponentialDecay} from 'tfjs-optim';

const rate = exponentialDecay(0.2, {k: 0.1});
console.log([1, 2, 3].map((epoch) => rate(epoch).toFixed(3)).join(' '));`,
    prints: '0.181 0.164 0.148',
  },
  half: {
    code: `import {perEpoch, stepDecay} from 'tfjs-optim';

const rate = perEpoch(stepDecay(0.2, {drop: 0.5, every: 10}), 63); // 63 updates an epoch
console.log([0, 9, 10, 19, 20].map((epoch) => rate(63 * epoch)).join(' '));`,
    prints: '0.2 0.2 0.1 0.1 0.05',
  },
  all: {
    code: `import {scheduleCatalogue, scheduleFromConfig} from 'tfjs-optim';

console.log(Object.keys(scheduleCatalogue).length);
for (const config of [
  {name: 'inverseTimeDecay', value: 0.2, k: 1},
  {name: 'stepDecay', value: 0.2, drop: 0.5, every: 5},
  {name: 'exponentialDecay', value: 0.2, k: 0.1},
  {name: 'cosineDecay', value: 0.2, steps: 10},
]) {
  const rate = scheduleFromConfig(config);
  console.log([0, 1, 5, 10].map((t) => rate(t).toFixed(3)).join(' '), scheduleCatalogue[config.name].formula);
}`,
    prints: `22
0.200 0.100 0.033 0.018 value / (1 + k step / every)
0.200 0.200 0.100 0.050 value * drop^floor(step / every)
0.200 0.181 0.121 0.074 value * e^(-k step), or value * gamma^(step / every)
0.200 0.195 0.100 0.000 end + (value - end) (1 + cos(pi step / steps)) / 2`,
  },
  three: {
    code: `import {exponentialDecay, inverseTimeDecay, piecewiseConstant, powerDecay} from 'tfjs-optim';

const print = (rate) => console.log([0, 5, 10, 20].map((t) => rate(t).toFixed(4)).join(' '));
print(powerDecay(0.2, {s: 10, c: 1}));
print(inverseTimeDecay(0.2, {k: 0.1})); // the same: k = 1 / s
print(exponentialDecay(0.2, {gamma: 0.1, every: 10}));
print(exponentialDecay(0.2, {k: Math.log(10) / 10})); // the same: k = -ln(gamma) / every
print(piecewiseConstant([10, 20], [0.2, 0.1, 0.02]));`,
    prints: `0.2000 0.1333 0.1000 0.0667
0.2000 0.1333 0.1000 0.0667
0.2000 0.0632 0.0200 0.0020
0.2000 0.0632 0.0200 0.0020
0.2000 0.2000 0.1000 0.0200`,
  },
  annealing: {
    code: `import {exponentialDecay} from 'tfjs-optim';

// |x| from 2.05: a fixed rate jumps to and fro for ever, one that falls comes close.
for (const rate of [() => 0.3, exponentialDecay(0.3, {k: 0.05})]) {
  let x = 2.05;
  for (let t = 0; t < 100; t++) x -= rate(t) * Math.sign(x);
  console.log(Math.abs(x).toFixed(3));
}`,
    prints: `0.250
0.000`,
  },
};
