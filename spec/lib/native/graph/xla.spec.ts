import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {compile} from '../../../../lib/native/index.ts';
import {plainUpdates} from '../../../../lib/update/index.ts';
import type {GraphNode} from '../../../../lib/native/graph/graph-file.ts';
import {markForXla} from '../../../../lib/native/graph/xla.ts';
import {adam} from '../../../../optimizers/index.ts';
import {nativeOnly, wave} from '../native-only.ts';

const numbers = (tensor: tf.Tensor): Float32Array => tensor.dataSync() as Float32Array;

function expectClose(actual: tf.Tensor, expected: tf.Tensor, tolerance = 1e-5): void {
  const [a, b] = [numbers(actual), numbers(expected)];
  expect(a).to.have.length(b.length);
  expect(Math.max(...b.map(Math.abs))).to.be.greaterThan(1e-3);
  for (const [i, value] of a.entries()) expect(value).to.be.closeTo(b[i]!, tolerance);
}

describe('markForXla', () => {
  const node = (op: string): GraphNode => ({name: op, op, inputs: ['x:0'], attributes: {T: {kind: 'type', type: 1}}});
  const marks = {
    _XlaCompile: {kind: 'bool', flag: true},
    _XlaScope: {kind: 'string', text: 'here'},
  };

  it('marks what computes, and keeps all else of it', () => {
    const nodes = ['MatMul', 'Const', 'Relu', 'Conv2D', 'Identity', 'ApplyAdam'].map(node);
    const marked = markForXla(nodes, 'here');
    expect(marked.map(({attributes}) => attributes)).to.deep.equal(
      nodes.map((each) => ({...each.attributes, ...marks})),
    );
    expect(marked.map(({name, op, inputs}) => [name, op, ...inputs])).to.deep.equal(
      nodes.map(({name, op, inputs}) => [name, op, ...inputs]),
    );
  });

  it('leaves inputs, variables, their kernels and random operations', () => {
    const outside = [
      'Placeholder',
      'PlaceholderWithDefault',
      'VarHandleOp',
      'ReadVariableOp',
      'AssignVariableOp',
      'OptimUpdateValues',
      'OptimUpdateVariables',
      'DestroyResourceOp',
      'RandomUniform',
      'RandomStandardNormal',
      'TruncatedNormal',
    ].map(node);
    expect(markForXla(outside, 'here')).to.deep.equal(outside);
  });
});

describe('compile with XLA', () => {
  before(function () {
    nativeOnly(this);
    this.timeout(60_000);
  });

  it('takes the steps of an MLP with Adam that eager execution takes', () => {
    const make = () => {
      const w = [tf.variable(tf.tensor2d(wave(1, 40), [5, 8])), tf.variable(tf.tensor2d(wave(2, 24), [8, 3]))] as const;
      const b = tf.variable(tf.tensor1d(wave(3, 8)));
      const loss = (x: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar => {
        const hidden = tf.relu(tf.add(tf.matMul(x, w[0] as tf.Tensor2D), b)) as tf.Tensor2D;
        return tf.losses.softmaxCrossEntropy(y, tf.matMul(hidden, w[1] as tf.Tensor2D)) as tf.Scalar;
      };
      return {variables: [...w, b], loss, optimizer: adam(0.01, {weightDecay: 0.1})};
    };
    const [eager, other] = [make(), make()];
    const step = compile(
      (x: tf.Tensor2D, y: tf.Tensor2D) => other.optimizer.minimize(() => other.loss(x, y), true, other.variables)!,
      {xla: true},
    );
    const targets = tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d([0, 2, 1, 0], 'int32'), 3), 'float32') as tf.Tensor2D);
    const start = numbers(eager.variables[0]!).slice();
    for (let i = 0; i < 8; i++) {
      tf.tidy(() => {
        const x = tf.tensor2d(wave(i + 10, 20), [4, 5]);
        const expected = plainUpdates(() =>
          eager.optimizer.minimize(() => eager.loss(x, targets), true, eager.variables)!,
        );
        expectClose(step(x, targets), expected);
      });
    }
    expect(numbers(eager.variables[0]!)).to.not.deep.equal(start);
    for (const [i, variable] of eager.variables.entries()) expectClose(other.variables[i]!, variable);
    expect(other.optimizer.iterations).to.equal(8);
    step.dispose();
    for (const {optimizer, variables} of [eager, other]) {
      optimizer.dispose();
      tf.dispose(variables);
    }
    targets.dispose();
  });

  it('gives the gradient of a CNN', () => {
    const filter = tf.tensor4d(wave(1, 36), [3, 3, 1, 4]);
    const kernel = tf.tensor2d(wave(2, 72), [36, 2]);
    const loss = (x: tf.Tensor4D) => (f: tf.Tensor, k: tf.Tensor) => {
      const pooled = tf.maxPool(tf.relu(tf.conv2d(x, f as tf.Tensor4D, 1, 'valid')), 2, 2, 'valid');
      const flat = tf.reshape(pooled, [2, 36]) as tf.Tensor2D;
      return tf.mean(tf.square(tf.tanh(tf.matMul(flat, k as tf.Tensor2D))));
    };
    const gradients = (x: tf.Tensor4D): tf.Tensor[] => tf.grads(loss(x))([filter, kernel]);
    const compiled = compile(gradients, {xla: true});
    for (let i = 0; i < 4; i++) {
      tf.tidy(() => {
        const x = tf.tensor4d(wave(i + 3, 128), [2, 8, 8, 1]);
        const expected = gradients(x);
        for (const [j, gradient] of compiled(x).entries()) expectClose(gradient, expected[j]!);
      });
    }
    compiled.dispose();
    tf.dispose([filter, kernel]);
  });

  it('drops other units at each call, and the same ones in the gradient', () => {
    const ones = tf.ones([5000]);
    const fn = compile(
      (x: tf.Tensor) => {
        const {value, grad} = tf.valueAndGrad((y: tf.Tensor) => tf.sum(tf.dropout(y, 0.25)))(x);
        return [value, grad];
      },
      {xla: true},
    );
    const masks: Float32Array[] = [];
    for (let i = 0; i < 6; i++) {
      tf.tidy(() => {
        const [value, grad] = fn(ones);
        const mask = numbers(grad!).slice();
        const kept = mask.filter((each) => each !== 0);
        for (const each of kept) expect(each).to.be.closeTo(4 / 3, 1e-6);
        expect(kept.length / 5000).to.be.closeTo(0.75, 5 * Math.sqrt((0.75 * 0.25) / 5000));
        expect(numbers(value!)[0]).to.be.closeTo((kept.length * 4) / 3, 0.01);
        for (const other of masks) expect(mask).to.not.deep.equal(other);
        masks.push(mask);
      });
    }
    fn.dispose();
    ones.dispose();
  });
});
