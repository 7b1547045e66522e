/** Code of the items on rates and on the shapes of functions, by their names in the files of items, with what it prints. */
export const code = {
  regimes: {
    code: `// .1 x^2 + 2 y^2 from (8, 1): the height after 40 steps.
for (const rate of [0.02, 0.25, 0.45, 0.52, 0.6]) {
  let [x, y] = [8, 1];
  for (let k = 0; k < 40; k++) [x, y] = [x - rate * 0.2 * x, y - rate * 4 * y];
  console.log(rate, (0.1 * x * x + 2 * y * y).toPrecision(2));
}`,
    prints: `0.02 4.6
0.25 0.11
0.45 0.0034
0.52 9.4e+2
0.6 9.8e+11`,
  },
  stableRate: {
    code: `import * as tf from '@tensorflow/tfjs';
import {topEigenvalues} from 'tfjs-optim';

const w = tf.variable(tf.tensor1d([8, 1]));
const loss = () => w.square().mul([0.1, 2]).sum();
const {values} = await topEigenvalues({loss, variables: [w], seed: 1});
console.log('largest curvature', values[0].toFixed(3));
console.log('every step falls below the rate', (2 / values[0]).toFixed(3));`,
    prints: `largest curvature 4.000
every step falls below the rate 0.500`,
  },
  diminishing: {
    code: `import {diminishing, exponentialDecay, inverseSqrt} from 'tfjs-optim';

const rules = [() => 0.4, diminishing({a: 2, b: 1}), inverseSqrt(0.4), exponentialDecay(0.5, {gamma: 0.5})];
for (const rate of rules) {
  let x = 3.1;
  for (let k = 0; k < 10000; k++) x -= rate(k) * Math.sign(x);
  console.log(Math.abs(x).toFixed(2));
}`,
    prints: `0.10
0.00
0.00
2.10`,
  },
  chords: {
    code: `const functions = {'exp x': Math.exp, 'log x': Math.log, 'sin 2x': (x) => Math.sin(2 * x)};
for (const [name, f] of Object.entries(functions)) {
  let [above, below] = [0, 0];
  for (let a = 0.1; a < 4; a += 0.1) {
    for (let b = a + 0.1; b < 4; b += 0.1) (f(a) + f(b)) / 2 > f((a + b) / 2) ? above++ : below++;
  }
  console.log(name, below === 0 ? 'convex' : above === 0 ? 'concave' : 'neither');
}`,
    prints: `exp x convex
log x concave
sin 2x neither`,
  },
  everyFunction: {
    code: `// Descent on f = x and on exp x, which have no minimum: it goes on for ever.
for (const steps of [10, 100, 1000, 10000]) {
  let [a, b] = [0, 0];
  for (let k = 0; k < steps; k++) [a, b] = [a - 0.1, b - 0.1 * Math.exp(b)];
  console.log(steps, a.toFixed(0), b.toFixed(2));
}`,
    prints: `10 -1 -0.71
100 -10 -2.41
1000 -100 -4.62
10000 -1000 -6.91`,
  },
  severalMinima: {
    code: `// Minima on a grid from -2 to 2 of functions that are not convex.
const functions = [(x) => x ** 4 - x ** 2, (x) => 1 - Math.exp(-x * x), (x) => x ** 3];
for (const f of functions) {
  const values = Array.from({length: 401}, (_, i) => f((i - 200) / 100));
  console.log(values.filter((v, i) => i > 0 && i < 400 && v < values[i - 1] && v < values[i + 1]).length);
}`,
    prints: `2
1
0`,
  },
  uniqueMinimum: {
    code: `// max(|x| - 1, 0)^2 is convex and flat between -1 and 1.
for (let x of [-3, -0.5, 0.5, 3]) {
  for (let k = 0; k < 400; k++) x -= 0.1 * 2 * Math.sign(x) * Math.max(Math.abs(x) - 1, 0);
  console.log(x.toFixed(3), Math.max(Math.abs(x) - 1, 0).toFixed(3));
}`,
    prints: `-1.000 0.000
-0.500 0.000
0.500 0.000
1.000 0.000`,
  },
};
