import type {Topic} from '../../frame/topic.ts';
import {batchDescent} from './compute.ts';
import {meanSquare, slopes} from './compute-noise.ts';
import {escapeMinimum, escapeSaddle} from './items-escape.ts';
import {decayOnDigits, noiseFloor} from './items-floor.ts';
import {restarts} from './items-restarts.ts';
import {sumSlip} from './items-sum.ts';
import {gradientOfBatches, oscillation} from './items-oscillation.ts';
import {redundancy, redundancyOnDigits} from './items-redundancy.ts';
import {tracking, trackingOnDigits} from './items-tracking.ts';
import {shuffling, threeKinds} from './items-kinds.ts';
import {zeroStart} from './items-zero.ts';

/** Batch, stochastic, mini-batch: what they are, how they oscillate, and what the noise is good and bad for. */
export const batchesTopic: Topic = {
  number: 5,
  name: 'batches',
  title: 'Batch, stochastic, mini-batch',
  summary:
    'An update may wait for all examples, for one, or for a few. Fewer examples make more updates and more noise: it wins time, leaves shallow minima and saddles, and keeps a fixed rate from ever coming to rest.',
  items: [
    threeKinds,
    shuffling,
    sumSlip,
    oscillation,
    gradientOfBatches,
    redundancy,
    redundancyOnDigits,
    escapeMinimum,
    escapeSaddle,
    zeroStart,
    tracking,
    trackingOnDigits,
    noiseFloor,
    decayOnDigits,
    restarts,
  ],
  exercises: [
    {
      name: '5a',
      question:
        'Two examples, (w1 + w2 - 3)² / 2 and (2 w1 - 4)² / 2, from (0, 0) at rate 0.1: the weights after one update of batch gradient descent, as a list.',
      answer: () => {
        const data = {
          x: [
            [1, 1],
            [2, 0],
          ],
          y: [3, 4],
        };
        return batchDescent(data, {start: [0, 0], rate: 0.1, epochs: 1}).at(-1)!;
      },
      tolerance: 1e-3,
      hint: 'The gradient of an example is its error times its inputs; take the mean of the two.',
    },
    {
      name: '5b',
      question:
        'A hundred gradients have the variance 4. Batches of 20 of them are drawn without replacement: what is the variance of the mean of a batch?',
      answer: () => (meanSquare(slopes(100, 2)) / 20) * (80 / 99),
      tolerance: 1e-3,
      hint: 'With replacement it is 4 / 20; without, times (N - m) / (N - 1).',
    },
    {
      name: '5c',
      question: 'x <- x - 0.2 (x + noise), the noise of variance 1: what does the variance of x come to?',
      answer: () => 0.2 / (2 - 0.2),
      tolerance: 1e-3,
      hint: 'At rest V = (1 - 0.2)² V + 0.2².',
    },
  ],
};
