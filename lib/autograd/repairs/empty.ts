import * as tf from '@tensorflow/tfjs';
import {replaceMethods} from '../../base/replace-methods.ts';
import {engine, type TapeNode} from '../../base/engine.ts';
import {zerosOf} from '../zeros.ts';
import type {Repair} from './repair.ts';

const isEmpty = ({size}: tf.Tensor): boolean => size === 0;

/**
 * The derivatives of a node where tensors without elements take part: zeros, of the shape of the input.
 *
 * The gradients themselves divide by sizes, infer shapes and call kernels that know no such tensors.
 *
 * @param derive the derivatives in the other cases
 * @returns `derive` itself where all tensors have elements
 */
export function aroundEmpty<Given extends unknown[], Derivatives extends Readonly<Record<string, unknown>>>(
  inputs: TapeNode['inputs'],
  outputs: readonly tf.Tensor[],
  derive: (...given: Given) => Derivatives,
): (...given: Given) => Derivatives {
  const present = Object.entries(inputs).filter((entry): entry is [string, tf.Tensor] => entry[1] instanceof tf.Tensor);
  const constant = outputs.every(isEmpty) ? present : present.filter(([, input]) => isEmpty(input));
  if (constant.length === 0) return derive;
  const zeros = Object.fromEntries(constant.map(([name, input]) => [name, () => zerosOf(input)])) as Derivatives;
  if (constant.length === present.length) return () => zeros;
  return (...given) => ({...derive(...given), ...zeros});
}

/** A result without elements that stays connected with what it is made of: its derivatives are zeros. */
export const emptyResult = (shape: number[], inputs: readonly tf.Tensor[]): tf.Tensor =>
  inputs.reduce<tf.Tensor>((result, input) => tf.add(result, tf.sum(input)), tf.zeros(shape));

/** The same for what TensorFlow.js records by itself. */
export const empty: Repair = () => {
  const own = engine();
  const addTapeNode = own.addTapeNode.bind(own);
  const methods: Pick<typeof own, 'addTapeNode'> = {
    addTapeNode(...call) {
      addTapeNode(...call);
      const node = own.state.activeTape?.at(-1);
      if (node?.gradient) Object.assign(node, {gradient: aroundEmpty(node.inputs, node.outputs, node.gradient)});
    },
  };
  return replaceMethods(own, methods);
};
