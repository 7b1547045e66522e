import * as tf from '@tensorflow/tfjs';
import {registerComposedKernel} from './composed-kernel.ts';

/** Composes the gradient of `gather` out of a scatter, which adds where indices repeat: `out[segmentIds[i]] += x[i]`. */
export function registerUnsortedSegmentSum(): void {
  registerComposedKernel(tf.UnsortedSegmentSum, (inputs, attributes) => {
    const {numSegments} = attributes as unknown as tf.UnsortedSegmentSumAttrs;
    const x = inputs['x']!;
    const indices = tf.reshape(inputs['segmentIds']!, [-1, 1]);
    return tf.scatterND(tf.cast(indices, 'int32'), x, [numSegments, ...x.shape.slice(1)]);
  });
}
