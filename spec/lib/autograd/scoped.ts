import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';

/** Frees all tensors after each test of a suite, and fails where one outlives that. */
export function scopedTensors(): void {
  let before: number;
  beforeEach(() => {
    before = tf.memory().numTensors;
    tf.engine().startScope();
  });
  afterEach(() => {
    tf.engine().endScope();
    expect(tf.memory().numTensors).to.equal(before);
  });
}

export const draw = (shape: number[], seed: number): tf.Tensor => tf.randomNormal(shape, 0, 1, 'float32', seed);
