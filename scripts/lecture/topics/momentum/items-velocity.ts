import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {contributions, libraryVelocities, updatesUntil, velocities} from './compute-velocity.ts';

const shares = [0.5, 0.8, 0.9, 0.95, 0.99];
const [rate, g] = [0.1, 2];

const terminalVelocity = item({
  id: 'L7.1',
  name: 'terminal-velocity',
  title: 'Where the gradient stays the same, the velocity has an end',
  statement: 'With a constant gradient g the velocity tends to rate g / (1 - a), the sum of a geometric series.',
  places: '001:93-99, 004:197-198',
  question:
    'With a = 0.9: how much faster than plain descent in the end, and after how many updates nine tenths of that?',
  measure() {
    const updates = Array.from({length: 60}, (_, t) => t + 1);
    const gradients = updates.map(() => g);
    const speeds = shares.map((a) => velocities(gradients, a, rate).map(Math.abs));
    const formula = shares.map((a) => updates.map((t) => (rate * g * (1 - a ** t)) / (1 - a)));
    const apart = (ours: readonly number[], theirs: readonly number[]) =>
      Math.max(...ours.map((value, t) => Math.abs(value / theirs[t]! - 1)));
    const library = libraryVelocities(g, 0.9, rate, 60).map(Math.abs);
    return {
      shares,
      speeds,
      limits: shares.map((a) => (rate * g) / (1 - a)),
      late: shares.map((a) =>
        Math.abs(
          velocities(
            Array.from({length: 5000}, () => g),
            a,
            rate,
          ).at(-1)!,
        ),
      ),
      offFormula: Math.max(...speeds.map((speed, i) => apart(speed, formula[i]!))),
      libraryOffFormula: apart(library, formula[2]!),
      updatesToNineTenths: shares.map((a) => updatesUntil(0.9, a)),
    };
  },
  rule: 'holds where the velocity is rate g (1 - a^t) / (1 - a) to 10⁻¹² at every update, that of the library to 10⁻⁴, and the limit rate g / (1 - a) is reached to 10⁻⁹; with conditions where the limit alone is.',
  verdict({offFormula, libraryOffFormula, late, limits}) {
    const isLimit = late.every((speed, i) => Math.abs(speed / limits[i]! - 1) < 1e-9);
    return onClaim({always: isLimit && offFormula < 1e-12 && libraryOffFormula < 1e-4, sometimes: isLimit});
  },
  answer: ({updatesToNineTenths, limits}) =>
    `With a = 0.9 the velocity ends at ${formatDecimals(limits[2]!, 1)}, ten times a plain step of ${formatDecimals(rate * g, 1)}, and has nine tenths of it after ${updatesToNineTenths[2]} updates; with a = 0.99 only after ${updatesToNineTenths[4]}.`,
  figures: ({speeds}) => [
    {
      name: 'speeds',
      title: 'Velocity under a constant gradient',
      caption: 'Each a has its own end, and the greater it is the later it is reached.',
      panels: [
        {
          kind: 'lines',
          title: 'Velocity',
          xTitle: 'Update',
          yTitle: 'Velocity / plain step (log scale)',
          yLog: true,
          series: shares.map((a, i) => ({
            label: `a = ${a}`,
            x: speeds[i]!.map((_, t) => t + 1),
            y: speeds[i]!.map((speed) => speed / (rate * g)),
          })),
        },
      ],
    },
  ],
  tables: ({updatesToNineTenths, limits}) => [
    {
      title: 'End of the velocity, for rate 0.1 and gradient 2',
      columns: ['a', 'rate g / (1 - a)', 'updates to nine tenths'],
      rows: shares.map((a, i) => [a, limits[i]!, updatesToNineTenths[i]!]),
    },
  ],
  ...code.terminalVelocity,
  next: 'Turn the gradient round once the velocity is at its end: how many updates until it turns as well?',
  real: 'mnist --optimizers sgd:lr=0.1,momentum:lr=0.1:momentum=0.5,momentum:lr=0.1:momentum=0.9 --epochs 2',
});

const decayingAverage = item({
  id: 'L7.1',
  name: 'decaying-average',
  title: 'A moving average of past gradients?',
  statement: 'The velocity is an exponentially decaying average of the gradients, in which recent ones weigh more.',
  places: '001:97-99, 004:147-170, 004:179-197',
  question:
    'The weights of an average add up to 1. What do those of the velocity add up to, with a = 0.9 and rate 0.1?',
  measure() {
    const [a, updates] = [0.9, 200];
    const classical = contributions(a, rate, updates);
    const average = contributions(a, 1 - a, updates);
    const add = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0);
    return {
      a,
      classical: classical.slice(0, 40),
      average: average.slice(0, 40),
      kept: classical.slice(1).map((weight, k) => weight / classical[k]!),
      sumClassical: add(classical) / rate,
      sumAverage: add(average),
      sumAverageAfterTen: add(contributions(a, 1 - a, 10)),
    };
  },
  rule: 'holds where each gradient weighs a times the next newer one and the weights add up to 1 (without the rate); with conditions where that is so in the form with 1 - a alone.',
  verdict({kept, a, sumClassical, sumAverage}) {
    const isDecaying = kept.every((share) => Math.abs(share - a) < 1e-9);
    const isOne = (sum: number): boolean => Math.abs(sum - 1) < 1e-6;
    return onClaim({always: isDecaying && isOne(sumClassical), sometimes: isDecaying && isOne(sumAverage)});
  },
  answer: ({sumClassical, sumAverage, sumAverageAfterTen}) =>
    `The weights of past gradients do decay by 0.9 at each step, but in the classical form they add up to ${formatDecimals(sumClassical, 2)}: it is a sum, ten times an average. Only with the factor 1 - a do they add up to ${formatDecimals(sumAverage, 3)}, and to ${formatDecimals(sumAverageAfterTen, 3)} after ten updates.`,
  figures: ({classical, average}) => [
    {
      name: 'weights',
      title: 'What past gradients weigh',
      caption:
        'Both fall by a tenth with each update of age; without the rate, the classical weights start at 1, those of the average at 0.1.',
      panels: [
        {
          kind: 'lines',
          title: 'Weights',
          xTitle: 'Age of the gradient, in updates',
          yTitle: 'Weight in the velocity, without the rate',
          series: [
            {label: 'classical', x: classical.map((_, k) => k), y: classical.map((weight) => weight / rate)},
            {label: 'average', x: average.map((_, k) => k), y: average},
          ],
        },
      ],
    },
  ],
  ...code.decayingAverage,
  next: 'How old is a gradient that weighs half of the newest one, with a = 0.9 and with a = 0.99?',
});

/** Velocity: its end, and what past gradients weigh in it. */
export const velocityItems = [terminalVelocity, decayingAverage];
