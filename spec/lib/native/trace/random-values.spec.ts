import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {compile} from '../../../../lib/native/index.ts';
import {randomValues, settleLines} from '../../../../lib/native/trace/random-values.ts';
import {nativeOnly} from '../native-only.ts';

/** The values of a tensor, which is disposed of. */
function floats(tensor: tf.Tensor): Float32Array {
  const values = tensor.dataSync().slice() as Float32Array;
  tensor.dispose();
  return values;
}

describe('randomValues', () => {
  it('knows uniform, normal and truncated values by their seed and function, with their range', () => {
    const uniform = randomValues(floats(tf.randomUniform([40], -3, 5, 'float32', 0.7)), 0.7, 'randomUniform')!;
    expect([uniform.operation, uniform.line]).to.deep.equal(['RandomUniform', {scale: 8, offset: -3}]);
    const normal = randomValues(floats(tf.randomNormal([3], 2, 0.3, 'float32', 0.7)), 0.7, 'randomNormal')!;
    expect([normal.operation, normal.line]).to.deep.equal(['RandomStandardNormal', {scale: 0.3, offset: 2}]);
    const truncated = randomValues(floats(tf.truncatedNormal([40], 0, 4, 'float32', 0.123)), 0.123, 'truncatedNormal')!;
    expect([truncated.operation, truncated.line]).to.deep.equal(['TruncatedNormal', {scale: 4, offset: 0}]);
  });

  it('does not guess a range from one or two values', () => {
    for (const size of [1, 2]) {
      const {operation, line, points} = randomValues(
        floats(tf.randomNormal([size], 5, 0.1, 'float32', 0.7)),
        0.7,
        'randomNormal',
      )!;
      expect([operation, line, points.length]).to.deep.equal(['RandomStandardNormal', null, size]);
      for (const [standard, value] of points) expect(value).to.be.closeTo(5 + 0.1 * standard, 1e-6);
    }
  });

  it('takes nothing else for random values', () => {
    const values = floats(tf.randomUniform([40], 0, 1, 'float32', 0.7));
    expect(randomValues(values, 0.6, 'randomUniform')).to.equal(null);
    expect(randomValues(values, 0.7, 'randomNormal')).to.equal(null);
    expect(randomValues(values, 0.7, 'add')).to.equal(null);
    expect(randomValues(values, 0.7, 'toString')).to.equal(null);
    values[7]! += 0.001;
    expect(randomValues(values, 0.7, 'randomUniform')).to.equal(null);
  });
});

describe('settleLines', () => {
  const pending = (...points: [number, number][]) => {
    const found: {scale: number; offset: number}[] = [];
    return {found, line: {points, settle: (line: {scale: number; offset: number}) => void found.push(line)}};
  };

  it('needs three points, all of them on the line', () => {
    const [first, second] = [pending([0, 1]), pending([1, 3])];
    expect(settleLines([first.line], [second.line])).to.equal(false);
    expect(second.found).to.deep.equal([]);
    const third = pending([0.5, 2]);
    expect(settleLines([second.line], [third.line])).to.equal(true);
    expect(third.found).to.deep.equal([{scale: 2, offset: 1}]);
    expect(settleLines([second.line], [pending([0.5, 2.1]).line])).to.equal(null);
    expect(settleLines([], [])).to.equal(true);
  });
});

describe('random values in compiled functions', () => {
  before(function () {
    nativeOnly(this);
  });

  const draws = (fn: () => tf.Tensor, calls: number): Float32Array[] => {
    const compiled = compile(fn);
    const all = Array.from({length: calls}, () => floats(compiled()));
    compiled.dispose();
    return all.slice(2);
  };

  const moments = (values: Float32Array): [mean: number, deviation: number] => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return [mean, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)];
  };

  it('differ from call to call and have the distribution of the function', () => {
    const count = tf.memory().numTensors;
    const cases = [
      {fn: () => tf.randomUniform([50, 100], 2, 4), mean: 3, deviation: 2 / Math.sqrt(12)},
      {fn: () => tf.randomNormal([5000], -1, 0.5), mean: -1, deviation: 0.5},
      {fn: () => tf.truncatedNormal([5000], 1, 0.5), mean: 1, deviation: 0.5 * 0.8796},
      {fn: () => tf.tidy(() => tf.dropout(tf.ones([5000]), 0.25)), mean: 1, deviation: Math.sqrt(1 / 3)},
    ];
    for (const {fn, mean, deviation} of cases) {
      const [first, second] = draws(fn, 4) as [Float32Array, Float32Array];
      expect(first).to.not.deep.equal(second);
      for (const values of [first, second]) {
        // Five standard errors of 5,000 draws.
        expect(moments(values)[0]).to.be.closeTo(mean, (5 * deviation) / Math.sqrt(5000));
        expect(moments(values)[1]).to.be.closeTo(deviation, 0.05 * deviation);
      }
    }
    expect(tf.memory().numTensors).to.equal(count);
  });

  it('may be few: single draws keep the distribution of the function', () => {
    for (const [size, fn, mean, deviation] of [
      [1, () => tf.randomNormal([1], 5, 0.1), 5, 0.1],
      [1, () => tf.randomUniform([], -2, 6), 2, 8 / Math.sqrt(12)],
      [2, () => tf.truncatedNormal([2], -3, 0.5), -3, 0.5 * 0.8796],
    ] as const) {
      const drawn = draws(fn, 1500).slice(3);
      const all = Float32Array.from(drawn.flatMap((values) => [...values]));
      expect(all.length).to.equal(1495 * size);
      expect(moments(all)[0]).to.be.closeTo(mean, (5 * deviation) / Math.sqrt(all.length));
      expect(moments(all)[1]).to.be.closeTo(deviation, 0.1 * deviation);
    }
  });

  it('are refused where their range changes from call to call', () => {
    let mean = 0;
    const compiled = compile(() => tf.randomNormal([1], mean++, 0.1));
    expect(() => {
      for (let i = 0; i < 6; i++) compiled().dispose();
    }).to.throw(/a random function drew with other settings at the next call/);
    compiled.dispose();
  });

  it('drop the same units on the way back as on the way there', () => {
    const x = tf.ones([200]);
    const compiled = compile((v: tf.Tensor) => {
      const kept = tf.dropout(v, 0.5);
      const {value, grad} = tf.valueAndGrad((u: tf.Tensor) => tf.sum(tf.square(tf.dropout(u, 0.5))))(v);
      return [kept, value, grad];
    });
    for (let i = 0; i < 5; i++) {
      const [kept, value, grad] = compiled(x) as [tf.Tensor, tf.Tensor, tf.Tensor];
      // grad = 2 x mask^2 with masks of 0 or 2, value = sum mask^2.
      const gradient = floats(grad);
      expect([...new Set(gradient)].toSorted((a, b) => a - b)).to.deep.equal([0, 8]);
      expect(value.dataSync()[0]).to.equal(gradient.reduce((sum, each) => sum + each / 2, 0));
      expect(floats(kept)).to.not.deep.equal(gradient.map((each) => each / 4));
      value.dispose();
    }
    compiled.dispose();
    x.dispose();
  });

  it('stay the same where they have a seed of their own, and in layers too', () => {
    const [a, b] = draws(() => tf.tidy(() => tf.dropout(tf.ones([50]), 0.5, undefined, 3)), 4);
    expect(a).to.deep.equal(b);
    const layer = tf.layers.gaussianNoise({stddev: 0.1});
    const x = tf.zeros([20, 10]);
    const [c, d] = draws(() => layer.apply(x, {training: true}) as tf.Tensor, 4) as [Float32Array, Float32Array];
    expect(c).to.not.deep.equal(d);
    expect(moments(c)[1]).to.be.closeTo(0.1, 0.03);
    x.dispose();
  });
});
