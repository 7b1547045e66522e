import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../../lib/base/random.ts';
import {rmsprop} from '../../../../optimizers/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {smallDigits} from '../../frame/small-digits.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {accumulate, memory, watchSquares} from './compute-rates.ts';

const bounded = item({
  id: 'L8.4',
  name: 'bounded',
  title: 'An average cannot explode',
  statement:
    'Since rho and 1 - rho add up to 1, the average of RMSProp does not grow without end, as the sum of Adagrad does.',
  places: '000:492-553, 001:122-128, 002:342-350, 004:304-320',
  question: 'Above which number can an average of squared gradients never come, whatever the gradients are?',
  async measure(ground) {
    const ratios = ground.seeds(20).map((seed) => {
      const random = randomStream(seed, 'gradients with heavy tails');
      // A normal number over a uniform one: now and then it is huge.
      const gradients = Array.from({length: 500}, () => random.normal() / (random.uniform() + 1e-3));
      const greatest = Math.max(...gradients.map((g) => g * g));
      const of = (kind: 'sum' | 'decayed') => Math.max(...accumulate(kind, gradients)) / greatest;
      return {sum: of('sum'), decayed: of('decayed')};
    });
    const digits = await smallDigits(ground, 512);
    const {greatestRatio, shareFalling} = watchSquares(digits, {
      optimizer: rmsprop(0.01),
      updates: ground.size(100, 40),
      seed: ground.seed,
      rho: 0.9,
    });
    tf.dispose([digits.x, digits.y]);
    const steady = Array.from({length: 200}, () => 1);
    return {
      decayedRatios: ratios.map(({decayed}) => decayed),
      sumRatios: ratios.map(({sum}) => sum),
      onDigits: greatestRatio,
      shareFallingOnDigits: shareFalling,
      steadyDecayed: accumulate('decayed', steady),
      steadySum: accumulate('sum', steady),
    };
  },
  rule: 'holds where the average stays below the greatest squared gradient in all random sequences and for all weights of a network on digits, while the sum exceeds it in all; with conditions where the first is so.',
  verdict({decayedRatios, sumRatios, onDigits}) {
    const isBounded = [...decayedRatios, onDigits].every((ratio) => ratio <= 1);
    return onClaim({always: isBounded && sumRatios.every((ratio) => ratio > 1), sometimes: isBounded});
  },
  answer: ({decayedRatios, sumRatios, onDigits, shareFallingOnDigits}) =>
    `The average does not rise above the greatest squared gradient: it came to at most ${formatDecimals(Math.max(...decayedRatios), 2)} of it in ${decayedRatios.length} random sequences and ${formatDecimals(onDigits, 2)} on digits, the sum to ${formatDecimals(Math.max(...sumRatios), 1)} times as much. In the last update on digits ${formatDecimals(100 * shareFallingOnDigits, 0)} in 100 averages fell, which a sum cannot.`,
  figures: ({steadyDecayed, steadySum}) => [
    {
      name: 'steady',
      title: 'Steady gradients of 1',
      caption: 'The average tends to 1, the sum grows by 1 with each update.',
      panels: [
        {
          kind: 'lines',
          title: 'Squares',
          xTitle: 'Update (log scale)',
          yTitle: 'Sum or average (log scale)',
          xLog: true,
          yLog: true,
          series: [
            {label: 'sum (Adagrad)', x: steadySum.map((_, k) => k + 1), y: steadySum},
            {label: 'average, rho 0.9 (RMSProp)', x: steadyDecayed.map((_, k) => k + 1), y: steadyDecayed},
          ],
        },
      ],
    },
  ],
  ...code.bounded,
  next: 'And how small can the average become, if the gradients are at least 1?',
});

const rhos = [0.5, 0.8, 0.9, 0.95, 0.99, 0.999];

const memoryLength = item({
  id: 'L8.4',
  name: 'memory',
  title: 'How far back the average sees',
  statement:
    'The smaller the decay factor, the shorter the window that it amounts to. That it is about 1 / (1 - rho) updates is added here.',
  places: '001:126-131, 000:549-552, 004:306-320',
  question:
    'After how many updates has an average with rho = 0.9 forgotten all but a third (1/e) of what was before? With 0.99?',
  measure: () => ({
    rhos,
    measured: rhos.map(memory),
    windows: rhos.map((rho) => 1 / (1 - rho)),
    logarithms: rhos.map((rho) => -1 / Math.log(rho)),
    responses: [0.5, 0.9, 0.99].map((rho) =>
      accumulate(
        'decayed',
        Array.from({length: 100}, () => 1),
        {rho},
      ),
    ),
  }),
  rule: 'holds where the measured memory grows with rho and is within one update of 1 / (1 - rho), with conditions where it grows alone.',
  verdict({measured, windows}) {
    const grows = measured.every((length, i) => i === 0 || length > measured[i - 1]!);
    return onClaim({
      always: grows && measured.every((length, i) => Math.abs(length - windows[i]!) < 1),
      sometimes: grows,
    });
  },
  answer: ({measured, windows}) =>
    `The average remembers ${formatDecimals(measured[2]!, 2)} updates with 0.9 and ${formatDecimals(measured[4]!, 1)} with 0.99: half an update less than 1 / (1 - rho) = ${formatDecimals(windows[2]!, 0)} and ${formatDecimals(windows[4]!, 0)}. Exactly it is −1 / log rho.`,
  figures: ({responses}) => [
    {
      name: 'responses',
      title: 'An average from zero under gradients of 1',
      caption: 'The greater rho, the later the average is at the level of the gradients.',
      panels: [
        {
          kind: 'lines',
          title: 'Average of squares',
          xTitle: 'Update',
          yTitle: 'Average',
          series: ['rho = 0.5', 'rho = 0.9', 'rho = 0.99'].map((label, i) => ({
            label,
            x: responses[i]!.map((_, k) => k + 1),
            y: responses[i]!,
          })),
        },
      ],
    },
  ],
  tables: ({measured, windows, logarithms}) => [
    {
      title: 'Updates until 1 - 1/e of a new level',
      columns: ['rho', 'measured', '1 / (1 - rho)', '−1 / log rho'],
      rows: rhos.map((rho, i) => [
        rho,
        formatDecimals(measured[i]!, 2),
        formatDecimals(windows[i]!, 0),
        formatDecimals(logarithms[i]!, 2),
      ]),
    },
  ],
  ...code.memory,
  next: 'Which rho remembers about one pass over 8,000 digits in batches of 64?',
});

/** The average of RMSProp: its bound, and its memory. */
export const rmspropItems = [bounded, memoryLength];
