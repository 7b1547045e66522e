import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {activateRepairs} from '../../../../lib/autograd/repairs/index.ts';

/** Everything that repairs may replace: gradients, kernels, methods of the engine. */
function registered(): unknown[] {
  const kernels = ['tensorflow', 'wasm', 'cpu'].flatMap((backend) => tf.getKernelsForBackend(backend));
  const names = [...new Set(kernels.map(({kernelName}) => kernelName))].sort();
  const byName = kernels.map((one) => [`${one.backendName} ${one.kernelName}`, one] as const);
  const engine = tf.engine();
  return [
    ...names.map((name) => tf.getGradient(name)),
    ...byName.sort(([a], [b]) => a.localeCompare(b)).map(([, one]) => one),
    Object.getOwnPropertyDescriptor(engine, 'runKernel'),
    Object.getOwnPropertyDescriptor(engine, 'customGrad'),
  ];
}

const expectSame = (before: readonly unknown[]): void => {
  const after = registered();
  expect(after.length).to.equal(before.length);
  expect(after.every((one, i) => one === before[i])).to.equal(true);
};

const gradient = (): number[] =>
  tf.tidy(() => [
    ...tf
      .grad((x: tf.Tensor) => tf.mirrorPad(x, [[1, 1]], 'symmetric'))(tf.tensor1d([1, 2, 3]))
      .dataSync(),
  ]);

describe('activateRepairs', () => {
  it('changes gradients until it is undone, and restores exactly what was registered', () => {
    const before = registered();
    expect(gradient()).to.deep.equal([1, 1, 1]);
    const undo = activateRepairs();
    expect(gradient()).to.deep.equal([2, 1, 2]);
    expect(registered().every((one, i) => one === before[i])).to.equal(false);
    undo();
    expectSame(before);
    expect(gradient()).to.deep.equal([1, 1, 1]);
  });

  it('nests in any order, and an undo counts once', () => {
    const before = registered();
    const [first, second] = [activateRepairs(), activateRepairs()];
    first();
    first();
    expect(gradient()).to.deep.equal([2, 1, 2]);
    second();
    expectSame(before);
  });

  it('leaves a gradient that somebody registered meanwhile', () => {
    const before = tf.getGradient(tf.MirrorPad);
    const undo = activateRepairs();
    const own: tf.GradConfig = {kernelName: tf.MirrorPad, gradFunc: () => ({})};
    tf.registerGradient(own);
    undo();
    expect(tf.getGradient(tf.MirrorPad)).to.equal(own);
    tf.registerGradient(before);
  });
});
