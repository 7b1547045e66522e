import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {compile} from '../../../../lib/native/index.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {loadCheckpoint, saveCheckpoint} from '../../../../lib/training/files/index.ts';
import {adam, momentum, sgd} from '../../../../optimizers/index.ts';
import {nativeOnly, wave} from '../native-only.ts';

const numbers = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];
const sessions = (): number => nativeBackend()!.binding.getNumOfSavedModels();

/** A step of `w <- w - 1` with slots, compiled, so that w is a count of the steps. */
function counter() {
  const w = tf.tidy(() => tf.variable(tf.zeros([3])));
  // Momentum 0.5 of form average with bias correction has the velocity 1 for gradients of 1.
  const optimizer = momentum(1, {momentum: 0.5, form: 'average', biasCorrection: true});
  const step = compile(() => optimizer.minimize(() => tf.sum(w), false, [w]));
  const run = (times: number): void => {
    for (let i = 0; i < times; i++) step();
  };
  const dispose = (): void => {
    step.dispose();
    optimizer.dispose();
    w.dispose();
  };
  return {w, optimizer, step, run, dispose};
}

describe('values in the session of a compiled function', () => {
  before(function () {
    nativeOnly(this);
  });

  it('are read at any time, however many calls lie between', async () => {
    const {w, optimizer, run, dispose} = counter();
    let expected = 0;
    for (const times of [1, 1, 1, 1, 2, 5, 1, 3]) {
      run(times);
      expected -= times;
      expect(numbers(w)).to.deep.equal([expected, expected, expected]);
      // Twice in a row, and by operations, in a gradient, asynchronously.
      expect(numbers(w)).to.deep.equal([expected, expected, expected]);
      expect(tf.tidy(() => numbers(tf.mul(w, 2)))).to.deep.equal([2 * expected, 2 * expected, 2 * expected]);
      expect([...(await w.data())]).to.deep.equal([expected, expected, expected]);
      const squares = tf.tidy(() => numbers(tf.variableGrads(() => tf.sum(tf.square(w))).grads[w.name]!));
      expect(squares[0]).to.equal(2 * expected);
      const [velocity] = (await optimizer.getWeights()).slice(-1);
      expect(velocity!.tensor.dataSync()[0]).to.be.greaterThan(0);
    }
    dispose();
  });

  it('stay what they were in clones, slices and reshapes that were taken before', () => {
    const {w, run, dispose} = counter();
    run(4);
    const held: {tensor: tf.Tensor; value: number}[] = [];
    for (let i = 0; i < 12; i++) {
      const value = -4 - i;
      if (i % 4 === 0) held.push({tensor: w.clone(), value});
      if (i % 4 === 1) held.push({tensor: tf.reshape(w, [3, 1]), value});
      if (i % 4 === 2) held.push({tensor: tf.slice(w, 1, 2), value}, {tensor: tf.cast(w, 'float32'), value});
      run(1);
    }
    for (const {tensor, value} of held) expect(numbers(tensor)).to.deep.equal(Array(tensor.size).fill(value));
    // Those that go before the next call leave the variable alone.
    for (let i = 0; i < 4; i++) {
      const clone = w.clone();
      if (i % 2 === 0) expect(numbers(clone)[0]).to.equal(-16 - i);
      clone.dispose();
      run(1);
    }
    expect(numbers(w)[0]).to.equal(-20);
    tf.dispose(held.map(({tensor}) => tensor));
    dispose();
  });

  it('give way to what is assigned, also when it was never read, or is a clone of its own', () => {
    const {w, run, dispose} = counter();
    for (let i = 0; i < 6; i++) {
      run(3);
      tf.tidy(() => w.assign(tf.tensor1d([100 * i, 100 * i, 100 * i])));
      run(i % 3);
      expect(numbers(w)[0]).to.equal(100 * i - (i % 3));
    }
    tf.tidy(() => w.assign(w.clone()));
    run(1);
    tf.tidy(() => w.assign(tf.add(w, 1)));
    expect(numbers(w)[0]).to.equal(498);
    run(2);
    const other = tf.variable(tf.zeros([3]));
    other.assign(w);
    run(2);
    expect([numbers(other)[0], numbers(w)[0]]).to.deep.equal([496, 494]);
    other.dispose();
    dispose();
  });

  it('stay what they were in clones of a variable that gets another value, or that goes', () => {
    for (const after of ['assign and run', 'assign and dispose', 'dispose'] as const) {
      const {w, run, dispose} = counter();
      run(6);
      const clone = w.clone();
      const other = tf.tidy(() => tf.variable(w.clone()));
      if (after !== 'dispose') tf.tidy(() => w.assign(tf.ones([3])));
      if (after === 'assign and run') {
        run(3);
        expect(numbers(w)[0]).to.equal(-2);
      }
      w.dispose();
      dispose();
      expect([numbers(clone)[0], numbers(other)[0]]).to.deep.equal([-6, -6]);
      tf.dispose([clone, other]);
    }
  });

  it('go over to the variables when the function is disposed of, before or after it is read', () => {
    for (const isRead of [false, true]) {
      const before = sessions();
      const {w, optimizer, step, run, dispose} = counter();
      run(7);
      if (isRead) expect(numbers(w)[0]).to.equal(-7);
      expect(sessions()).to.equal(before + 1);
      step.dispose();
      expect(sessions()).to.equal(before);
      expect(numbers(w)).to.deep.equal([-7, -7, -7]);
      // Slots too: the eager step goes on.
      optimizer.minimize(() => tf.sum(w), false, [w]);
      expect(numbers(w)[0]).to.equal(-8);
      run(5);
      expect(numbers(w)[0]).to.equal(-13);
      dispose();
    }
  });

  it('go when the variable is disposed of, before the function or after it', () => {
    const start = tf.memory().numTensors;
    const [w, u] = tf.tidy(() => [tf.variable(tf.scalar(5)), tf.variable(tf.scalar(6))]) as [tf.Variable, tf.Variable];
    const optimizer = sgd(1);
    const variables = [w, u];
    const step = compile(() =>
      optimizer.minimize(() => variables.reduce((sum, each) => tf.add(sum, each), tf.scalar(0)), true, [...variables])!,
    );
    for (let i = 0; i < 5; i++) step().dispose();
    w.dispose();
    variables.shift();
    for (let i = 0; i < 5; i++) step().dispose();
    expect(numbers(u)[0]).to.equal(-4);
    u.dispose();
    step.dispose();
    optimizer.dispose();
    expect(tf.memory().numTensors).to.equal(start);
  });

  it('are shared by two functions with one optimizer, and by an eager step', () => {
    const make = () => ({w: tf.variable(tf.tensor1d(wave(1, 4))), optimizer: adam(0.1, {weightDecay: 0.1})});
    const [eager, other] = [make(), make()];
    const loss = (w: tf.Tensor, x: tf.Tensor) => (): tf.Scalar => tf.mean(tf.square(tf.sub(tf.mul(w, x), 1)));
    const first = compile((x: tf.Tensor) => other.optimizer.minimize(loss(other.w, x), true, [other.w])!);
    const second = compile((x: tf.Tensor) => other.optimizer.minimize(loss(other.w, tf.neg(x)), true, [other.w])!);
    for (let i = 0; i < 24; i++) {
      tf.tidy(() => {
        const x = tf.tensor1d(wave(i + 5, 4));
        const isSecond = i % 4 > 1;
        const expected = eager.optimizer.minimize(loss(eager.w, isSecond ? tf.neg(x) : x), true, [eager.w])!;
        const actual =
          i % 7 === 6
            ? other.optimizer.minimize(loss(other.w, isSecond ? tf.neg(x) : x), true, [other.w])!
            : (isSecond ? second : first)(x);
        expect(numbers(actual)[0]).to.be.closeTo(numbers(expected)[0]!, 2e-6);
      });
      if (i === 13) first.dispose();
    }
    expect(other.optimizer.iterations).to.equal(24);
    const expected = numbers(eager.w);
    for (const [i, value] of numbers(other.w).entries()) expect(value).to.be.closeTo(expected[i]!, 5e-6);
    first.dispose();
    second.dispose();
    for (const {w, optimizer} of [eager, other]) {
      w.dispose();
      optimizer.dispose();
    }
  });

  it('go with getWeights and setWeights of the optimizer, to the last bit', async () => {
    const make = () => ({w: tf.variable(tf.tensor1d(wave(1, 4))), optimizer: adam(0.1)});
    const [straight, broken] = [make(), make()];
    const stepOf = ({w, optimizer}: typeof straight) =>
      compile((x: tf.Tensor) => optimizer.minimize(() => tf.mean(tf.square(tf.sub(tf.mul(w, x), 1))), false, [w]));
    const [one, two] = [stepOf(straight), stepOf(broken)];
    const run = (step: (x: tf.Tensor) => unknown, from: number, to: number): void => {
      for (let i = from; i < to; i++) tf.tidy(() => void step(tf.tensor1d(wave(i + 5, 4))));
    };
    run(one, 0, 20);
    run(two, 0, 8);
    const weights = await broken.optimizer.getWeights();
    const saved = weights.map(({name, tensor}) => ({name, tensor: tensor.clone()}));
    const value = broken.w.clone();
    run(two, 30, 37);
    expect(numbers(broken.w)).to.not.deep.equal(numbers(value));
    await broken.optimizer.setWeights(saved);
    broken.w.assign(value);
    run(two, 8, 20);
    expect(broken.optimizer.iterations).to.equal(20);
    expect(numbers(broken.w)).to.deep.equal(numbers(straight.w));
    one.dispose();
    two.dispose();
    tf.dispose([value, saved.map(({tensor}) => tensor)]);
    for (const {w, optimizer} of [straight, broken]) {
      w.dispose();
      optimizer.dispose();
    }
  });

  it('go into a checkpoint and come out of it, between calls', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-resident-'));
    try {
      const {w, optimizer, run, dispose} = counter();
      run(9);
      await saveCheckpoint(join(folder, 'run'), {variables: [w], optimizer});
      run(4);
      expect(numbers(w)[0]).to.equal(-13);
      await loadCheckpoint(join(folder, 'run'), {variables: [w], optimizer});
      expect([numbers(w)[0], optimizer.iterations]).to.deep.equal([-9, 9]);
      run(2);
      expect([numbers(w)[0], optimizer.iterations]).to.deep.equal([-11, 11]);
      dispose();
    } finally {
      rmSync(folder, {recursive: true, force: true});
    }
  });

  it('keep tf.memory() flat, whether they are read, held or assigned', () => {
    const start = tf.memory().numTensors;
    const {w, run, dispose} = counter();
    run(4);
    const settled = tf.memory();
    for (let i = 0; i < 30; i++) {
      run(1);
      if (i % 2 === 0) numbers(w);
      if (i % 3 === 0) w.clone().dispose();
      if (i % 5 === 0) tf.tidy(() => w.assign(tf.ones([3])));
      expect(tf.memory().numTensors).to.equal(settled.numTensors);
      expect(tf.memory().numBytes).to.equal(settled.numBytes);
      expect(tf.memory().numDataBuffers).to.equal(settled.numDataBuffers);
    }
    dispose();
    expect(tf.memory().numTensors).to.equal(start);
  });
});
