import {expect} from 'chai';
import {drawInitial, type Initializer, initializerCatalogue} from '../../../lib/models/initializers.ts';
import {randomStream} from '../../../lib/base/random.ts';

const draw = (initializer: Initializer, shape = [200, 100], seed = 1): number[] => [
  ...drawInitial(initializer, shape, randomStream(seed, 'spec')),
];
const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const variance = (values: number[]): number => {
  const center = mean(values);
  return mean(values.map((value) => (value - center) ** 2));
};

// fanIn 200, fanOut 100
const variances = {
  glorotUniform: 2 / 300,
  glorotNormal: 2 / 300,
  heUniform: 2 / 200,
  heNormal: 2 / 200,
  lecunUniform: 1 / 200,
  lecunNormal: 1 / 200,
} as const;

describe('initialisers', () => {
  for (const [name, wanted] of Object.entries(variances) as [keyof typeof variances, number][]) {
    it(`${name} has mean 0 and the variance of its fans`, () => {
      const values = draw(name);
      expect(mean(values)).to.be.closeTo(0, 4 * Math.sqrt(wanted / values.length));
      expect(variance(values) / wanted).to.be.closeTo(1, 0.04);
    });

    it(`${name} counts the window of a convolution`, () => {
      const ratio = variance(draw(name, [200, 100])) / variance(draw(name, [5, 5, 40, 20]));
      expect(ratio).to.be.closeTo(5, 0.3);
    });
  }

  it('the uniform ones fill their interval and stay inside', () => {
    const limits = {glorotUniform: Math.sqrt(6 / 300), heUniform: Math.sqrt(6 / 200), lecunUniform: Math.sqrt(3 / 200)};
    for (const [name, limit] of Object.entries(limits) as [keyof typeof limits, number][]) {
      const largest = Math.max(...draw(name).map(Math.abs));
      expect(largest).to.be.within(0.999 * limit, limit * (1 + 1e-7));
    }
  });

  it('zeros, constant, normal and uniform follow their options', () => {
    expect(new Set(draw('zeros'))).to.deep.equal(new Set([0]));
    expect(new Set(draw({name: 'constant', value: 0.5}))).to.deep.equal(new Set([0.5]));
    const normal = draw({name: 'normal', mean: 2, deviation: 3});
    expect(mean(normal)).to.be.closeTo(2, 0.1);
    expect(Math.sqrt(variance(normal))).to.be.closeTo(3, 0.1);
    const uniform = draw({name: 'uniform', limit: 2});
    expect(Math.min(...uniform)).to.be.within(-2, -1.99);
    expect(Math.max(...uniform)).to.be.within(1.99, 2);
  });

  it('orthogonal scales an orthonormal matrix by its gain', () => {
    const [columns, rows] = [8, 30];
    const values = draw({name: 'orthogonal', gain: 2}, [3, 10, columns]);
    for (let j = 0; j < columns; j++) {
      let squares = 0;
      for (let i = 0; i < rows; i++) squares += values[i * columns + j]! ** 2;
      expect(squares).to.be.closeTo(4, 1e-5);
    }
  });

  it('repeats itself for the same seed only', () => {
    for (const name of Object.keys(initializerCatalogue) as (keyof typeof initializerCatalogue)[]) {
      expect(draw(name, [20, 10], 1)).to.deep.equal(draw(name, [20, 10], 1));
      if (name === 'zeros' || name === 'constant') continue;
      expect(draw(name, [20, 10], 1)).not.to.deep.equal(draw(name, [20, 10], 2));
    }
  });

  it('refuses unknown names and options, and negative widths', () => {
    expect(() => draw('glorotuniform' as 'zeros')).to.throw(RangeError, /did you mean "glorotUniform"/);
    expect(() => draw({name: 'heNormal', gain: 2})).to.throw(TypeError, /initializer heNormal: unknown option "gain"/);
    expect(() => draw({name: 'normal', deviation: -1})).to.throw(RangeError, /deviation must be .* >= 0, received -1/);
    expect(() => draw({name: 'constant', value: Number.NaN})).to.throw(RangeError, /value/);
  });
});
