import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {updateByKernel} from '../../../../lib/native/fused/in-place-update.ts';
import {availableKernel, type FusedKernel, kernelOf} from '../../../../lib/native/fused/update-kernels.ts';
import {Adam, adam} from '../../../../optimizers/index.ts';
import {type Binding, nativeBackend} from '../../../../lib/native/binding.ts';
import {backendOrSkip} from './counting.ts';

const [rate, beta1, beta2, epsilon] = [0.01, 0.9, 0.999, 1e-4];
const kernel: FusedKernel = {
  operation: 'ResourceApplyAdam',
  states: ['m', 'v'],
  inputs: [0, 0, rate, beta1, beta2, epsilon, 'gradient'],
  finiteSquares: true,
};
const own = {
  operation: 'ResourceApplyAdamOnePass',
  inputs: [rate, beta1, 1 - beta1, beta2, 1 - beta2, epsilon, 'gradient'] as const,
};

describe('availableKernel', () => {
  const backendWith = (...known: string[]) => ({
    binding: {
      executeOp: (name: string) => {
        throw new Error(
          known.includes(name) ? 'inputs' : 'X is neither a type of a primitive operation nor a function',
        );
      },
    } as unknown as Binding,
  });

  it('is our own where the binding has it, which needs no finite squares, and else that of TensorFlow', () => {
    expect(availableKernel(backendWith(own.operation), {...kernel, own})).to.deep.equal({...own, states: ['m', 'v']});
    expect(availableKernel(backendWith(kernel.operation), {...kernel, own})).to.deep.equal(kernel);
    expect(availableKernel(backendWith(own.operation, kernel.operation), kernel)).to.deep.equal(kernel);
    expect(availableKernel(backendWith(), {...kernel, own}), 'neither is there').to.equal(null);
  });

  it('updates the same with either', function () {
    backendOrSkip(this);
    const train = (chosen: FusedKernel): Float32Array[] => {
      const [w, m, v] = [0.5, 0, 0].map((start) => tf.variable(tf.mul(tf.ones([50]), start))) as [
        tf.Variable,
        tf.Variable,
        tf.Variable,
      ];
      for (let step = 0; step < 100; step++) {
        const gradient = tf.tidy(() => tf.sin(tf.add(tf.range(0, 50), step / 20)));
        expect(updateByKernel(nativeBackend()!, chosen, {variable: w, gradient, slots: {m, v}}, 0)).to.equal(true);
        gradient.dispose();
      }
      const values = [w, m, v].map((each) => each.dataSync().slice() as Float32Array);
      tf.dispose([w, m, v]);
      return values;
    };
    const [theirs, ours] = [train(kernel), train({...kernel, own})];
    for (const [i, values] of theirs.entries()) {
      // TensorFlow takes 1 - beta2 in float32, which is wrong by 5e-5.
      for (const [j, value] of values.entries())
        expect(ours[i]![j]).to.be.closeTo(value, 5e-5 * Math.max(1, Math.abs(value)));
    }
    expect(Math.abs(theirs[0]![3]! - 0.5)).to.be.above(0.05);
  });
});

describe('kernelOf', () => {
  const everything = {binding: {executeOp: () => []} as unknown as Binding};

  it('knows an equation by itself: a rule that computes otherwise has no kernel', () => {
    class Other extends Adam {
      protected override update(input: Parameters<Adam['update']>[0]): ReturnType<Adam['update']> {
        return super.update(input);
      }
    }
    const plan = adam(0.1).declaration.plan!(0);
    expect(kernelOf(everything, plan)!.operation).to.equal('ResourceApplyAdamOnePass');
    expect(new Other({learningRate: 0.1}).declaration.plan!(0).equationName).to.equal(null);
    expect(kernelOf(everything, new Other({learningRate: 0.1}).declaration.plan!(0))).to.equal(null);
  });

  it('follows the choices and numbers of the plan', () => {
    expect(kernelOf(everything, adam(0.1, {amsgrad: true}).declaration.plan!(0))!.states).to.deep.equal([
      'm',
      'v',
      'vmax',
    ]);
    expect(kernelOf(everything, adam(0.1, {epsilonInside: true}).declaration.plan!(0))).to.equal(null);
    expect(kernelOf(everything, adam(0.1, {epsilon: 0}).declaration.plan!(0))).to.equal(null);
  });
});
