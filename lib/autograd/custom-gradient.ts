import * as tf from '@tensorflow/tfjs';
import type {Backward, CustomGradient, Engine} from './engine.ts';
import {customGradients} from './repairs/custom-gradients.ts';
import type {Forward} from './repairs/lowering.ts';
import {addNode, unrecorded} from './tape.ts';

type Custom = (...inputs: never[]) => CustomGradient;

/** What an operation of TensorFlow.js with a custom gradient that is wrong or breaks is replaced by. */
const repair = (name: string, f: Custom, inputs: readonly tf.Tensor[]): tf.Tensor | undefined =>
  customGradients.find(({operation}) => name === `${operation}__op`)?.rule(f as unknown as Forward, inputs);

function checked({value, gradFunc}: CustomGradient): CustomGradient {
  if (!(value instanceof tf.Tensor) || typeof gradFunc !== 'function') {
    throw new Error(
      'The function f passed in customGrad(f) must return an object of a tensor value and a function gradFunc',
    );
  }
  return {value, gradFunc};
}

/** The derivatives of a custom gradient, by the position of the input. */
function backwardOf(gradFunc: CustomGradient['gradFunc'], saved: readonly tf.Tensor[], count: number): Backward {
  return (dy) => {
    const result = gradFunc(dy as tf.Tensor, [...saved]);
    const gradients = Array.isArray(result) ? result : [result];
    if (gradients.length !== count || !gradients.every((each) => (each as unknown) instanceof tf.Tensor)) {
      throw new Error('The gradFunc of customGrad(f) must return one tensor for each input of f');
    }
    return Object.fromEntries(gradients.map((gradient, i) => [i, () => gradient]));
  };
}

/**
 * A function with a gradient of its own, as tf.customGrad makes it, whose gradient can itself be differentiated.
 *
 * TensorFlow.js does not record what happens inside, so that an intermediate value that is saved for the gradient counts as a
 * constant. Here the inside is recorded: it leads to what was saved, and the function's own node leads to its value.
 */
export function customGradient(
  own: Engine,
  f: Custom,
  plain: (f: Custom) => (...inputs: tf.Tensor[]) => tf.Tensor,
): (...inputs: tf.Tensor[]) => tf.Tensor {
  return (...inputs) => {
    const name = own.state.activeScope?.name ?? 'customGrad';
    if (!own.isTapeOn()) return plain(f)(...inputs);
    const repaired = repair(name, f, inputs);
    if (repaired !== undefined) return repaired;
    const saved: tf.Tensor[] = [];
    let asked: tf.Tensor[] = [];
    const kept: tf.Tensor[] = [];
    const keep = (tensor: tf.Tensor): tf.Tensor => {
      const clone = own.keep(own.clone(tensor));
      kept.push(clone);
      return clone;
    };
    try {
      return own.tidy(name, () => {
        // gradFunc may use the inputs themselves, which can be gone by then.
        const given = inputs.map(keep);
        const save = (tensors: tf.Tensor[]): void => void (asked = tensors);
        const {value, gradFunc} = checked(f(...([...given, save] as never[])));
        const y = unrecorded(own, () => value.clone());
        addNode(
          own,
          name,
          Object.fromEntries(inputs.entries()),
          [y],
          backwardOf(gradFunc, saved, inputs.length),
          kept,
          {},
        );
        for (const tensor of asked) saved.push(keep(tensor === value ? y : tensor));
        return y;
      });
    } catch (error) {
      tf.dispose(kept);
      throw error;
    }
  };
}
