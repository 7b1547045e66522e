import * as tf from '@tensorflow/tfjs';
import {linearSumAssignment} from 'linear-sum-assignment';
import {asGiven, option, type OptionsOf, readOptions, seedOption} from '../../base/options.ts';
import {permutation, randomStream} from '../../base/random.ts';
import {difference, pointNorm} from '../measures/distance.ts';
import {tidied} from '../../base/tidied.ts';
import {type Point, toPoint} from '../scan/weights.ts';
import {balanced} from './balance-units.ts';
import {permuted, rescaled, unitRows} from './move-units.ts';
import {type UnitGroup, unitGroups} from './unit-groups.ts';
import {checkReadsAtOnce} from '../../base/read.ts';

const alignTable = {
  model: option(asGiven<tf.LayersModel>, 'a chain of dense and convolutional layers; left as it is'),
  reference: option(asGiven<Point>, 'what is aligned to: tensors in the order of `model.getWeights()`, or a model'),
  weights: option(asGiven<Point>, undefined, 'what is aligned; the weights of the model when left out'),
  seed: seedOption('of the order in which layers take turns'),
};

/** Options of {@link alignUnits}. */
export interface AlignOptions extends OptionsOf<typeof alignTable> {}

export interface Alignment {
  /** The aligned weights; the caller disposes them. */
  readonly weights: tf.Tensor[];
  /** By layer: unit u of the result is unit order[u] of what was aligned. */
  readonly orders: Readonly<Record<string, Int32Array>>;
  /** Euclidean distances to the reference. */
  readonly distanceBefore: number;
  readonly distanceAfter: number;
}

const mostSweeps = 100;

/** How well unit u of the reference fits unit v of the weights: the inner products of all that knows them apart. */
function similarity(reference: readonly tf.Tensor[], weights: readonly tf.Tensor[], group: UnitGroup): number[][] {
  const {units, incoming, between, outgoing} = group;
  return tidied(() =>
    [...incoming, ...between, ...outgoing]
      .map((slot) => {
        const [a, b] = [reference, weights].map((point) => unitRows(point[slot.index]!, slot, units));
        return tf.matMul(a!, b!, false, true);
      })
      .reduce<tf.Tensor2D>((sum, each) => tf.add(sum, each), tf.zeros([units, units]))
      .arraySync(),
  );
}

/** The order of the units that fits best, and how much better it fits than the one there is. */
function bestOrder(table: readonly number[][]): {order: Int32Array; gain: number} {
  const {rowAssignments} = linearSumAssignment(
    table.map((row) => Float64Array.from(row)),
    {maximaze: true},
  );
  const order = Int32Array.from(rowAssignments);
  const gain = table.reduce((sum, row, u) => sum + row[order[u]!]! - row[u]!, 0);
  return {order, gain};
}

/**
 * Puts the hidden units of a network into the order, and for ReLU to the scale, in which its weights are nearest to those of
 * another network with the same layers: other weights, the same outputs.
 *
 * P_l = arg max sum_u <a_u, b_(P_l(u))>, layer by layer in random order until no layer gains
 *
 * Rescaled copies are first brought to the common scale at which what enters a unit is as large as what leaves it, and after that
 * to the scale of the reference. So a permuted and rescaled copy comes back to the reference.
 *
 * @param options see {@link AlignOptions}
 * @throws RangeError as `permuteUnits` does, TypeError for what are no weights
 * @example
 * const model = mlp({widths: [8], seed: 1});
 * const {weights} = alignUnits({model, reference: model.getWeights(), weights: symmetricCopy({model})});
 *
 * Ainsworth, Hayase & Srinivasa, Git re-basin: merging models modulo permutation symmetries, 2023 (weight matching).
 */
export function alignUnits(options: AlignOptions): Alignment {
  checkReadsAtOnce('alignUnits');
  const settings = readOptions('alignUnits', alignTable, options);
  const {model, seed} = settings;
  const groups = unitGroups('alignUnits', model);
  const reference = toPoint('alignUnits', 'reference', settings.reference, model.getWeights());
  const weights = toPoint('alignUnits', 'weights', settings.weights ?? model, model.getWeights());
  const orders = groups.map(({units}) => Int32Array.from({length: units}, (_, unit) => unit));
  const random = randomStream(seed, 'align units');
  const aligned = tf.tidy(() => {
    const target = balanced(reference, groups);
    let {weights: current} = balanced(
      weights.map((weight) => tf.clone(weight)),
      groups,
    );
    for (let sweep = 0; sweep < mostSweeps; sweep++) {
      let gained = false;
      for (const g of permutation(groups.length, random)) {
        const group = groups[g]!;
        const table = similarity(target.weights, current, group);
        const {order, gain} = bestOrder(table);
        const scale = table.reduce((sum, row) => sum + Math.max(...row.map(Math.abs)), 0);
        if (!(gain > 1e-6 * scale)) continue;
        gained = true;
        current = permuted(current, group, order);
        orders[g] = order.map((unit) => orders[g]![unit]!);
      }
      if (!gained) break;
    }
    return groups.reduce(
      (moved, group, g) =>
        group.isHomogeneous
          ? rescaled(
              moved,
              group,
              target.factors[g]!.map((factor) => 1 / factor),
            )
          : moved,
      current,
    );
  });
  const distance = (point: readonly tf.Tensor[]): number => {
    const step = difference(point, reference);
    const length = pointNorm(step);
    tf.dispose(step);
    return length;
  };
  return {
    weights: aligned,
    orders: Object.fromEntries(groups.map(({layer}, g) => [layer, orders[g]!])),
    distanceBefore: distance(weights),
    distanceAfter: distance(aligned),
  };
}
