import {engine} from '../../base/engine.ts';
import {engineMethods} from './engine-methods.ts';
import {freshOperands} from './fresh-operands.ts';
import {activateRepairs} from '../repairs/activate.ts';
import {show} from '../../base/arguments.ts';
import {replaceMethods} from '../../base/replace-methods.ts';

let isOpen = false;

/**
 * Runs a function in a scope in which gradients of gradients are right.
 *
 * Outside, TensorFlow.js 4.22 loses part of them without a word for tanh, sigmoid, softmax, exp and all that is built on these, and
 * refuses convolutions, pooling and most losses. Inside, tf.grad, tf.grads, tf.variableGrads and tf.customGrad nest to any order;
 * first gradients that TensorFlow.js gets wrong are right too. All is undone when the function returns or throws. Scopes nest.
 *
 * @param fn a synchronous function; what it returns is the caller's
 * @returns what `fn` returns
 * @throws Error that names an operation whose gradient is not known
 * @throws TypeError where `fn` is asynchronous: the scope would end before its work does
 * @example
 * const f = (x: tf.Tensor): tf.Tensor => tf.tanh(x);
 * secondOrder(() => tf.grad(tf.grad(f))(tf.scalar(1))).dataSync()[0]; // -0.6397
 */
export function secondOrder<Result>(fn: () => Result): Result {
  if (typeof fn !== 'function') {
    throw new TypeError(`secondOrder: fn must be a function of the work to do, received ${show(fn)}`);
  }
  if (isOpen) return fn();
  const own = engine();
  const undos = [activateRepairs(), ...freshOperands.map((repair) => repair())];
  undos.push(replaceMethods(own, {...engineMethods(own)}));
  isOpen = true;
  try {
    const result = fn();
    if (result instanceof Promise) {
      throw new TypeError('secondOrder: fn must be synchronous, received a function that returns a promise');
    }
    return result;
  } finally {
    isOpen = false;
    for (const undo of undos.reverse()) undo();
  }
}
