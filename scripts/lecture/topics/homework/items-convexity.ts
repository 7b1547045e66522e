import * as tf from '@tensorflow/tfjs';
import {permuteUnits} from '../../../../lib/landscape/index.ts';
import {meanSquaredError, mlp} from '../../../../lib/models/index.ts';
import {train} from '../../../../lib/training/index.ts';
import {sgd} from '../../../../optimizers/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import type {Ground} from '../../frame/ground.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {type Chords, errorOfLine, errorOfNetwork, errorOfOutputs, tryChords} from './compute.ts';

/** How many random chords are tried. */
export const chordsTried = 2000;

/** Mean squared errors on digits: of a trained network, and of the middle between it and its copy with the units turned round. */
async function digitsMiddle(ground: Ground, seed: number): Promise<{end: number; copy: number; middle: number}> {
  const {train: all} = await ground.examples();
  const count = ground.size(1000, 300);
  const data = {x: all.x.slice(0, count), y: all.y.slice(0, count)};
  const model = mlp({widths: [16], seed});
  const optimizer = sgd(0.5);
  try {
    const how = {loss: 'meanSquaredError', epochs: 20, batchSize: 32, seed} as const;
    await train({model, data, optimizer, ...how, signal: ground.signal});
    ground.signal.throwIfAborted();
    return tf.tidy(() => {
      const error = (): number => meanSquaredError(data.y, model.predict(data.x) as tf.Tensor).dataSync()[0]!;
      const own = model.getWeights().map((weight) => weight.clone());
      const copy = permuteUnits({model, layer: 'hidden1', order: Array.from({length: 16}, (_, i) => 15 - i)});
      const at = (weights: tf.Tensor[]): number => {
        model.setWeights(weights);
        return error();
      };
      return {end: at(own), copy: at(copy), middle: at(own.map((weight, i) => weight.add(copy[i]!).div(2)))};
    });
  } finally {
    optimizer.dispose();
    model.dispose();
    tf.dispose([data.x, data.y]);
  }
}

const shares = (chords: readonly Chords[]): number[] => chords.map(({violated, tried}) => violated / tried);

export const squaredError = item({
  id: 'L16.1',
  name: 'squared-error',
  title: 'Why the squared error of a network is not convex',
  statement:
    'Question: why is training a deep network on the mean squared error no convex problem? Our answer: the error is convex in the outputs, but the outputs are no linear function of the weights.',
  places: '000:754-755, 000:768-770',
  question:
    'Two networks with the same error, units in another order: what must be true of the middle between them, if the error is convex?',
  async measure(ground) {
    const tries = [
      tryChords(errorOfOutputs, 4, chordsTried, ground.seed),
      tryChords(errorOfLine, 2, chordsTried, ground.seed),
      tryChords(errorOfNetwork, 4, chordsTried, ground.seed),
    ];
    const middles = [];
    for (const seed of ground.seeds(ground.size(3, 2))) middles.push(await digitsMiddle(ground, seed));
    return {
      violated: tries.map(({violated}) => violated),
      violatedShare: shares(tries),
      greatest: tries.map(({greatest}) => greatest),
      ends: middles.map(({end}) => end),
      copies: middles.map(({copy}) => copy),
      middles: middles.map(({middle}) => middle),
      alphas: range(0, 1, 51),
      // From (2, 1, .5, -1) to the same with the two units changed.
      line: range(0, 1, 51).map((a) => errorOfNetwork([2 - 1.5 * a, 1 - 2 * a, 0.5 + 1.5 * a, -1 + 2 * a])),
    };
  },
  rule: 'holds where no chord over outputs or over the weights of a line is violated, some over the weights of a network are, and the middle between a network on the digits and its copy has an error more than a tenth above theirs from every start; with conditions where only the chords say so.',
  verdict({violated: [outputs, line, network], ends, middles}) {
    const isSo = outputs === 0 && line === 0 && network! > 0;
    return onClaim({always: isSo && middles.every((middle, i) => middle > 1.1 * ends[i]!), sometimes: isSo});
  },
  answer: ({violatedShare, ends, middles}) =>
    `Of ${chordsTried} chords of the squared error none is violated over the outputs or over the weights of a line, and ${Math.round(100 * violatedShare[2]!)} % are over those of two tanh units. On the digits a network has the error ${formatDecimals(ends[0]!, 3)}, so has its copy, and the middle between them ${formatDecimals(middles[0]!, 3)}; a convex function would have at most ${formatDecimals(ends[0]!, 3)} there.`,
  figures: ({alphas, line, ends, copies, middles}) => [
    {
      name: 'chord',
      title: 'From a network to its copy with the units in another order',
      caption:
        'Both ends are the same function, so that a convex error could not rise between them. It does, for two units and on the digits.',
      panels: [
        {
          kind: 'lines',
          title: 'Two tanh units',
          xTitle: 'Share of the way',
          yTitle: 'Mean squared error',
          series: [
            {label: 'error', x: alphas, y: line},
            {label: 'chord', x: [0, 1], y: [line[0]!, line.at(-1)!], as: 'dashed'},
          ],
        },
        {
          kind: 'bars',
          title: '16 units on the digits',
          xTitle: 'Start',
          yTitle: 'Mean squared error',
          names: ends.map((_, i) => String(i + 1)),
          series: [
            {label: 'network', values: ends},
            {label: 'copy', values: copies},
            {label: 'middle', values: middles},
          ],
        },
      ],
    },
  ],
  ...code.squaredError,
  next: 'Take one unit in place of two, v tanh(w x): which two points are copies of each other?',
});
