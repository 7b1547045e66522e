import * as tf from '@tensorflow/tfjs';

/** Zeros in the shape of a tensor, complex where it is. */
export const zerosOf = ({shape, dtype}: tf.Tensor): tf.Tensor =>
  dtype === 'complex64' ? tf.complex(tf.zeros(shape), tf.zeros(shape)) : tf.zeros(shape, 'float32');
