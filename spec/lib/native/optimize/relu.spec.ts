import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {type Binding, nativeBackend, operationExists} from '../../../../lib/native/binding.ts';
import {relu, reluGradient} from '../../../../lib/native/optimize/relu.ts';
import {compile} from '../../../../lib/native/index.ts';
import {nativeOnly, wave} from '../native-only.ts';
import {expectSame, nodes, operations} from './support.ts';

/** NaN, both infinities, numbers at the ends of float32, both zeros, and ordinary ones. */
const extremes = [Number.NaN, Infinity, -Infinity, 3e38, -3e38, 0, -0, 1, -1, 2];

const shown = (tensor: tf.Tensor): string[] => [...tensor.dataSync()].map(String);

/** What a function gives by itself, and as a graph. */
function both(fn: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor, options = {}): [string[], string[]] {
  const compiled = compile(fn, options);
  const [plain, ...graphs] = tf.tidy(() => [fn(x), compiled(x), compiled(x), compiled(x)].map(shown)) as [
    string[],
    ...string[][],
  ];
  compiled.dispose();
  return [plain, graphs.at(-1)!];
}

describe('relu and its gradient in graphs', () => {
  before(function () {
    nativeOnly(this);
  });

  const layers: Record<string, (x: tf.Tensor) => tf.Tensor> = {
    alone: (x) => tf.relu(x),
    'after a dense layer': (x) => tf.relu(tf.add(tf.matMul(tf.reshape(x, [-1, 1]), tf.tensor2d([[1, -2]])), [0, 3])),
    'after a product': (x) => tf.relu(tf.matMul(tf.reshape(x, [-1, 1]), tf.tensor2d([[1, -2]]))),
    'after a convolution': (x) =>
      tf.relu(
        tf.add(
          tf.conv2d<tf.Tensor4D>(tf.reshape(x, [1, 5, -1, 1]), tf.tensor4d([1, -2], [1, 1, 1, 2]), 1, 'same'),
          [0, 3],
        ),
      ),
    'relu6 alone': (x) => tf.relu6(x),
    'softmax alone': (x) => tf.softmax(tf.reshape(x, [-1, 2])),
    'log-softmax alone': (x) => tf.logSoftmax(tf.reshape(x, [-1, 2])),
  };
  for (const [name, layer] of Object.entries(layers)) {
    for (const [what, fn] of [
      ['values', layer],
      ['gradients', (x: tf.Tensor) => tf.grad((z: tf.Tensor) => tf.sum(layer(z)))(x)],
    ] as const) {
      for (const options of [{}, {rewrite: false}]) {
        it(`keep NaN and infinity: ${what} of ${name}${'rewrite' in options ? ', to the last bit' : ''}`, () => {
          const x = tf.tensor1d(extremes);
          const [plain, graph] = both(fn, x, options);
          expect(graph).to.deep.equal(plain);
          expect(plain).to.include('NaN');
          x.dispose();
        });
      }
    }
  }

  it('do so without operations of this package, too', () => {
    const {binding} = nativeBackend()!;
    const lacking = Object.create(binding, {
      executeOp: {
        value: (name: string) => {
          throw new Error(`${name} is neither a type of a primitive operation nor a function`);
        },
      },
    }) as Binding;
    expect(operationExists({binding: lacking}, 'OptimRelu')).to.equal(false);
    const x = {node: {op: 'Placeholder', attributes: [], inputs: [], outputs: [{shape: [3], dtype: 1}]}, output: 0};
    const node = {op: 'Relu', attributes: [], inputs: [x], outputs: [{shape: [3], dtype: 1}]};
    const behind = relu(node, {binding: lacking}, () => null)!.node;
    expect([behind.op, behind.inputs[0]!.node.op]).to.deep.equal(['Relu', 'PlaceholderWithDefault']);
    expect(behind.inputs[0]!.node.inputs[0]).to.equal(x);
    expect(
      relu(behind, {binding: lacking}, () => null),
      'once',
    ).to.equal(null);
    expect(reluGradient({...node, op: 'Mul', inputs: [x, x]}, {binding: lacking}, () => null)).to.equal(null);
  });
});

describe('the rule reluGradient', () => {
  before(function () {
    nativeOnly(this);
  });

  it('makes one operation of the gradient of relu', () => {
    const x = tf.tensor1d([...wave(1, 20), 0, -0]);
    const fn = (y: tf.Tensor): tf.Tensor => tf.grad((z: tf.Tensor) => tf.sum(tf.square(tf.relu(z))))(y);
    const [before, after] = operations(fn, [x], [reluGradient]);
    expect(before).to.include('IsNan');
    expect(after).to.include('OptimReluGrad').and.to.not.include('IsNan');
    expectSame(fn, [x]);
    x.dispose();
  });

  it('looks at relu where that is there, else at what it is of', () => {
    const x = tf.tensor1d(wave(1, 20));
    const seenBy = (fn: (z: tf.Tensor) => tf.Tensor): string => {
      const gradient = (y: tf.Tensor): tf.Tensor => tf.grad((z: tf.Tensor) => tf.sum(fn(z)))(y);
      const [, after] = nodes(gradient, [x], [reluGradient]);
      expectSame(gradient, [x]);
      return after.find(({op}) => op === 'OptimReluGrad')!.inputs[1]!.node.op;
    };
    expect(seenBy((z) => tf.square(tf.relu(z)))).to.equal('Relu');
    expect(seenBy((z) => tf.relu(z))).to.equal('Placeholder');
    x.dispose();
  });

  it('leaves a step with another slope, and one of another shape', () => {
    const x = tf.tensor1d(wave(1, 20));
    for (const fn of [
      (y: tf.Tensor): tf.Tensor => tf.mul(y, tf.step(y, 0.5)),
      (y: tf.Tensor): tf.Tensor => tf.mul(tf.scalar(2), tf.step(y)),
    ]) {
      const [before, after] = operations(fn, [x], [reluGradient]);
      expect(after).to.deep.equal(before);
      expectSame(fn, [x]);
    }
    x.dispose();
  });
});
