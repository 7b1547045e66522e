import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {hvp} from '../../../../lib/autograd/products/hvp.ts';
import {aroundEmpty} from '../../../../lib/autograd/repairs/empty.ts';
import {repairGradients} from '../../../../lib/autograd/repairs/index.ts';

type Operation = (x: tf.Tensor) => tf.Tensor;

const shapes: readonly (readonly number[])[] = [
  [],
  [0],
  [1],
  [3],
  [1, 1],
  [1, 3],
  [3, 1],
  [0, 3],
  [3, 0],
  [2, 0, 3],
  [2, 1, 3],
  [1, 2, 1, 3],
  [2, 1, 1, 1, 1],
];

const int = (...values: number[]): tf.Tensor1D => tf.tensor1d(values, 'int32');

/** Operations that reduce axes, for every way to name these. */
function reductions(rank: number): [string, Operation][] {
  const all = [...Array.from({length: rank}).keys()];
  const axes = rank === 0 ? [undefined] : [undefined, 0, -1, -rank, all, [-1], ...(rank > 1 ? [[0, -1]] : [])];
  return axes.flatMap((axis) =>
    [false, true].flatMap((keepDims): [string, Operation][] => {
      const name = `over ${JSON.stringify(axis)}${keepDims ? ', kept' : ''}`;
      return [
        [`sum ${name}`, (x) => tf.sum(x, axis, keepDims)],
        [`mean ${name}`, (x) => tf.mean(x, axis, keepDims)],
        [`max ${name}`, (x) => tf.max(x, axis, keepDims)],
        [`min ${name}`, (x) => tf.min(x, axis, keepDims)],
        [`prod ${name}`, (x) => tf.prod(x, axis, keepDims)],
        [`logSumExp ${name}`, (x) => tf.logSumExp(x, axis, keepDims)],
        ...(Array.isArray(axis) && axis.length > 2
          ? []
          : ([[`norm ${name}`, (x) => tf.norm(x, 'euclidean', axis, keepDims)]] satisfies [string, Operation][])),
        [`moments ${name}`, (x) => tf.moments(x, axis, keepDims).variance],
      ];
    }),
  );
}

/** Operations along one axis. */
function along(shape: readonly number[], axis: number): [string, Operation][] {
  const size = shape.at(axis)!;
  const taking: [string, Operation][] = [
    ['unstack', (x) => tf.unstack(x, axis)[0]!],
    ['split', (x) => tf.split(x, 1, axis)[0]!],
    ['gather of one place twice', (x) => tf.gather(x, int(0, 0), axis)],
    ['gather of a number', (x) => tf.gather(x, tf.scalar(0, 'int32'), axis)],
  ];
  return [
    ...(size > 0 ? taking : []),
    ['gather of no place', (x: tf.Tensor) => tf.gather(x, int(), axis)] as [string, Operation],
    ['concat', (x: tf.Tensor) => tf.concat([x, tf.mul(x, 2)], axis)] as [string, Operation],
    ['stack', (x: tf.Tensor) => tf.stack([x, tf.mul(x, 2)], axis)] as [string, Operation],
    ['reverse', (x: tf.Tensor) => tf.reverse(x, axis)] as [string, Operation],
    ...[false, true].flatMap((exclusive): [string, Operation][] => [
      [`cumsum, exclusive ${exclusive}`, (x) => tf.cumsum(x, axis, exclusive, true)],
      [`cumprod, exclusive ${exclusive}`, (x) => tf.cumprod(x, axis, exclusive)],
    ]),
  ].map(([name, operation]) => [`${name} along ${axis}`, operation]);
}

/** Operations of a whole tensor of one axis and more. */
function whole(shape: readonly number[]): [string, Operation][] {
  const [first, last] = [shape[0]!, shape.at(-1)!];
  const every = (value: (size: number) => number): number[] => shape.map(value);
  return [
    ['softmax', (x) => tf.softmax(x)],
    ['logSoftmax', (x) => tf.logSoftmax(x)],
    [
      'tile',
      (x) =>
        tf.tile(
          x,
          every(() => 2),
        ),
    ],
    [
      'pad',
      (x) =>
        tf.pad(
          x,
          shape.map((): [number, number] => [1, 0]),
        ),
    ],
    [
      'mirrorPad',
      (x) =>
        tf.mirrorPad(
          x,
          shape.map((size): [number, number] => [Math.min(size, 1), 0]),
          'symmetric',
        ),
    ],
    [
      'slice',
      (x) =>
        tf.slice(
          x,
          every(() => 0),
          every((size) => Math.max(0, size - 1)),
        ),
    ],
    [
      'stridedSlice',
      (x) =>
        tf.stridedSlice(
          x,
          every(() => 0),
          [...shape],
          every(() => 2),
        ),
    ],
    ['transpose', (x) => tf.transpose(x)],
    ...(last > 0
      ? ([
          ['topk of 1', (x) => tf.topk(x, 1).values],
          ['topk of all', (x) => tf.topk(x, last).values],
        ] satisfies [string, Operation][])
      : []),
    ...(first > 0
      ? ([
          [
            'unsortedSegmentSum',
            (x) => tf.unsortedSegmentSum(x, int(...shape.slice(0, 1).flatMap((n) => Array(n).fill(1) as number[])), 3),
          ],
        ] satisfies [string, Operation][])
      : []),
    ...(shape.length > 1 && last > 0
      ? ([['matMul', (x) => tf.matMul(x, x, false, true)]] satisfies [string, Operation][])
      : []),
  ];
}

const elementwise: readonly [string, Operation][] = [
  ['pow', (x) => tf.pow(x, 3)],
  ['maximum', (x) => tf.maximum(x, 0.1)],
  ['squaredDifference', (x) => tf.squaredDifference(x, 0.3)],
  ['divNoNan', (x) => tf.divNoNan(x, tf.add(tf.square(x), 1))],
  ['broadcastTo', (x) => tf.broadcastTo(x, [2, ...x.shape])],
  ['prelu', (x) => tf.prelu(x, tf.scalar(0.3))],
  ['logSigmoid', (x) => tf.logSigmoid(x)],
];

const lossOf =
  (operation: Operation): ((x: tf.Tensor) => tf.Scalar) =>
  (x) => {
    const y = operation(x);
    const weights = Float32Array.from({length: y.size}, (_, i) => Math.cos(2.3 * i + 1));
    return tf.sum(tf.mul(y, tf.tensor(weights, y.shape)));
  };

/** Compares the gradient with differences of the loss, number by number, and asks for a product of the right shape. */
function check(operation: Operation, shape: readonly number[]): void {
  const loss = lossOf(operation);
  const values = Float32Array.from(
    {length: shape.reduce((n, size) => n * size, 1)},
    (_, i) => 1.3 * Math.sin(1.7 * i + 0.45),
  );
  const step = 1 / 128;
  tf.tidy(() => {
    const x = tf.tensor(values, [...shape]);
    const gradient = tf.grad(loss)(x);
    expect(gradient.shape).to.deep.equal(shape);
    const found = gradient.dataSync();
    for (const [i] of values.entries()) {
      const at = (by: number): number => {
        const moved = values.slice();
        moved[i]! += by;
        return loss(tf.tensor(moved, [...shape])).dataSync()[0]!;
      };
      const expected = (at(step) - at(-step)) / (2 * step);
      expect(found[i]!).to.be.closeTo(expected, 4e-3 * (1 + Math.abs(expected)));
    }
    const [product] = hvp(() => tf.add(loss(x), tf.sum(tf.square(x))), [x], [tf.onesLike(x)]);
    expect(product!.shape).to.deep.equal(shape);
    expect([...product!.dataSync()].every(Number.isFinite), 'product').to.equal(true);
  });
}

describe('aroundEmpty', () => {
  it('gives zeros for inputs without elements, and for all inputs of outputs without', () => {
    tf.tidy(() => {
      const [one, none] = [tf.ones([2]), tf.ones([2, 0])];
      const derive = (): Record<string, () => tf.Tensor> => ({
        a: () => tf.mul(tf.ones([2]), 5),
        b: () => expect.fail('called'),
      });
      const mixed = aroundEmpty({a: one, b: none}, [one], derive)();
      expect([...mixed['a']!().dataSync()]).to.deep.equal([5, 5]);
      expect(mixed['b']!().shape).to.deep.equal([2, 0]);
      const all = aroundEmpty({a: one, b: none}, [none], () => expect.fail('called'))() as typeof mixed;
      expect([...all['a']!().dataSync()]).to.deep.equal([0, 0]);
      expect(aroundEmpty({a: one, c: null}, [one], derive)).to.equal(derive);
    });
  });
});

describe('gradients of tensors with axes of no and of one element', () => {
  let undo: () => void;
  before(() => (undo = repairGradients()));
  after(() => undo());

  for (const shape of shapes) {
    it(`of shape [${shape.join(', ')}]`, () => {
      const rank = shape.length;
      const operations = [
        ...elementwise,
        ...reductions(rank),
        ...(rank === 0 ? [] : [...whole(shape), ...along(shape, 0), ...along(shape, -1)]),
      ];
      for (const [name, operation] of operations) {
        try {
          check(operation, shape);
        } catch (error) {
          throw new Error(`${name}: ${(error as Error).message}`, {cause: error});
        }
      }
    });
  }

  it('an operand of one element that meets none gets a zero', () => {
    tf.tidy(() => {
      const [a, b] = tf.grads((one: tf.Tensor, none: tf.Tensor) => tf.sum(tf.mul(one, none)))([
        tf.ones([1]),
        tf.ones([0]),
      ]);
      expect([...a!.dataSync()]).to.deep.equal([0]);
      expect(b!.shape).to.deep.equal([0]);
    });
  });

  it('the gradient of topk of an axis of one element', () => {
    tf.tidy(() => {
      const gradient = tf.grad((x: tf.Tensor) => tf.topk(x, 1).values.sum())(tf.tensor2d([[3], [4]]));
      expect([...gradient.dataSync()]).to.deep.equal([1, 1]);
    });
  });
});
