import * as tf from '@tensorflow/tfjs';
import {formatDecimals} from '../../../report/number-format.ts';
import {smallDigits} from '../../frame/small-digits.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {agreement, correlation, mean, velocities} from './compute-velocity.ts';

const steadyGradient = item({
  id: 'L7.7',
  name: 'steady-gradient',
  title: 'Confidence: the same sign again, or the other one',
  statement:
    'Momentum takes longer steps while the gradient stays steady, and shorter ones when it loses confidence because the gradient turns.',
  places: '003:1281-1291, 004:149-170',
  question: 'Twenty gradients of 1, then twenty with alternating sign: what becomes of the velocity with a = 0.9?',
  measure() {
    const alternating = Array.from({length: 20}, (_, k) => (k % 2 === 0 ? -1 : 1));
    const gradients = [...Array.from({length: 20}, () => 1), ...alternating];
    const speeds = velocities(gradients, 0.9, 1).map(Math.abs);
    const long = velocities(
      Array.from({length: 400}, (_, k) => (k % 2 === 0 ? -1 : 1)),
      0.9,
      1,
    );
    return {gradients, speeds, endOfSteady: 1 / (1 - 0.9), endOfAlternating: Math.abs(long.at(-1)!)};
  },
  rule: 'holds where the velocity grows at each of the 20 steady updates and is smaller after each pair of the alternating ones; with conditions where it grows while steady alone.',
  verdict({speeds}) {
    const grows = speeds.slice(1, 20).every((speed, k) => speed > speeds[k]!);
    const falls = speeds.slice(22).every((speed, k) => speed < speeds[k + 20]!);
    return onClaim({always: grows && falls, sometimes: grows});
  },
  answer: ({speeds, endOfSteady, endOfAlternating}) =>
    `Under steady gradients the velocity grows to ${formatDecimals(speeds[19]!, 2)} plain steps (its end is ${formatDecimals(endOfSteady, 0)}) and it falls to ${formatDecimals(speeds[39]!, 2)} under alternating signs, where its end is 1 / (1 + a) = ${formatDecimals(endOfAlternating, 3)}: less than a plain step.`,
  figures: ({speeds, gradients}) => [
    {
      name: 'confidence',
      title: 'Gradient and velocity',
      caption: 'Twenty steady gradients build the velocity up, twenty that alternate let it die away.',
      panels: [
        {
          kind: 'lines',
          title: 'By update',
          xTitle: 'Update',
          yTitle: 'In plain steps',
          series: [
            {label: 'gradient', x: gradients.map((_, k) => k + 1), y: gradients, as: 'points'},
            {label: 'velocity', x: speeds.map((_, k) => k + 1), y: speeds, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.steadyGradient,
  next: 'Let the sign change every third update instead.',
});

const confidenceOnDigits = item({
  id: 'L7.7',
  name: 'confidence-on-digits',
  title: 'Confidence on a real network',
  statement: 'The step grows where the new gradient agrees with the velocity, and shrinks where it does not.',
  places: '003:1281-1291, 004:162',
  question:
    'Over a training on digits: is the step longer than the last one at every update that agrees with the velocity, or only on average?',
  async measure(ground) {
    const digits = await smallDigits(ground, 512);
    const options = {rate: 0.3, a: 0.9, updates: ground.size(150, 60)};
    const runs = ground.seeds(3).map((seed) => agreement(digits, {...options, seed}));
    tf.dispose([digits.x, digits.y]);
    const growthWhere = (isAgreeing: boolean) =>
      runs.map(({cosines, growth}) => mean(growth.filter((_, k) => cosines[k]! > 0 === isAgreeing)));
    const [agreeing, turning] = [growthWhere(true), growthWhere(false)];
    return {
      cosines: runs[0]!.cosines,
      growth: runs[0]!.growth,
      agreeing,
      turning,
      shareOfUpdates: runs.map(({cosines, growth}) =>
        mean(growth.map((ratio, k) => (cosines[k]! > 0 === ratio > 1 ? 1 : 0))),
      ),
      correlations: runs.map(({cosines, growth}) => correlation(cosines, growth)),
      seeds: runs.length,
      agreed: runs.filter((_, i) => agreeing[i]! > 1 && turning[i]! < 1).length,
    };
  },
  rule: 'holds where from every start the step grows on average at updates whose negative gradient has a positive cosine with the velocity, and shrinks at the others; with conditions from two in three.',
  verdict: onSeeds,
  answer: ({agreeing, turning, shareOfUpdates, correlations}) =>
    `On average the step follows the agreement: it is ${formatDecimals(agreeing[0]!, 3)} of the step before where the gradient agrees, ${formatDecimals(turning[0]!, 3)} where it does not. Of single updates ${formatDecimals(100 * shareOfUpdates[0]!, 0)} in 100 do, for a tenth of the velocity is lost at each (correlation ${formatDecimals(correlations[0]!, 2)}).`,
  figures: ({cosines, growth}) => [
    {
      name: 'agreement',
      title: 'Agreement and growth of the step',
      caption:
        'Each point is an update of a network on digits: to the right the gradient agrees with the velocity, above 1 the step has grown.',
      panels: [
        {
          kind: 'lines',
          title: 'Updates of one training',
          xTitle: 'Cosine of the negative gradient and the velocity',
          yTitle: 'Step / step before',
          series: [{label: 'updates', x: cosines, y: growth, as: 'points'}],
        },
      ],
    },
  ],
  ...code.confidenceOnDigits,
  next: 'Batches of 8 in place of 64: is there less agreement?',
});

/** What steady gradients and those that turn do to the velocity. */
export const confidenceItems = [steadyGradient, confidenceOnDigits];
