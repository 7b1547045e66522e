import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {toTensors} from '../../../lib/data/tensors.ts';
import type {LabelledImages} from '../../../lib/data/types.ts';

const examples: LabelledImages = {
  images: Uint8Array.of(0, 51, 102, 153, 204, 255, 1, 2, 3, 4, 5, 6),
  labels: Uint8Array.of(2, 0),
  count: 2,
  rows: 2,
  columns: 3,
};

describe('toTensors', () => {
  it('divides bytes by 255 and marks the label', () => {
    const before = tf.memory().numTensors;
    const {x, y} = toTensors(examples, {classes: 3});
    expect(tf.memory().numTensors).to.equal(before + 2);
    expect([x.shape, y.shape]).to.deep.equal([
      [2, 6],
      [2, 3],
    ]);
    expect([x.dtype, y.dtype]).to.deep.equal(['float32', 'float32']);
    expect([...x.dataSync()]).to.deep.equal([...examples.images].map((byte) => Math.fround(byte / 255)));
    expect([...y.dataSync()]).to.deep.equal([0, 0, 1, 1, 0, 0]);
    tf.dispose([x, y]);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('keeps rows and columns apart on demand', () => {
    const {x, y} = toTensors(examples, {shape: 'image'});
    expect([x.shape, y.shape]).to.deep.equal([
      [2, 2, 3, 1],
      [2, 10],
    ]);
    // Row by row: the second row of the first image begins with its fourth pixel.
    const second = x.slice([0, 1, 0, 0], [1, 1, 1, 1]);
    expect(second.dataSync()[0]).to.be.closeTo(0.6, 1e-6);
    tf.dispose([x, y, second]);
  });

  it('refuses labels beyond the classes, and wrong options', () => {
    const before = tf.memory().numTensors;
    expect(() => toTensors(examples, {classes: 2})).to.throw(
      RangeError,
      /classes must be greater than every label, a whole number from 0 on, received 2 and label 2 of example 0/,
    );
    for (const labels of [new Int8Array([0, -1]), ['0', '1'], [0], [0.5, 1]])
      expect(() => toTensors({...examples, labels} as never), String(labels)).to.throw(
        RangeError,
        /greater than every label, a whole number/,
      );
    expect(() => toTensors({...examples, images: new Float32Array(12)} as never)).to.throw(
      TypeError,
      /images must be a Uint8Array/,
    );
    expect(() => toTensors({...examples, images: new Uint8Array(3)})).to.throw(TypeError, /\(2 x .*received 3 bytes/);
    expect(() => toTensors(examples, {classes: 0})).to.throw(RangeError, /classes must be a whole number >= 1/);
    expect(() => toTensors(examples, {shape: 'square' as 'flat'})).to.throw(RangeError, /"flat", "image"/);
    expect(tf.memory().numTensors).to.equal(before);
  });
});
