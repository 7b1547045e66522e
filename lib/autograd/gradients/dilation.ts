import * as tf from '@tensorflow/tfjs';
import {gradientRule} from '../scope/gradient-rule.ts';
import {linear} from '../linear.ts';
import {runKernel as run} from '../../base/run-kernel.ts';
import {atMaximum, tapValues, type Windows, windows2d} from './windows.ts';

const windowsOf = (x: tf.Tensor, filter: tf.Tensor, {strides, pad, dilations}: tf.Dilation2DAttrs): Windows =>
  windows2d(
    tf.backend_util.computeDilation2DInfo(
      x.shape as [number, number, number, number],
      filter.shape as [number, number, number],
      strides,
      pad,
      'NHWC',
      dilations,
    ),
  );

/** The values of a filter, one tensor [channels] for each place. */
const places = (filter: tf.Tensor): tf.Tensor[] =>
  tf.unstack(tf.reshape(filter, [filter.size / filter.shape.at(-1)!, filter.shape.at(-1)!]));

/** What the maximum is taken over: y = max over the window of x + filter. */
function candidates(x: tf.Tensor, filter: tf.Tensor, windows: Windows): tf.Tensor[] {
  const weights = places(filter);
  return tapValues(x, windows, -Infinity).map((values, i) => tf.add(values, weights[i]!));
}

/** The gradient of a dilation sends dy to the pixel of each maximum; the derivative with respect to dy picks from there. */
export const dilationGradientOfInput = gradientRule<tf.Dilation2DAttrs>(
  tf.Dilation2DBackpropInput,
  ['x', 'filter'],
  (u, [x, filter], attributes) => {
    const gather = (values: tf.Tensor): tf.Tensor => {
      const windows = windowsOf(x!, filter!, attributes);
      return atMaximum(candidates(x!, filter!, windows), tapValues(values, windows, 0));
    };
    const scatter = (dy: tf.Tensor): tf.Tensor =>
      run(tf.Dilation2DBackpropInput, {x: x!, filter: filter!, dy}, attributes);
    return {dy: () => linear('Dilation2DBackpropInputGrad', u, gather, scatter), x: null, filter: null};
  },
);

/** The same for the weight of each maximum. */
export const dilationGradientOfFilter = gradientRule<tf.Dilation2DAttrs>(
  tf.Dilation2DBackpropFilter,
  ['x', 'filter'],
  (u, [x, filter], attributes) => {
    const gather = (values: tf.Tensor): tf.Tensor => {
      const sums = candidates(x!, filter!, windowsOf(x!, filter!, attributes));
      return atMaximum(
        sums,
        places(values).map((value, i) => tf.broadcastTo(value, sums[i]!.shape)),
      );
    };
    const scatter = (dy: tf.Tensor): tf.Tensor =>
      run(tf.Dilation2DBackpropFilter, {x: x!, filter: filter!, dy}, attributes);
    return {dy: () => linear('Dilation2DBackpropFilterGrad', u, gather, scatter), x: null, filter: null};
  },
);
