import * as tf from '@tensorflow/tfjs';
import {backpropagate, dependants, holdsGradient} from './backpropagate.ts';
import {engine, type Engine} from '../../base/engine.ts';
import {onTape, withTape} from './tape.ts';
import {zerosOf} from '../zeros.ts';

/**
 * Gradients as tf.grad, tf.grads and tf.variableGrads ask for them, right when nested.
 *
 * Where nothing connects y with the xs, a first gradient is refused as outside of a scope: most likely a slip. The derivative of a
 * gradient, and of steps such as floor, is zero then: a Hessian may be.
 */
export const nestedGradients: Engine['gradients'] = (f, xs, dy, allowNoGradients = false) => {
  if (xs.length === 0) throw new Error('gradients() received an empty list of xs.');
  if (dy && dy.dtype !== 'float32') throw new Error(`dy must have 'float32' dtype, but has '${dy.dtype}'`);
  const own = engine();
  return withTape(() => {
    const y = onTape(() => own.tidy('forward', f));
    if (!((y as unknown) instanceof tf.Tensor)) throw new Error('The result y returned by f() must be a tensor.');
    if (y.dtype === 'complex64') {
      throw new TypeError(
        'secondOrder: gradients are of real values, received complex numbers: take tf.real or tf.abs',
      );
    }
    const tape = own.state.activeTape!;
    if (dy && !tf.util.arraysEqual(dy.shape, y.shape)) {
      throw new Error(`The shape of dy, [${dy.shape.join()}], must match that of f(x), [${y.shape.join()}]`);
    }
    return own.tidy('backward', () => {
      const found = backpropagate(tape, [{output: y, cotangent: dy ?? tf.ones(y.shape)}], xs);
      const isEmpty = found.every((gradient) => gradient === null);
      const isZero = holdsGradient(tape) || dependants(tape, xs, () => true).ids.has(y.id);
      if (isEmpty && !isZero && !allowNoGradients) {
        throw new Error(
          'Cannot compute gradient of y=f(x) with respect to x. Make sure that the f you passed encloses all operations that ' +
            'lead from x to y.',
        );
      }
      const fills = isZero && (isEmpty || !allowNoGradients);
      return {value: y, grads: found.map((gradient, i) => gradient ?? (fills ? zerosOf(xs[i]!) : null))};
    });
  });
};
