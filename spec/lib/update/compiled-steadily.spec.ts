import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import '../../../lib/native/index.ts';
import {compiledSteadily} from '../../../lib/update/compiled-steadily.ts';
import {hasCompiler} from '../../../lib/update/index.ts';

describe('compiledSteadily', () => {
  const x = () => tf.tensor1d([1, 2, 3]);

  it('gives what the graph gives from the first call on, and plain results elsewhere', () => {
    expect(hasCompiler()).to.equal(tf.getBackend() === 'tensorflow');
    let runs = 0;
    const square = compiledSteadily((a: tf.Tensor) => {
      runs++;
      return tf.square(a);
    });
    const before = tf.memory().numTensors;
    const call = () => tf.tidy(() => [...square(x()).dataSync()]);
    expect(call()).to.deep.equal([1, 4, 9]);
    expect(runs, 'the recorded calls are made again').to.equal(hasCompiler() ? 2 : 1);
    for (let i = 0; i < 3; i++) expect(call()).to.deep.equal([1, 4, 9]);
    expect(runs).to.equal(hasCompiler() ? 2 : 4);
    expect(tf.memory().numTensors).to.equal(before);
    square.dispose();
    runs = 0;
    call();
    expect(runs, 'it records anew').to.equal(hasCompiler() ? 2 : 1);
    square.dispose();
  });

  it('goes on where no graph comes of it', () => {
    let runs = 0;
    const square = compiledSteadily((a: tf.Tensor) => {
      runs++;
      return tf.square(a);
    });
    const slope = tf.tidy(() => [
      ...tf
        .grad((a: tf.Tensor) => tf.sum(square(a)))(x())
        .dataSync(),
    ]);
    expect(slope).to.deep.equal([2, 4, 6]);
    expect(runs).to.equal(hasCompiler() ? 4 : 1);
    square.dispose();
  });
});
