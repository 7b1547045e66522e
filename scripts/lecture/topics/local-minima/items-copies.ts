import * as tf from '@tensorflow/tfjs';
import {normalizedDistance, permuteUnits, rescaleUnits} from '../../../../lib/landscape/index.ts';
import {mlp} from '../../../../lib/models/index.ts';
import {permutation, randomStream} from '../../../../lib/base/random.ts';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {sharedPlans} from '../../frame/plans.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {difference, outputsOf, scaledBy} from './compute-copies.ts';

/** Outputs that differ by less, relative to the greatest, are equal: float32 adds up in another order. */
const rounding = 1e-4;

/** The units of the hidden layer in a random order. */
export const orderOf = (seed: number): number[] => [...permutation(32, randomStream(seed, 'copies'))];

export const permutations = item({
  id: 'L12.4',
  name: 'permutation',
  title: 'Units in another order',
  statement:
    'A network whose hidden units are put into another order, with the weights that lead in and out, is another point of weight space and the same function, on unseen examples too.',
  places: '002:43-54, 004:424-450',
  question: 'All 32 units of a trained network change places: how many of 2000 unseen digits get another class?',
  async measure(ground) {
    const {model} = await ground.trained(sharedPlans(ground, 1)[0]!);
    const {test} = await ground.examples();
    const x = test.x.slice(0, ground.size(2000, 500));
    const own = model.getWeights();
    const outputs = outputsOf(model, own, x);
    const classes = (list: Float32Array): number[] =>
      Array.from({length: list.length / 10}, (_, i) => {
        const row = list.subarray(10 * i, 10 * i + 10);
        return row.indexOf(Math.max(...row));
      });
    const ours = classes(outputs);
    const found = ground.seeds(5).map((seed) => {
      const copy = permuteUnits({model, layer: 'hidden1', order: orderOf(seed)});
      const others = outputsOf(model, copy, x);
      const result = {
        outputs: difference(outputs, others),
        weights: normalizedDistance(own, copy),
        classes: classes(others).filter((label, i) => label !== ours[i]).length,
      };
      tf.dispose(copy);
      return result;
    });
    x.dispose();
    return {
      differences: found.map((each) => each.outputs),
      distances: found.map((each) => each.weights),
      otherClasses: found.map((each) => each.classes),
      digits: ours.length,
    };
  },
  rule: 'holds where the outputs on unseen digits are equal to 10⁻⁴ of their size for every order while the weights are apart by more than half their length; with conditions where that is so for some order.',
  verdict({differences, distances}) {
    const isSame = differences.map((each, i) => each < rounding && distances[i]! > 0.5);
    return onClaim({always: isSame.every(Boolean), sometimes: isSame.some(Boolean)});
  },
  answer: ({differences, distances, otherClasses, digits}) =>
    `The weights are ${formatDecimals(Math.min(...distances), 2)} times their length apart or more, the outputs ${formatNumber(Math.max(...differences), 1)} of their size at most; ${Math.max(...otherClasses)} of ${digits} digits get another class.`,
  figures: ({differences, distances}) => [
    {
      name: 'copies',
      title: 'Five orders of the units',
      caption: 'The copies are far from the network in weights; in outputs they differ by the rounding of float32.',
      panels: [
        {
          kind: 'bars',
          title: 'Distance from the network',
          xTitle: 'Copy',
          yTitle: 'Relative (log scale)',
          yLog: true,
          names: distances.map((_, i) => String(i + 1)),
          series: [
            {label: 'of the weights', values: distances},
            // An exact copy has no place on this scale.
            {label: 'of the outputs', values: differences.map((value) => Math.max(value, 1e-9))},
          ],
        },
      ],
    },
  ],
  ...code.permutation,
  next: 'Put only the weights that lead in into another order: what is the accuracy now?',
});

export const rescaling = item({
  id: 'L12.4',
  name: 'rescaling',
  title: 'Units k times as large, read by 1/k',
  statement:
    'With piecewise linear activations what leads into a unit can be multiplied by k and what leads out by 1/k, and the function is the same.',
  places: '004:451-463',
  question: 'k = 2, k = 10, k = −2: for which of them is the network the same?',
  async measure(ground) {
    const {model} = await ground.trained(sharedPlans(ground, 1)[0]!);
    const {test} = await ground.examples();
    const x = test.x.slice(0, 500);
    const factors = [0.1, 0.5, 2, 10];
    const own = model.getWeights();
    const outputs = outputsOf(model, own, x);
    const found = factors.map((k) => {
      const copy = rescaleUnits({model, layer: 'hidden1', factors: k});
      const result = {outputs: difference(outputs, outputsOf(model, copy, x)), weights: normalizedDistance(own, copy)};
      tf.dispose(copy);
      return result;
    });
    const byHand = (net: tf.LayersModel, k: number): number => {
      const copy = scaledBy(net.getWeights(), k);
      const result = difference(outputsOf(net, net.getWeights(), x), outputsOf(net, copy, x));
      tf.dispose(copy);
      return result;
    };
    const negative = byHand(model, -2);
    const sigmoid = mlp({widths: [32], activation: 'sigmoid', seed: ground.seed});
    const ofSigmoid = byHand(sigmoid, 2);
    sigmoid.dispose();
    x.dispose();
    return {
      factors,
      differences: found.map((each) => each.outputs),
      distances: found.map((each) => each.weights),
      negative,
      ofSigmoid,
    };
  },
  rule: 'holds where the outputs are equal to 10⁻⁴ of their size for every k, −2 among them; with conditions where they are for every positive k.',
  verdict({differences, negative}) {
    const isSame = differences.every((each) => each < rounding);
    return onClaim({always: isSame && negative < rounding, sometimes: isSame});
  },
  answer: ({factors, differences, negative, ofSigmoid}) =>
    `For k = ${factors.join(', ')} the outputs differ by ${formatNumber(Math.max(...differences), 1)} of their size at most; for k = −2 by ${formatDecimals(negative, 1)}, since ReLU lets the other half through: k has to be positive. A sigmoid at k = 2 differs by ${formatDecimals(ofSigmoid, 2)}.`,
  tables: ({factors, differences, distances, negative, ofSigmoid}) => [
    {
      title: 'Difference of the outputs on 500 unseen digits, relative to the greatest output',
      columns: ['activation', 'k', 'weights', 'outputs'],
      rows: [
        ...factors.map((k, i) => ['ReLU', k, formatDecimals(distances[i]!, 2), formatNumber(differences[i]!, 1)]),
        ['ReLU', -2, '', formatNumber(negative, 2)],
        ['sigmoid', 2, '', formatNumber(ofSigmoid, 2)],
      ],
    },
  ],
  ...code.rescaling,
  next: 'Leaky ReLU lets a share of the other half through: does k = −1 work there?',
});
