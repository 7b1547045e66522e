import {activateRepairs} from './activate.ts';

/**
 * Puts the gradients of TensorFlow.js that are wrong, missing or broken right for the whole program, `model.fit` included.
 *
 * What is repaired stands in the page "Gradient repairs" of the documentation. It holds for the backends that are loaded when it is called.
 *
 * @returns How to undo it: afterwards everything is registered as before. Calls nest. Nothing has to be disposed.
 * @example
 * const undo = repairGradients();
 * const gradient = tf.grad((x) => tf.mirrorPad(x, [[1, 1]], 'symmetric').sum())(tf.tensor1d([1, 2, 3]));
 * gradient.print(); // [2, 1, 2], where plain TensorFlow.js says [1, 1, 1]
 * undo();
 */
export function repairGradients(): () => void {
  return activateRepairs();
}
