import * as tf from '@tensorflow/tfjs';
import {registerComposedKernel} from './composed-kernel.ts';
import {checkOrder, padded, taps, tapValues} from './windows.ts';

/**
 * Composes the gradient of a convolution with respect to its filter out of matrix products, one for each tap:
 *
 * `dW[i, j, :, :] = sum over batch and places of x[row + i, column + j, :]' dy[place, :]`
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
    const places = info.batchSize * info.outHeight * info.outWidth;
    const errors = tf.reshape(dy, [places, info.outChannels]);
    const whole = padded(x, info);
    const products = taps(info).map((tap) => {
      const values = tf.reshape(tapValues(whole, tap, info), [places, info.inChannels]);
      return tf.matMul(tf.transpose(values), errors);
    });
    return tf.reshape(tf.stack(products), filterShape);
  });
}
