import * as tf from '@tensorflow/tfjs';

/** Zeros in the shape of a tensor. */
export const zerosOf = ({shape}: tf.Tensor): tf.Tensor => tf.zeros(shape, 'float32');
