import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../lib/base/random.ts';
import {adam, Muon, muon} from '../../../optimizers/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';
import {trace} from '../run.ts';

/** The step from 0 that an optimizer makes of a gradient. */
function step(optimizer: Muon, gradient: tf.Tensor, name = 'w'): tf.Tensor {
  const w = tf.variable(tf.zeros(gradient.shape), true, name);
  optimizer.applyGradients({[name]: gradient});
  const moved = w.clone();
  w.dispose();
  optimizer.dispose();
  return moved;
}

/** A matrix [8, 3] of these singular values. */
function matrixOf(values: readonly number[]): tf.Tensor2D {
  const random = randomStream(1, 'matrix');
  const draw = (n: number, m: number) =>
    tf.linalg.gramSchmidt(
      tf.tensor2d(
        Array.from({length: n * m}, () => random.normal()),
        [n, m],
      ),
    ) as tf.Tensor2D;
  return tf.matMul(tf.mul(draw(3, 8), tf.tensor2d([...values], [3, 1])), draw(3, 3), true);
}

/** The squares of the singular values of the result stand in the diagonal, where those of the matrix are the axes. */
function gramOf(moved: tf.Tensor): number[][] {
  return tf.matMul(moved, moved, true).arraySync() as number[][];
}

describe('muon', () => {
  it('brings singular values into a band around 1, narrower by Polar Express, whatever the size of the gradient', () => {
    tf.tidy(() => {
      const bands = {kellerJordan: [0.68, 1.155], polarExpress: [0.87, 1.131]} as const;
      for (const coefficients of ['kellerJordan', 'polarExpress'] as const) {
        for (const size of [1e-4, 1, 1e4]) {
          for (const small of [0.005, 0.02, 0.1, 0.5, 1]) {
            // Diagonal, so that the singular values of the step are the lengths of its columns.
            const g = tf.tensor2d([size, 0, 0, size * small, 0, 0, 0, 0, 0, 0], [5, 2]);
            const moved = step(muon(1, {coefficients}), g);
            const lengths = tf.sqrt(tf.sum(tf.square(moved), 0)).dataSync();
            const [least, most] = bands[coefficients];
            for (const length of lengths) expect(length).to.be.within(least, most);
          }
        }
      }
    });
  });

  it('leaves the singular vectors as they are, and steps against the gradient', () => {
    tf.tidy(() => {
      const g = matrixOf([3, 1, 0.2]);
      const moved = step(muon(1), g);
      // g' step is symmetric and negative where both have the same singular vectors.
      const product = tf.matMul(g, moved, true).arraySync() as number[][];
      for (let i = 0; i < 3; i++) {
        for (let j = 0; j < i; j++) expect(product[i]![j]).to.be.closeTo(product[j]![i]!, 1e-5);
        expect(product[i]![i]).to.be.below(0);
      }
      const total = gramOf(moved).reduce((sum, row, i) => sum + row[i]!, 0);
      expect(total).to.be.within(3 * 0.68 ** 2, 3 * 1.155 ** 2);
    });
  });

  it('takes the kernel of a convolution for the matrix [h w in, out], and scales by its sides', () => {
    tf.tidy(() => {
      const random = randomStream(2, 'kernel');
      const kernel = tf.tensor4d(
        Array.from({length: 3 * 3 * 2 * 4}, () => random.normal()),
        [3, 3, 2, 4],
      );
      const matrix = kernel.reshape([18, 4]);
      const whole = step(muon(0.1), matrix);
      expect([...step(muon(0.1), kernel).dataSync()]).to.deep.equal([...whole.dataSync()]);
      const wide = matrix.transpose();
      const ratio = (g: tf.Tensor) =>
        tf.div(tf.norm(step(muon(1), g)), tf.norm(step(muon(1, {scaling: 'matchRms'}), g)));
      expect(ratio(matrix).dataSync()[0]).to.be.closeTo(1 / (0.2 * Math.sqrt(18)), 1e-5);
      expect(ratio(wide).dataSync()[0]).to.be.closeTo(Math.sqrt(18 / 4) / (0.2 * Math.sqrt(18)), 1e-5);
    });
  });

  it('with nesterov steps along momentum and gradient, without along the momentum', () => {
    tf.tidy(() => {
      const g = tf.tensor2d([1, 0, 0, 1], [2, 2]);
      const one = muon(1, {nesterov: false, momentum: 0.5});
      const w = tf.variable(tf.zeros([2, 2]), true, 'w');
      one.applyGradients({w: g});
      // The momentum after g and its opposite by half is 0: nothing moves.
      const before = w.dataSync().slice();
      one.applyGradients({w: tf.mul(g, -0.5)});
      expect([...w.dataSync()]).to.deep.equal([...before]);
      const other = muon(1, {momentum: 0.5});
      const v = tf.variable(tf.zeros([2, 2]), true, 'v');
      other.applyGradients({v: g});
      const start = v.dataSync()[0]!;
      other.applyGradients({v: tf.mul(g, -0.5)});
      expect(v.dataSync()[0]).to.be.above(start);
      for (const each of [w, v, one, other]) each.dispose();
    });
  });

  it('gives AdamW what is no matrix, and embeddings, and what muonOn says', async () => {
    const shapes = {
      'hidden/kernel': [3, 2],
      'conv/kernel': [2, 2, 3, 2],
      'head/kernel': [2, 2],
      'embedding_Embedding1/embeddings': [5, 2],
      'hidden/bias': [2],
      'norm/gamma': [2],
    };
    const matrices = async (options: Parameters<typeof muon>[1]): Promise<string[]> => {
      const variables = Object.entries(shapes).map(([name, shape]) =>
        tf.tidy(() => tf.variable(tf.zeros(shape), true, name)),
      );
      const optimizer = muon(0.02, options);
      tf.tidy(() => optimizer.applyGradients(Object.fromEntries(variables.map((w) => [w.name, tf.onesLike(w)]))));
      const names = (await optimizer.getWeights()).map(({name}) => name);
      tf.dispose(variables);
      optimizer.dispose();
      return Object.keys(shapes).filter((name) => names.includes(`${name}/m`) && !names.includes(`${name}/v`));
    };
    expect(await matrices({})).to.deep.equal(['hidden/kernel', 'conv/kernel', 'head/kernel']);
    expect(await matrices({muonOn: /hidden|conv/})).to.deep.equal(['hidden/kernel', 'conv/kernel']);
    expect(await matrices({muonOn: '/^hidden/'})).to.deep.equal(['hidden/kernel']);
    expect(await matrices({muonOn: ['head/kernel', 'hidden/bias']})).to.deep.equal(['head/kernel']);
    expect(await matrices({muonOn: (_, {rank}) => rank === 4})).to.deep.equal(['conv/kernel']);
    expect(await matrices({muonOn: 'all'})).to.have.length(4);
    expect(await matrices({muonOn: []})).to.deep.equal([]);
  });

  it('steps what is no matrix as adam does, decay and caution too, by its own rate', () => {
    const gradients = [1, -2, 0.5, 4];
    const options = {beta1: 0.8, beta2: 0.9, epsilon: 0.01, weightDecay: 0.1, weightDecayOn: 'all'} as const;
    for (const rate of [0.02, exponentialDecay(0.02, {gamma: 0.5})]) {
      for (const more of [{}, {weightDecayForm: 'corrected'}, {weightDecayForm: 'l2'}, {cautious: true}] as const) {
        const given = {...options, ...more};
        const own = trace(muon(0.5, {...given, adamLearningRate: rate}), 3, gradients);
        expect(own).to.deep.equal(trace(adam(rate, given), 3, gradients));
      }
    }
  });

  it('makes no step of a gradient of zeros, and none that is not finite of a huge one', () => {
    tf.tidy(() => {
      expect([...step(muon(1), tf.zeros([3, 2])).dataSync()]).to.deep.equal([0, 0, 0, 0, 0, 0]);
      for (const value of step(muon(1), tf.mul(tf.ones([3, 2]), 1e30)).dataSync())
        expect(value).to.satisfy(Number.isFinite);
    });
  });

  it('copies itself from its configuration, and refuses what JSON cannot hold', () => {
    const original = muon(0.02, {
      muonOn: /hidden/i,
      coefficients: 'polarExpress',
      adamLearningRate: exponentialDecay(0.1, {gamma: 0.5}),
    });
    const config = JSON.parse(JSON.stringify(original.getConfig())) as never;
    expect(new Muon(config).getConfig()).to.deep.equal(original.getConfig());
    expect(original.getConfig()).to.include({muonOn: '/hidden/i'});
    expect(() => muon(0.02, {muonOn: () => true}).getConfig()).to.throw(TypeError, /Muon: muonOn is a function/);
    expect(() => muon(0.02, {muonOn: 'kernels' as never})).to.throw(
      TypeError,
      "Muon: muonOn must be 'matrices', 'weights', 'all', a pattern",
    );
    expect(() => muon(0.02, {scaling: 'none' as never})).to.throw(RangeError, /scaling/);
    expect(() => muon(0.02, {momentum: 1})).to.throw(RangeError, /momentum/);
  });
});
