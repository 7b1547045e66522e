import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {compile} from '../../../../lib/native/run/compile.ts';
import {updateByRecordedKernel, kernelForm, kernelNumber} from '../../../../lib/native/trace/kernel-update.ts';
import type {FusedKernel} from '../../../../lib/native/fused/update-kernels.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {adam} from '../../../../optimizers/index.ts';
import {nativeOnly} from '../native-only.ts';

const kernel: FusedKernel = {
  operation: 'ResourceApplyMomentum',
  states: ['velocity'],
  inputs: [0.5, 'gradient', 0.25],
  gain: 2,
};

describe('fused updates of compiled functions', () => {
  before(function () {
    nativeOnly(this);
  });

  it('name the form of a kernel without its numbers', () => {
    expect(kernelForm(kernel)).to.equal(kernelForm({...kernel, inputs: [1, 'gradient', 2], gain: 3}));
    expect(kernelForm(kernel)).to.not.equal(kernelForm({...kernel, nesterov: true}));
    expect(kernelForm(kernel)).to.not.equal(kernelForm({...kernel, gain: 1}));
    expect(kernelForm(null)).to.equal('plain');
    const names = ['kernel 0', 'kernel 1', 'kernel 2', 'kernel 3', 'kernel gain', 'rate'];
    expect(names.map((name) => kernelNumber(kernel, name))).to.deep.equal([
      0.5,
      undefined,
      0.25,
      undefined,
      2,
      undefined,
    ]);
  });

  it('leave the old value and slots as they are', () => {
    const backend = nativeBackend()!;
    const made: number[] = [];
    const scalar = (_: string, number: number): number => {
      made.push(backend.binding.createTensor([], 1, Float32Array.of(number)));
      return made.at(-1)!;
    };
    tf.tidy(() => {
      const [value, gradient, velocity] = [tf.tensor1d([1, 2]), tf.tensor1d([1, -1]), tf.tensor1d([4, 8])];
      const input = {value, gradient, slots: {velocity}};
      const next = updateByRecordedKernel(backend, kernel, input, {
        isChained: false,
        scalar,
        mustBeFinite: () => true,
      })!;
      // velocity <- velocity / 4 + 2 gradient, value <- value - velocity / 2
      expect([...next.slots!['velocity']!.dataSync()]).to.deep.equal([3, 0]);
      expect([...next.value.dataSync()]).to.deep.equal([-0.5, 2]);
      expect([...value.dataSync(), ...velocity.dataSync()]).to.deep.equal([1, 2, 4, 8]);
    });
    for (const id of made) backend.binding.deleteTensor(id);
  });

  it('give way to the plain updates where the square of a gradient leaves float32, with no harm to the variable', () => {
    const w = tf.variable(tf.zeros([2]));
    const optimizer = adam(0.1);
    const step = compile((g: tf.Tensor) => optimizer.minimize(() => tf.sum(tf.mul(w, g)), true, [w])!);
    const moves: number[] = [];
    for (const scale of [1, 1, 1, 1e30, 1, 1, 1, 1]) {
      tf.tidy(() => {
        const before = w.dataSync()[0]!;
        step(tf.tensor1d([scale, 1]));
        moves.push(w.dataSync()[0]! - before);
      });
    }
    expect(moves.slice(0, 3).every((move) => Math.abs(move + 0.1) < 1e-4)).to.equal(true);
    // v is infinite from the fourth update on: the direction is 0, and never NaN.
    expect(moves.slice(3)).to.deep.equal([0, 0, 0, 0, 0]);
    expect(w.dataSync()[1]).to.be.closeTo(-0.8, 1e-3);
    expect(optimizer.iterations).to.equal(8);
    step.dispose();
    optimizer.dispose();
    w.dispose();
  });
});
