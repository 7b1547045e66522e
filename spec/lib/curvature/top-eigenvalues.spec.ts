import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {topEigenvalues} from '../../../lib/curvature/index.ts';
import {addScaled, norm} from '../../../lib/curvature/vectors.ts';
import {diagonal, networks, onNetwork, reflected, rejection} from './support.ts';

/** Each within 1e-4 of what it should be. */
function expectClose(values: readonly number[], expected: readonly number[]): void {
  expect(values).to.have.length(expected.length);
  for (const [i, value] of values.entries()) {
    expect(Math.abs(value - expected[i]!), `value ${i}`).to.be.below(1e-4 * Math.abs(expected[i]!));
  }
}

describe('topEigenvalues', function () {
  // The wasm backend takes its time.
  this.timeout(90_000);

  for (const network of networks) {
    const {widths, activation, loss} = network;
    it(`agrees with a dense float64 solver on ${widths.join('-')} ${activation} ${loss}`, () =>
      onNetwork(network, async (source) => {
        const {values, residuals, converged} = await topEigenvalues({...source, k: 10, end: 'both', batchSize: 25});
        expectClose(values.slice(0, 10), network.largest);
        expectClose(values.slice(10).reverse(), network.smallest);
        expect(converged).to.deep.equal(values.map(() => true));
        for (const [i, value] of values.entries()) expect(residuals[i]!).to.be.below(2e-4 * Math.abs(value));
      }));
    it(`does so for the Gauss-Newton matrix of ${widths.join('-')}`, () =>
      onNetwork(network, async (source) => {
        const {values} = await topEigenvalues({...source, k: 10, matrix: 'gaussNewton', batchSize: 25});
        expectClose(values, network.gaussNewton);
      }));
  }

  it('takes any scalar loss of variables', async () => {
    const w = tf.variable(tf.tensor2d([[1, 2]]));
    const b = tf.variable(tf.scalar(3));
    const before = tf.memory().numTensors;
    const loss = () => tf.add(tf.sum(tf.mul([[1, 4]], tf.square(w))), tf.mul(-3, tf.square(b))) as tf.Scalar;
    const {values, vectors} = await topEigenvalues({loss, variables: [w, b], k: 1, end: 'both', vectors: true});
    expect(tf.memory().numTensors).to.equal(before);
    expectClose(values, [8, -6]);
    expect(
      vectors!.map((vector) => Array.from(vector, (value) => Math.round(Math.abs(value) * 1e4) / 1e4)),
    ).to.deep.equal([
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(Array.from(w.dataSync())).to.deep.equal([1, 2]);
    tf.dispose([w, b]);
  });

  it('counts multiple eigenvalues as often as they occur', async () => {
    const bulk = Array.from({length: 300}, (_, i) => Math.sin(i) / 10);
    const {values} = await topEigenvalues({operator: reflected([5, 5, 5, 3, 3, ...bulk]), k: 5});
    expectClose(values, [5, 5, 5, 3, 3]);
    const outputs = await topEigenvalues({
      operator: diagonal(Array.from({length: 40}, () => 2)),
      k: 4,
      end: 'smallest',
    });
    expectClose(outputs.values, [2, 2, 2, 2]);
  });

  it('finds the curvature of a linear network with squared error, once for each output', async () => {
    const x = tf.tensor2d([
      [1, 2],
      [0, 1],
      [3, -1],
    ]);
    const w = tf.variable(tf.zeros([2, 3]));
    const y = tf.ones([3, 3]);
    // H = 2/(m k) X'X for each of k = 3 outputs; X'X = [[10, -1], [-1, 6]]
    const {values} = await topEigenvalues({
      loss: 'meanSquaredError',
      variables: [w],
      outputs: ({x: inputs}) => tf.matMul(inputs, w),
      data: {x, y},
      k: 6,
    });
    const [high, low] = [8 + Math.sqrt(5), 8 - Math.sqrt(5)].map((value) => (2 / 9) * value) as [number, number];
    expectClose(values, [high, high, high, low, low, low]);
    tf.dispose([x, y, w]);
  });

  it('gives eigenvectors that the residuals speak of truly', async () => {
    const operator = reflected(Array.from({length: 500}, (_, i) => 1 / (1 + i)));
    const {values, residuals, vectors} = await topEigenvalues({operator, k: 3, tolerance: 1e-2, vectors: true});
    for (const [i, value] of values.entries()) {
      const rest = Float64Array.from(await operator.apply(vectors![i]!));
      addScaled(rest, -value, vectors![i]!);
      expect(norm(vectors![i]!)).to.be.closeTo(1, 1e-6);
      expect(norm(rest)).to.be.below(1.05 * residuals[i]! + 1e-6);
      expect(Math.abs(value - 1 / (1 + i))).to.be.below(residuals[i]!);
    }
  });

  it('says what has not converged within the steps allowed', async () => {
    const operator = reflected(Array.from({length: 2000}, (_, i) => i / 2000));
    const {converged, residuals, values} = await topEigenvalues({operator, k: 3, steps: 12});
    expect(converged).to.include(false);
    const nearest = values.map((value) =>
      Math.min(...Array.from({length: 2000}, (_, i) => Math.abs(value - i / 2000))),
    );
    for (const [i, distance] of nearest.entries()) expect(distance).to.be.at.most(residuals[i]! + 1e-6);
  });

  it('gives zeros for a matrix of zeros', async () => {
    const {values} = await topEigenvalues({operator: diagonal([0, 0, 0, 0]), k: 2, end: 'both'});
    expect(values).to.deep.equal([0, 0, 0, 0]);
  });

  it('repeats itself with the same seed', async () => {
    const operator = reflected(Array.from({length: 200}, (_, i) => Math.cos(i)));
    const [one, again, other] = [
      await topEigenvalues({operator, k: 2, seed: 3, tolerance: 0.1}),
      await topEigenvalues({operator, k: 2, seed: 3, tolerance: 0.1}),
      await topEigenvalues({operator, k: 2, seed: 4, tolerance: 0.1}),
    ];
    expect(again).to.deep.equal(one);
    expect(other.values).not.to.deep.equal(one.values);
  });

  it('tells of its progress and stops when asked to', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const error = await rejection(
      topEigenvalues({
        operator: reflected(Array.from({length: 200}, (_, i) => Math.cos(i))),
        k: 2,
        signal: controller.signal,
        onProgress: ({products, expected}) => {
          expect(expected).to.be.at.least(products);
          seen.push(products);
          if (products === 5) controller.abort(new Error('enough'));
        },
      }),
    );
    expect(error.message).to.equal('enough');
    expect(seen).to.deep.equal([1, 2, 3, 4, 5]);
  });

  it('refuses what makes no sense by name', async () => {
    const operator = diagonal([1, 2]);
    const w = tf.variable(tf.scalar(1));
    const loss = () => tf.square(w) as tf.Scalar;
    const cases: [object, RegExp][] = [
      [{operator, k: 3}, /topEigenvalues: k must be a whole number >= 1 and <= 2, received 3/],
      [{operator, k: 1.5}, /k must be a whole number/],
      [{operator, end: 'top'}, /end must be one of/],
      [{operator, tolerance: 0}, /tolerance must be a finite number > 0, received 0/],
      [{operator, kk: 3}, /unknown option "kk"/],
      [{operator, seed: Number.NaN}, /seed must be a finite number/],
      [{operator, loss, variables: [w]}, /give operator, or loss and variables/],
      [{loss}, /variables must be given/],
      [{loss, variables: []}, /variables must hold at least one/],
      [{loss, variables: [tf.scalar(1)]}, /variables\[0\] must be a tf.Variable/],
      [{variables: [w]}, /loss must be given/],
      [{loss: 'hinge', variables: [w]}, /loss must be one of/],
      [{loss: 'meanSquaredError', variables: [w]}, /needs outputs, or a model/],
      [{loss: () => tf.tensor1d([1, 2]), variables: [w]}, /loss must give a scalar, .* shape \[2\]/],
      [{loss, variables: [w], matrix: 'gaussNewton'}, /matrix 'gaussNewton' needs the name of a loss/],
      [{loss, variables: [w], matrix: 'fisher'}, /matrix must be one of/],
      [
        {operator: {size: 2, apply: () => new Float32Array(3)}},
        /a product must be a Float32Array of 2 numbers, received 3/,
      ],
      [
        {operator: {size: 2, apply: () => new Float32Array([1, Number.NaN])}},
        /a product must be finite, received NaN at 1/,
      ],
      [{operator: 5}, /operator must be \{size, apply\(vector\)\}, received 5/],
      [{loss: () => tf.mul(w, Math.random()), variables: [w]}, /loss must give the same value at the same weights/],
    ];
    for (const [options, message] of cases) {
      const error = await rejection(topEigenvalues(options));
      expect(error.message).to.match(message);
      expect(error).to.satisfy((e: Error) => e instanceof RangeError || e instanceof TypeError);
    }
    w.dispose();
  });
});
