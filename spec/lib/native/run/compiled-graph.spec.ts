import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {compile} from '../../../../lib/native/index.ts';
import {plainUpdates} from '../../../../lib/update/index.ts';
import {FedNumbers} from '../../../../lib/native/run/compiled-graph.ts';
import {nativeOnly} from '../native-only.ts';

describe('FedNumbers', () => {
  before(function () {
    nativeOnly(this);
  });

  it('keeps the native scalar of a number until the number changes, and frees all at the end', () => {
    const {binding} = nativeBackend()!;
    const count = (binding as unknown as {getNumOfTensors(): number}).getNumOfTensors.bind(binding);
    const before = count();
    const numbers = new FedNumbers(binding);
    const first = numbers.idOf('rate', 0.5);
    expect(numbers.idOf('rate', 0.5)).to.equal(first);
    expect(numbers.idOf('other', 0.5)).to.not.equal(first);
    const second = numbers.idOf('rate', 0.25);
    expect(binding.tensorDataSync(second)[0]).to.equal(0.25);
    expect(count() - before).to.equal(2);
    numbers.dispose();
    expect(count()).to.equal(before);
  });
});

const sessions = (): number => nativeBackend()!.binding.getNumOfSavedModels();
const numbers = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];

describe('graphs of compiled functions', () => {
  before(function () {
    nativeOnly(this);
  });

  it('takes captured tensors by reference, and records anew once one of them is gone', () => {
    let captured = tf.tensor1d([1, 2]);
    const fn = compile((x: tf.Tensor) => tf.add(x, captured));
    const call = (): number[] => tf.tidy(() => numbers(fn(tf.scalar(1))));
    for (let i = 0; i < 3; i++) expect(call()).to.deep.equal([2, 3]);
    captured.dispose();
    captured = tf.tensor1d([5, 6]);
    for (let i = 0; i < 4; i++) expect(call()).to.deep.equal([6, 7]);
    fn.dispose();
    captured.dispose();
  });

  it('keeps a graph for each signature, and many functions side by side', () => {
    const before = sessions();
    const functions = [1, 2, 3].map((factor) => compile((x: tf.Tensor) => tf.mul(x, factor)));
    tf.tidy(() => {
      for (let i = 0; i < 4; i++) {
        for (const shape of [[2], [3], [2, 2]]) {
          const x = tf.fill(shape, i);
          expect(functions.map((fn) => numbers(fn(x))[1])).to.deep.equal([i, 2 * i, 3 * i]);
        }
        expect(numbers(functions[0]!(tf.scalar(7, 'int32')))).to.deep.equal([7]);
      }
    });
    expect(sessions() - before).to.equal(10);
    for (const fn of functions) fn.dispose();
    expect(sessions()).to.equal(before);
  });

  it('keeps the number of tensors constant from call to call, and frees all when disposed of', () => {
    const x = tf.ones([3]);
    const w = tf.variable(tf.zeros([3]));
    const start = tf.memory().numTensors;
    const optimizer = tf.train.momentum(0.1, 0.9);
    const fn = compile(() => plainUpdates(() => optimizer.minimize(() => tf.sum(tf.square(tf.sub(w, x))), true)!));
    for (let i = 0; i < 3; i++) fn().dispose();
    const settled = tf.memory();
    for (let i = 0; i < 20; i++) fn().dispose();
    expect(tf.memory().numTensors).to.equal(settled.numTensors);
    expect(tf.memory().numBytes).to.equal(settled.numBytes);
    expect(numbers(w)[0]).to.not.equal(0);
    fn.dispose();
    optimizer.dispose();
    // tf.train.momentum loses the scalar of its learning rate (tfjs issue 4647) and that of its momentum.
    expect(tf.memory().numTensors - start).to.be.within(0, 2);
    tf.dispose([x, w]);
  });

  it('are at most 32 for a function, the oldest go first', () => {
    const before = sessions();
    const fn = compile((x: tf.Tensor) => tf.neg(x));
    tf.tidy(() => {
      for (let size = 1; size <= 35; size++) for (let i = 0; i < 2; i++) fn(tf.zeros([size]));
    });
    expect(sessions() - before).to.equal(32);
    fn.dispose();
    expect(sessions()).to.equal(before);
  });
});
