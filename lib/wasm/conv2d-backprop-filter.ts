import * as tf from '@tensorflow/tfjs';
import {registerComposedKernel} from './composed-kernel.ts';
import {checkOrder, convolved, padded} from './windows.ts';

/**
 * Composes the gradient of a convolution with respect to its filter out of another convolution, of the images over the
 * errors, in which the examples take the part of the channels and the strides that of dilation:
 *
 * `dW[i, j, c, q] = sum over n, y, x of x[n, y stride + i, x stride + j, c] dy[n, y, x, q]`
 */
export function registerConv2dBackpropFilter(): void {
  registerComposedKernel(tf.Conv2DBackpropFilter, (inputs, attributes) => {
    const [x, dy] = [inputs['x'] as tf.Tensor4D, inputs['dy'] as tf.Tensor4D];
    const {strides, pad, dataFormat, dimRoundingMode, filterShape} =
      attributes as unknown as tf.Conv2DBackpropFilterAttrs;
    const format = tf.backend_util.convertConv2DDataFormat(dataFormat);
    const info = tf.backend_util.computeConv2DInfo(
      x.shape,
      filterShape,
      strides,
      1,
      pad,
      dimRoundingMode,
      false,
      format,
    );
    checkOrder(tf.Conv2DBackpropFilter, info);
    const {inChannels, batchSize, outHeight, outWidth, strideHeight, strideWidth, filterHeight, filterWidth} = info;
    // Strides may leave rows and columns at the end that no window meets.
    const met = [(outHeight - 1) * strideHeight + filterHeight, (outWidth - 1) * strideWidth + filterWidth] as const;
    const byChannel = tf.transpose(padded(x, info), [3, 1, 2, 0]);
    const images = tf.slice(byChannel, [0, 0, 0, 0], [inChannels, ...met, batchSize]);
    const errors = tf.transpose(dy, [1, 2, 0, 3]);
    return tf.transpose(convolved(images, errors, [strideHeight, strideWidth]), [1, 2, 0, 3]);
  });
}
