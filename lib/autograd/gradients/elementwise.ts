import * as tf from '@tensorflow/tfjs';
import {gradientRule} from '../scope/gradient-rule.ts';
import {runKernel as run} from '../../base/run-kernel.ts';

/** dx = dy where y > 0, dy (y + 1) elsewhere, written in terms of y = elu(x). */
export const eluGradient = gradientRule(tf.EluGrad, ['dy', 'y'], (u, [dy, y]) => ({
  dy: () => run(tf.EluGrad, {dy: u, y: y!}, {}),
  y: () => tf.where(tf.greater(y!, 0), tf.zerosLike(y!), tf.mul(u, dy!)),
}));
