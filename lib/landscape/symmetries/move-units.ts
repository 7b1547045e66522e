import * as tf from '@tensorflow/tfjs';
import type {UnitGroup, UnitSlot} from './unit-groups.ts';

/** A weight as a matrix with a row for each unit; the caller disposes it. */
export function unitRows(weight: tf.Tensor, {axis, blocks}: UnitSlot, units: number): tf.Tensor2D {
  const {shape} = weight;
  const size = (dimensions: readonly number[]): number => dimensions.reduce((product, each) => product * each, 1);
  return tf.tidy(() => {
    const parts = tf.reshape(weight, [size(shape.slice(0, axis)), blocks, units, size(shape.slice(axis + 1))]);
    return tf.reshape(tf.transpose(parts, [2, 0, 1, 3]), [units, -1]);
  });
}

/** Weights in which unit u of a group is what unit order[u] was; new tensors for those that change, the same for others. */
export function permuted(weights: readonly tf.Tensor[], group: UnitGroup, order: ArrayLike<number>): tf.Tensor[] {
  const {units, incoming, between, outgoing} = group;
  const result = [...weights];
  for (const {index, axis, blocks} of [...incoming, ...between, ...outgoing]) {
    const places = Int32Array.from({length: blocks * units}, (_, i) => {
      const block = Math.floor(i / units);
      return block * units + order[i % units]!;
    });
    // A gathered vector keeps another shape inside of the wasm backend, which its fused products do not take: the product is new.
    result[index] = tf.tidy(() => tf.mul(tf.gather(result[index]!, tf.tensor1d(places, 'int32'), axis), 1));
  }
  return result;
}

/** Weights in which unit u of a group is factors[u] times as large and is read with the inverse; new tensors where they change. */
export function rescaled(weights: readonly tf.Tensor[], group: UnitGroup, factors: ArrayLike<number>): tf.Tensor[] {
  const {units, incoming, outgoing} = group;
  const result = [...weights];
  const scale = ({index, axis, blocks}: UnitSlot, factor: (unit: number) => number): void => {
    const {rank} = result[index]!;
    const vector = Float32Array.from({length: blocks * units}, (_, i) => factor(i % units));
    const shape = Array.from({length: rank}, (_, i) => (i === axis ? vector.length : 1));
    result[index] = tf.tidy(() => tf.mul(result[index]!, tf.tensor(vector, shape)));
  };
  for (const slot of incoming) scale(slot, (unit) => factors[unit]!);
  for (const slot of outgoing) scale(slot, (unit) => 1 / factors[unit]!);
  return result;
}

/** Runs a function on weights and gives new tensors, none of them one of those that it began with; the caller disposes them. */
export function onCopy(weights: readonly tf.Tensor[], move: (copy: tf.Tensor[]) => tf.Tensor[]): tf.Tensor[] {
  return tf.tidy(() => move(weights.map((weight) => tf.clone(weight))));
}
