import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {interpolate, type Measurement, ScanAborted} from '../../../../lib/landscape/index.ts';
import {mlp, softmaxCrossEntropy} from '../../../../lib/models/index.ts';
import {batchNormModel, digits, disposeSets, leakFree, rejection, sequential, values, variable} from '../support.ts';

describe('interpolate', () => {
  leakFree();

  it('gives the exact parabola of a quadratic, with negative losses and one of exactly 0', async () => {
    const x = variable([7, 7]);
    const from = [tf.tensor1d([1, 0])];
    const to = [tf.tensor1d([3, 4])];
    const loss = (): number => tf.tidy(() => tf.sum(tf.square(x)).sub(13).dataSync()[0]!);
    // |from + a (to - from)|^2 - 13 = (1 + 2a)^2 + 16 a^2 - 13 = 20 a^2 + 4 a - 12, in quarters without rounding.
    const points = await interpolate({variables: [x], from, to, alphas: '-1:2:13', evaluate: () => ({loss: loss()})});
    expect(points).to.deep.equal(
      Array.from({length: 13}, (_, i) => {
        const a = -1 + i / 4;
        return {alpha: a, loss: 20 * a * a + 4 * a - 12};
      }),
    );
    const zero = await interpolate({variables: [x], from, to, alphas: [0.6819805153394638], evaluate: () => 0});
    expect(zero).to.deep.equal([{alpha: 0.6819805153394638, loss: 0}]);
    expect(values([x])).to.deep.equal([7, 7]);
    tf.dispose([x, from, to]);
  });

  it('has both ends to the last bit, also where the other end is not finite, and keeps NaN as NaN', async () => {
    const x = variable([0, 0]);
    const from = [tf.tensor1d([1 / 3, 1e30])];
    const to = [tf.tensor1d([NaN, Infinity])];
    const seen: number[][] = [];
    const points = await interpolate({
      variables: [x],
      from,
      to,
      alphas: [0, 0.5, 1],
      evaluate: () => {
        seen.push(values([x]));
        return {first: x.dataSync()[0]!, none: null};
      },
    });
    expect(seen[0]).to.deep.equal(values(from));
    expect(seen[2]).to.deep.equal([NaN, Infinity]);
    expect(points.map(({first}) => first)).to.deep.equal([values(from)[0], NaN, NaN]);
    expect(points[1]!['none']).to.equal(null);
    tf.dispose([x, from, to]);
  });

  it('puts the weights back where evaluate throws, and when the model itself is an end', async () => {
    const model = mlp({inputs: 3, widths: [4], classes: 2, seed: 1});
    const other = mlp({inputs: 3, widths: [4], classes: 2, seed: 2});
    const before = values(model.getWeights());
    let calls = 0;
    const evaluate = (): number => {
      if (++calls === 3) throw new Error('broken');
      return values(model.getWeights())[0]!;
    };
    const options = {model, from: model.getWeights(), to: other.getWeights(), alphas: '0:1:3', evaluate};
    expect(await rejection(interpolate(options))).to.match(/^Error: broken/);
    expect(values(model.getWeights())).to.deep.equal(before);
    const [first, , last] = await interpolate(options);
    expect([first!['loss'], last!['loss']]).to.deep.equal([before[0], values(other.getWeights())[0]]);
    model.dispose();
    other.dispose();
  });

  it('measures loss and accuracy on both sets as the model itself does at those weights', async () => {
    const {data, test} = digits();
    const [model, other] = [1, 2].map((seed) => mlp({inputs: 6, widths: [5, 4], classes: 3, seed})) as [
      tf.Sequential,
      tf.Sequential,
    ];
    const from = model.getWeights().map((weight) => weight.clone());
    const to = other.getWeights();
    const alphas = [-0.5, 0, 0.25, 0.5, 1, 1.25];
    const points = await interpolate({model, from, to, alphas, data, test});
    for (const [i, alpha] of alphas.entries()) {
      const at = from.map((weight, k) => tf.tidy(() => tf.add(tf.mul(weight, 1 - alpha), tf.mul(to[k]!, alpha))));
      model.setWeights(at);
      for (const [name, {x, y}] of Object.entries({train: data, test})) {
        const [loss, accuracy] = tf.tidy(() => {
          const logits = model.predict(x) as tf.Tensor;
          const right = tf.mean(tf.equal(tf.argMax(logits, -1), tf.argMax(y, -1)).toFloat());
          return [softmaxCrossEntropy(y, logits).dataSync()[0]!, right.dataSync()[0]!] as [number, number];
        });
        expect(points[i]![`${name}Loss`], `${name} ${alpha}`).to.be.closeTo(loss, 2e-6);
        expect(points[i]![`${name}Accuracy`], `${name} ${alpha}`).to.be.closeTo(accuracy, 1e-6);
      }
      tf.dispose(at);
    }
    expect(new Set(points.map(({trainLoss}) => trainLoss)).size, 'the path is not flat').to.equal(alphas.length);
    expect(points[0]!.batchNorm).to.equal(undefined);
    disposeSets(data, test);
    tf.dispose(from);
    model.dispose();
    other.dispose();
  });

  it('takes a loss of the caller over variables', async () => {
    const w = variable([[0]]);
    const data = {x: tf.tensor2d([[1], [2]]), y: tf.tensor2d([[2], [4]])};
    const [from, to] = [[tf.tensor2d([[0]])], [tf.tensor2d([[2]])]];
    const loss = ({x, y}: typeof data): tf.Scalar => tf.mean(tf.square(tf.sub(tf.matMul(x, w as tf.Tensor2D), y)));
    const points = await interpolate({variables: [w], from, to, alphas: [0, 0.5, 1, 1.5], data, loss: loss as never});
    // mean (2 (1 - a) x)^2 = 10 (1 - a)^2
    expect(points.map(({trainLoss}) => trainLoss)).to.deep.equal([10, 2.5, 0, 2.5]);
    expect(points[0]).to.include({trainAccuracy: null, testLoss: null, testAccuracy: null});
    disposeSets(data);
    tf.dispose([w, from, to]);
  });

  it('keeps dropout off', async () => {
    const {data, test} = digits();
    const model = sequential([
      tf.layers.dense({units: 8, inputShape: [6], activation: 'relu'}),
      tf.layers.dropout({rate: 0.5}),
      tf.layers.dense({units: 3}),
    ]);
    const from = model.getWeights();
    const points = await interpolate({model, from, to: from, alphas: [0, 1], data});
    expect(points[0]!['trainLoss']).to.equal(points[1]!['trainLoss']);
    disposeSets(data, test);
    model.dispose();
  });

  it('walks several pairs of ends', async () => {
    const x = variable(0);
    const [a, b, c] = [1, 2, 4].map((value) => [tf.scalar(value)]) as [tf.Tensor[], tf.Tensor[], tf.Tensor[]];
    const evaluate = (): number => x.dataSync()[0]!;
    const pairs = [
      {from: a, to: b},
      {from: b, to: c},
    ];
    const seen: number[] = [];
    const options = {variables: [x], pairs, alphas: [0, 0.5, 1], evaluate};
    const paths = await interpolate({
      ...options,
      onPoints: (points) => void seen.push(...points.map(({index}) => index)),
    });
    expect(paths.map((path) => path.map(({loss}) => loss))).to.deep.equal([
      [1, 1.5, 2],
      [2, 3, 4],
    ]);
    expect(seen).to.deep.equal([0, 1, 2, 3, 4, 5]);
    const done = new Map<number, Measurement>([[4, {loss: 33}]]);
    expect((await interpolate({...options, done}))[1]!.map(({loss}) => loss)).to.deep.equal([2, 33, 4]);
    tf.dispose([x, a, b, c]);
  });

  it('goes on where it was ended, with the same bits', async () => {
    const {data, test} = digits();
    const [model, other] = [1, 2].map((seed) => mlp({inputs: 6, widths: [5], classes: 3, seed})) as [
      tf.Sequential,
      tf.Sequential,
    ];
    const options = {model, from: model.getWeights(), to: other.getWeights(), alphas: '0:1:41', data, test};
    const whole = await interpolate(options);
    const abort = new AbortController();
    const done = new Map<number, Measurement>();
    const ended = await interpolate({
      ...options,
      signal: abort.signal,
      onPoints: (points) => {
        for (const {index, measurement} of points) done.set(index, measurement);
        if (done.size > 14) abort.abort();
      },
    }).catch((error: unknown) => error);
    expect(ended).to.be.instanceOf(ScanAborted);
    expect(done.size).to.be.within(15, 40);
    const measuredAgain: number[] = [];
    const resumed = await interpolate({
      ...options,
      done: new Map(done),
      onPoints: (points) => void measuredAgain.push(...points.map(({index}) => index)),
    });
    expect(measuredAgain.filter((index) => done.has(index))).to.deep.equal([]);
    expect(resumed).to.deep.equal(whole);
    disposeSets(data, test);
    model.dispose();
    other.dispose();
  });

  it('says what does not fit', async () => {
    const x = variable(0);
    const from = [tf.scalar(1)];
    const options = {variables: [x], from, to: from, evaluate: () => 1};
    const wrong: [object, RegExp][] = [
      [{variables: undefined}, /^TypeError: interpolate: give model or variables, received neither/],
      [{variables: []}, /^RangeError: .*at least one weight/],
      [{variables: [1]}, /^TypeError: .*weight 0 must be a float32 tf.Variable, received 1/],
      [{to: []}, /^RangeError: .*to must have one tensor for each of the 1 weights.*received 0/],
      [{to: [1]}, /^TypeError: .*to\[0\] must be a float32 tensor of shape \[\], received 1/],
      [{to: undefined}, /^TypeError: .*to must be an array of tensors/],
      [{alphas: '0:1'}, /^RangeError: .*alphas: range must be/],
      [{evaluate: undefined}, /^TypeError: .*give evaluate, or data/],
      [{evaluate: () => 'x'}, /^TypeError: .*evaluate must give a number.*received "x"/],
      [{evaluate: () => ({loss: 'x'})}, /^TypeError: .*received loss = "x"/],
      [{evaluate: 3}, /^TypeError: .*evaluate must be a function/],
      [{loss: 'meanSquaredError'}, /^TypeError: .*give evaluate, or loss with data/],
      [{batchNorm: 'ignore'}, /^RangeError: .*batchNorm must be one of "recalibrate"/],
      [{alpha: 3}, /^TypeError: .*alpha/],
      [{pairs: []}, /^TypeError: .*from and to, or pairs/],
      [{done: []}, /^TypeError: .*done must be a Map/],
    ];
    for (const [change, message] of wrong)
      expect(await rejection(interpolate({...options, ...change})), JSON.stringify(change)).to.match(message);
    tf.dispose([x, from]);
  });
});

describe('interpolate with batch normalisation', () => {
  leakFree();

  it('recalibrates by default and says so: the statistics of the data at the weights of the point', async () => {
    const {data, test} = digits();
    const [model, other] = [batchNormModel(1), batchNormModel(2)];
    const before = values(model.getWeights());
    const [from, to] = [model.getWeights().map((weight) => weight.clone()), other.getWeights()];
    const alpha = 0.3;
    const [point] = await interpolate({model, from, to, alphas: [alpha], data});
    expect(point!.batchNorm).to.equal('recalibrate');
    expect(values(model.getWeights())).to.deep.equal(before);
    // By hand: dense, normalised by the moments of the whole set, relu, dense.
    const loss = tf.tidy(() => {
      const [w, b, gamma, beta, v, c] = from.map((weight, i) =>
        tf.add(tf.mul(weight, 1 - alpha), tf.mul(to[i]!, alpha)),
      );
      const z = tf.add(tf.matMul(data.x as tf.Tensor2D, w as tf.Tensor2D), b!);
      const {mean, variance} = tf.moments(z, 0);
      const hidden = tf.relu(tf.add(tf.mul(tf.div(tf.sub(z, mean), tf.sqrt(tf.add(variance, 1e-3))), gamma!), beta!));
      return softmaxCrossEntropy(data.y, tf.add(tf.matMul(hidden as tf.Tensor2D, v as tf.Tensor2D), c!)).dataSync()[0]!;
    });
    expect(point!['trainLoss']).to.be.closeTo(loss, 1e-5);
    const losses = [point!['trainLoss']];
    for (const batchNorm of ['interpolate', 'keep'] as const) {
      const [changed] = await interpolate({model, from, to, alphas: [alpha], data, batchNorm});
      expect(changed!.batchNorm).to.equal(batchNorm);
      losses.push(changed!['trainLoss']);
    }
    expect(new Set(losses).size, 'three modes, three losses').to.equal(3);
    disposeSets(data, test);
    tf.dispose(from);
    model.dispose();
    other.dispose();
  });

  it('interpolates or keeps the statistics as the model itself would have them', async () => {
    const {data, test} = digits();
    const [model, other] = [batchNormModel(1), batchNormModel(2)];
    const from = model.getWeights().map((weight) => weight.clone());
    const to = other.getWeights();
    const lossAt = (weights: tf.Tensor[]): number =>
      tf.tidy(() => {
        model.setWeights(weights);
        return softmaxCrossEntropy(data.y, model.predict(data.x) as tf.Tensor).dataSync()[0]!;
      });
    const middle = from.map((weight, i) => tf.tidy(() => tf.div(tf.add(weight, to[i]!), 2)));
    const mixed = middle.map((weight, i) => (i < 6 ? weight : from[i]!));
    for (const [batchNorm, weights] of [
      ['interpolate', middle],
      ['keep', mixed],
    ] as const) {
      model.setWeights(from);
      const [point] = await interpolate({model, from, to, alphas: [0.5], data, batchNorm});
      expect(point!['trainLoss'], batchNorm).to.be.closeTo(lossAt(weights), 1e-5);
    }
    disposeSets(data, test);
    tf.dispose([from, middle]);
    model.dispose();
    other.dispose();
  });

  it('needs data to recalibrate on', async () => {
    const model = batchNormModel(1);
    const from = model.getWeights();
    expect(await rejection(interpolate({model, from, to: from, evaluate: () => 1}))).to.match(
      /^RangeError: interpolate: .*recalibrated on data.*give data.*'interpolate' or 'keep'/,
    );
    expect(await interpolate({model, from, to: from, alphas: [0], evaluate: () => 1, batchNorm: 'keep'})).to.deep.equal(
      [{alpha: 0, loss: 1, batchNorm: 'keep'}],
    );
    model.dispose();
  });
});
