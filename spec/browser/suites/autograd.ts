import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {checkGradients, ggnvp, hvp} from '../../../lib/autograd/index.ts';
import {device, distance, draws, measure, onCpu, read, short, tanhProblem} from './support.ts';

/** A convolutional network with pooling, a softmax loss of its outputs, its weights. */
function convolutionalProblem() {
  const shapes = [
    [3, 3, 1, 2],
    [18, 3],
  ];
  const variables = shapes.map((shape, i) =>
    tf.tidy(() => tf.variable(tf.tensor(draws(tf.util.sizeFromShape(shape), `filter ${i}`, 0.5), shape))),
  );
  const x = tf.tensor4d(draws(4 * 36, 'images'), [4, 6, 6, 1]);
  const labels = tf.tensor2d([0, 1, 2, 0].map((label) => [0, 1, 2].map((each) => Number(each === label))));
  const [filter, kernel] = variables as [tf.Variable<tf.Rank.R4>, tf.Variable<tf.Rank.R2>];
  const outputs = (): tf.Tensor2D => {
    const maps = tf.tanh(tf.conv2d(x, filter, 1, 'same'));
    return tf.matMul(tf.reshape(tf.avgPool(maps, 2, 2, 'valid'), [4, 18]), kernel);
  };
  const loss = (): tf.Scalar => tf.neg(tf.mean(tf.sum(tf.mul(tf.logSoftmax(outputs()), labels), 1)));
  return {variables, loss, outputs, dispose: () => tf.dispose([...variables, x, labels])};
}

function vectorsOf(variables: readonly tf.Variable[]): tf.Tensor[] {
  return variables.map(({size, shape}, i) => tf.tensor(draws(size, `vector ${i}`), shape));
}

const products: Readonly<Record<string, () => Promise<number[][]>>> = {
  'hvp of tanh units': () => productOf(tanhProblem(), ({loss, variables}, v) => hvp(loss, variables, v)),
  'hvp of convolution, pooling and softmax': () =>
    productOf(convolutionalProblem(), ({loss, variables}, v) => hvp(loss, variables, v)),
  'ggnvp of convolution, pooling and softmax': () =>
    productOf(convolutionalProblem(), ({outputs, variables}, v) => ggnvp(outputs, 'softmaxCrossEntropy', variables, v)),
  'hvp of maximum pooling and depthwise filters': () =>
    productOf(poolingProblem(), ({loss, variables}, v) => hvp(loss, variables, v)),
};

/** Depthwise filters, ReLU, maximum pooling. */
function poolingProblem() {
  const filter = tf.tidy(() => tf.variable(tf.tensor(draws(9, 'depthwise', 0.5), [3, 3, 1, 1])));
  const x = tf.tensor4d(draws(2 * 36, 'images'), [2, 6, 6, 1]);
  const loss = (): tf.Scalar => {
    const maps = tf.depthwiseConv2d(x, filter as tf.Variable<tf.Rank.R4>, 1, 'same');
    return tf.mean(tf.square(tf.maxPool(tf.softplus(maps), 2, 2, 'valid')));
  };
  return {variables: [filter], loss, dispose: () => tf.dispose([filter, x])};
}

async function productOf<P extends {variables: tf.Variable[]; dispose: () => void}>(
  problem: P,
  product: (problem: P, vectors: tf.Tensor[]) => tf.Tensor[],
): Promise<number[][]> {
  const vectors = vectorsOf(problem.variables);
  const result = product(problem, vectors);
  const values = await read(result);
  tf.dispose([vectors, result]);
  problem.dispose();
  return values;
}

/** Second derivatives against the plain JavaScript backend, which specs compare with closed forms. */
export function autograd(): void {
  describe('autograd', () => {
    for (const [name, product] of Object.entries(products)) {
      it(name, async () => {
        const expected = await onCpu(product);
        const before = tf.memory().numTensors;
        const own = await product();
        const apart = distance(own, expected);
        measure('difference of products', name, short(apart));
        expect(Math.max(...expected.flat().map(Math.abs))).to.be.above(0.01);
        expect(apart).to.be.below(device.precision === 16 ? 0.05 : 1e-4);
        expect(tf.memory().numTensors).to.equal(before);
      });
    }

    it('checkGradients agrees, or is refused by name', () => {
      const w = tf.tidy(() => tf.variable(tf.tensor1d([0.5, -1, 2])));
      const check = () => checkGradients(() => tf.sum(tf.tanh(w)), [w]);
      try {
        if (device.backend === 'webgpu') expect(check).to.throw(/^checkGradients: .*webgpu.*setBackend/);
        else if (device.precision === 32) expect(check()[0]!.relativeError).to.be.below(1e-2);
      } finally {
        w.dispose();
      }
    });
  });
}
