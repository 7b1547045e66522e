import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import type {KernelCall} from '../../../../lib/autograd/repairs/lowered-call.ts';
import {atEngine, type CustomGradient, lower, type Lowering} from '../../../../lib/autograd/repairs/lowering.ts';
import {scopedTensors} from '../scoped.ts';

type Call = KernelCall<{x: tf.Tensor}, Record<string, unknown>>;

function within(
  work: () => void,
  lowerings: readonly Lowering[],
  customGradients: readonly CustomGradient[] = [],
): void {
  const undo = atEngine(lowerings, customGradients)();
  try {
    work();
  } finally {
    undo();
  }
}

/** x^2 as x^3: a value and a gradient that tell which of the two was computed. */
const cube = lower<{x: tf.Tensor}, object>(tf.Square, ({inputs: {x}}) => tf.mul(x, tf.mul(x, x)));
const square = (x: tf.Tensor): tf.Tensor => tf.square(x);
const numbers = (x: tf.Tensor): number[] => [...x.dataSync()];

describe('lower', () => {
  scopedTensors();

  it('replaces the calls of a kernel, whose gradient is that of what takes its place', () => {
    const x = tf.tensor1d([2, 3]);
    const before = Object.getOwnPropertyDescriptor(tf.engine(), 'runKernel');
    within(() => {
      expect(numbers(tf.square(x))).to.deep.equal([8, 27]);
      expect(numbers(tf.grad(square)(x))).to.deep.equal([12, 27]);
      expect(numbers(tf.neg(x))).to.deep.equal([-2, -3]);
    }, [cube]);
    expect(numbers(tf.square(x))).to.deep.equal([4, 9]);
    expect(numbers(tf.grad(square)(x))).to.deep.equal([4, 6]);
    expect(Object.getOwnPropertyDescriptor(tf.engine(), 'runKernel')).to.deep.equal(before);
  });

  it('leaves a call as it is where the rule says so', () => {
    const x = tf.tensor1d([2, 3]);
    const seen: unknown[] = [];
    const rule = lower<{x: tf.Tensor}, object>(tf.Square, ({inputs}) => void seen.push(inputs.x));
    within(() => {
      expect(numbers(tf.square(x))).to.deep.equal([4, 9]);
      expect(numbers(tf.grad(square)(x))).to.deep.equal([4, 6]);
    }, [rule]);
    expect(seen.length).to.equal(2);
    expect(seen[0]).to.equal(x);
  });

  it('tells a rule about the call', () => {
    const calls: Call[] = [];
    const rule = lower<{x: tf.Tensor}, Record<string, unknown>>(tf.Sum, (call) => void calls.push(call));
    const x = tf.tensor2d([[2, 3]]);
    within(() => {
      tf.op({outer: () => tf.sum(x, 1)})();
      tf.grad((y) => tf.sum(y))(x);
    }, [rule]);
    expect(calls.length).to.equal(2);
    const [plain, recorded] = calls as [Call, Call];
    expect(plain.backend).to.equal(tf.getBackend());
    expect([plain.taped, recorded.taped]).to.deep.equal([false, true]);
    expect(plain.operations).to.deep.equal(['outer', 'sum']);
    expect(recorded.operations).to.deep.equal(['sum']);
    expect(plain.attributes).to.deep.equal({axis: 1, keepDims: false});
  });

  it('lets a rule run the kernel itself, with other inputs or attributes', () => {
    const x = tf.tensor2d([
      [1, 2],
      [3, 4],
    ]);
    const run = (rule: (call: Call) => tf.Tensor): number[] => {
      let values: number[] = [];
      within(() => (values = numbers(tf.sum(x, 0))), [lower<{x: tf.Tensor}, Record<string, unknown>>(tf.Sum, rule)]);
      return values;
    };
    expect(run((call) => call.run())).to.deep.equal([4, 6]);
    expect(run((call) => call.run({x: tf.mul(x, 10)}))).to.deep.equal([40, 60]);
    expect(run((call) => call.run(undefined, {...call.attributes, axis: [1]}))).to.deep.equal([3, 7]);
    expect(run((call) => tf.neg(call.run()))).to.deep.equal([-4, -6]);
  });

  it('frees what a rule leaves behind, also where it throws', () => {
    const x = tf.tensor1d([2, 3]);
    const before = tf.memory().numTensors;
    within(() => {
      // As gradients call it, outside of the scope of an operation.
      const y = tf.engine().runKernel(tf.Square, {x}) as tf.Tensor;
      expect(numbers(y)).to.deep.equal([8, 27]);
      expect(tf.memory().numTensors).to.equal(before + 1);
      y.dispose();
    }, [cube]);
    const failing = lower<{x: tf.Tensor}, object>(tf.Square, ({inputs}) => {
      tf.neg(inputs.x);
      throw new Error('refused by name');
    });
    expect(() => within(() => void tf.square(x), [failing])).to.throw('refused by name');
    expect(tf.memory().numTensors).to.equal(before);
  });
});

describe('atEngine', () => {
  scopedTensors();

  /** 2 x with the gradient 5 dy, in operations of their own names. */
  const doubled = tf.op({
    doubled: (x: tf.Tensor): tf.Tensor =>
      tf.customGrad((y) => ({value: tf.mul(y as tf.Tensor, 2), gradFunc: (dy: tf.Tensor) => tf.mul(dy, 5)}))(x),
  });

  const slopes = (f: (x: tf.Tensor) => tf.Tensor): number[] => tf.tidy(() => numbers(tf.grad(f)(tf.tensor1d([3, 4]))));

  it('replaces an operation with a gradient of its own while that is recorded', () => {
    const received: (readonly tf.Tensor[])[] = [];
    const one: CustomGradient = {
      operation: 'doubled',
      rule: (forward, inputs) => {
        received.push(inputs);
        return tf.square(forward(...inputs, () => undefined).value);
      },
    };
    const before = Object.getOwnPropertyDescriptor(tf.engine(), 'customGrad');
    const x = tf.tensor1d([3, 4]);
    within(
      () => {
        expect(numbers(doubled(x))).to.deep.equal([6, 8]);
        expect(received).to.deep.equal([]);
        // (2 x)^2 has the slope 8 x.
        expect(slopes(doubled)).to.deep.equal([24, 32]);
        expect(received.length).to.equal(1);
      },
      [],
      [one],
    );
    expect(slopes(doubled)).to.deep.equal([5, 5]);
    expect(Object.getOwnPropertyDescriptor(tf.engine(), 'customGrad')).to.deep.equal(before);
  });

  it('leaves other operations, those inside of it, and those whose rule says so', () => {
    const outer = tf.op({outer: (x: tf.Tensor): tf.Tensor => doubled(x)});
    const square: CustomGradient['rule'] = (_forward, [x]) => tf.square(x!);
    within(() => expect(slopes(outer)).to.deep.equal([5, 5]), [], [{operation: 'outer', rule: square}]);
    within(() => expect(slopes(outer)).to.deep.equal([6, 8]), [], [{operation: 'doubled', rule: square}]);
    within(() => expect(slopes(doubled)).to.deep.equal([5, 5]), [], [{operation: 'doubled', rule: () => undefined}]);
  });
});
