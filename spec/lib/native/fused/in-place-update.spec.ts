import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {fusedUpdates, updateByKernel} from '../../../../lib/native/fused/in-place-update.ts';
import type {FusedKernel} from '../../../../lib/native/fused/update-kernels.ts';
import {sgd} from '../../../../optimizers/index.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {backendOrSkip, counted} from './counting.ts';

const descent: FusedKernel = {operation: 'ResourceApplyGradientDescent', states: [], inputs: [0.5, 'gradient']};
const momentum: FusedKernel = {
  operation: 'ResourceApplyMomentum',
  states: ['velocity'],
  inputs: [0.5, 'gradient', 0.5],
};

const values = (x: tf.Tensor) => [...x.dataSync()];

/** The update of one variable by a kernel. */
const fusedUpdate =
  (kernel: FusedKernel) =>
  (variable: tf.Variable, gradient: tf.Tensor, slots: Record<string, tf.Variable>, decay: number): boolean =>
    updateByKernel(nativeBackend()!, kernel, {variable, gradient, slots}, decay);

describe('updateByKernel', () => {
  const made: tf.Variable[] = [];
  const variable = (start: number[]) => {
    const w = tf.tidy(() => tf.variable(tf.tensor1d(start)));
    made.push(w);
    return w;
  };
  afterEach(() => tf.dispose(made.splice(0)));

  it('leaves everything to the plain way without a kernel, and on other backends', () => {
    const optimizer = sgd(0.5);
    const [w, gradient] = [variable([3]), tf.tensor1d([2])];
    const targets = [{variable: w, gradient, slots: {}, isDecayed: true}];
    const plan = optimizer.declaration.plan!(0);
    expect(fusedUpdates(optimizer, {...plan, equationName: null}, targets)).to.deep.equal(targets);
    expect(fusedUpdates(optimizer, {...plan, equationName: 'unheard of'}, targets)).to.deep.equal(targets);
    expect(values(w)).to.deep.equal([3]);
    expect(fusedUpdates(optimizer, plan, targets)).to.deep.equal(nativeBackend() === null ? targets : []);
    expect(values(w)).to.deep.equal([nativeBackend() === null ? 3 : 2]);
    gradient.dispose();
  });

  it('updates a variable and its slot, after the decay', function () {
    backendOrSkip(this);
    const [w, velocity] = [variable([4, 8]), variable([0, 2])];
    const g = tf.tensor1d([1, -1]);
    const {numTensors, numBytes} = tf.memory();
    expect(fusedUpdate(momentum)(w, g, {velocity}, 0.25)).to.equal(true);
    // velocity = 0.5 [0, 2] + g; w = 0.75 [4, 8] - 0.5 velocity
    expect(values(velocity)).to.deep.equal([1, 0]);
    expect(values(w)).to.deep.equal([2.5, 6]);
    expect(fusedUpdate({...momentum, gain: 2})(w, g, {velocity}, 0)).to.equal(true);
    expect(values(velocity)).to.deep.equal([2.5, -2]);
    expect(values(w)).to.deep.equal([1.25, 7]);
    expect(values(g)).to.deep.equal([1, -1]);
    expect(tf.memory()).to.include({numTensors, numBytes});
    g.dispose();
  });

  it('never changes what somebody holds, and goes on in place afterwards', function () {
    const backend = backendOrSkip(this);
    const w = variable([1, 2]);
    const g = tf.tensor1d([2, 2]);
    const update = fusedUpdate(descent);
    const held: [tf.Tensor, number[]][] = [];
    for (let step = 0; step < 4; step++) {
      held.push([w.clone(), values(w)], [w.reshape([2, 1]), values(w)]);
      update(w, g, {}, step === 2 ? 0.5 : 0);
    }
    for (const [tensor, before] of held) expect(values(tensor)).to.deep.equal(before);
    // The last steps: 0.5 (-1) - 1 and 0.5 * 0 - 1, then - 1.
    expect(values(w)).to.deep.equal([-2.5, -2]);
    tf.dispose(held.map(([tensor]) => tensor));
    update(w, g, {}, 0);
    const data = w.dataId;
    const {operations} = counted(backend, () => {
      update(w, g, {}, 0);
      update(w, g, {}, 0);
    });
    expect(operations).to.deep.equal([descent.operation, descent.operation]);
    expect(w.dataId).to.equal(data);
    g.dispose();
  });

  it('sees assigned values', function () {
    backendOrSkip(this);
    const w = variable([1, 2]);
    const g = tf.tensor1d([2, 2]);
    const update = fusedUpdate(descent);
    update(w, g, {}, 0);
    tf.tidy(() => w.assign(tf.tensor1d([10, 20])));
    update(w, g, {}, 0);
    expect(values(w)).to.deep.equal([9, 19]);
    g.dispose();
  });

  it('leaves to the plain path what is no float32, and a gradient that is the variable itself', function () {
    backendOrSkip(this);
    const w = variable([1, 2]);
    const whole = tf.tidy(() => tf.variable(tf.tensor1d([1, 2], 'int32')));
    const update = fusedUpdate(descent);
    expect(update(w, w, {}, 0)).to.equal(false);
    expect(update(whole, whole.clone(), {}, 0)).to.equal(false);
    expect([...values(w), ...values(whole)]).to.deep.equal([1, 2, 1, 2]);
    whole.dispose();
  });

  it('takes a clone of the variable as a gradient', function () {
    backendOrSkip(this);
    const w = variable([1, 2]);
    const g = w.clone();
    expect(fusedUpdate(descent)(w, g, {}, 0)).to.equal(true);
    expect([...values(w), ...values(g)]).to.deep.equal([0.5, 1, 1, 2]);
    g.dispose();
  });

  it('refuses gradients whose squares overflow where the kernel must not meet them, from then on', function () {
    backendOrSkip(this);
    const update = fusedUpdate({...momentum, finiteSquares: true});
    for (const size of [1, 5000]) {
      for (const extreme of [1e20, -1e20, Infinity, Number.NaN]) {
        const [w, velocity] = [variable(Array(size).fill(1)), variable(Array(size).fill(0))];
        const [mild, large] = [
          tf.ones([size]),
          tf.tensor1d(Array.from({length: size}, (_, i) => (i > 0 ? 1 : extreme))),
        ];
        expect(update(w, mild, {velocity}, 0)).to.equal(true);
        expect(update(w, large, {velocity}, 0)).to.equal(false);
        expect(update(w, mild, {velocity}, 0)).to.equal(false);
        expect([w.dataSync()[0], velocity.dataSync()[0]]).to.deep.equal([0.5, 1]);
        tf.dispose([mild, large]);
      }
    }
  });

  it('leaves no native tensor behind', function () {
    const backend = backendOrSkip(this);
    const count = counted(backend, () => {
      const [w, velocity] = [variable([1, 1, 1]), variable([0, 0, 0])];
      const g = tf.ones([3]);
      const kernels = [
        {...momentum, gain: 3},
        {
          operation: 'ResourceApplyAdam',
          states: ['scratch', 'velocity'] as const,
          inputs: [0, 0, 1, 0, 0.5, 1, 'gradient'] as const,
        },
      ];
      for (const kernel of kernels) {
        for (let step = 0; step < 20; step++) {
          const held = step % 3 === 0 ? w.clone() : null;
          fusedUpdate(kernel)(w, g, {velocity: velocity}, step % 2 === 0 ? 0.5 : 0);
          if (step % 5 === 0) tf.tidy(() => w.assign(tf.ones([3])));
          held?.dispose();
        }
      }
      tf.dispose([w, velocity, g]);
    });
    // One variable of TensorFlow for scratch; the numbers 1, 0.5, 3 and 0 stay for the next update.
    expect(count.variables).to.equal(1);
    expect(count.tensors).to.equal(1 + 4);
  });
});
