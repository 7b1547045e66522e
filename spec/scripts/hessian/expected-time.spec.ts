import {expect} from 'chai';
import {expectedProducts, measurePace, secondsOfTasks, timeWords} from '../../../scripts/hessian/expected-time.ts';
import {options} from './support.ts';

const end = {hasGaussNewton: true, isLast: true};
const pace = {start: 7, product: 2, growth: 0.5};

describe('secondsOfTasks', () => {
  it('counts the products of every probe, what begins each, and that steps of Lanczos take longer and longer', () => {
    const of = (probes: typeof options.probes, subject = end): number =>
      secondsOfTasks([subject], {...options, probes}, pace);
    expect(of(['trace'])).to.equal(7 + 90 * 2);
    expect(of(['taylor'])).to.equal(7 + 8 * 2);
    // One draw of 10 steps of two matrices: 1 + 2 + ... + 10 = 55 vectors.
    expect(of(['density'])).to.equal(2 * (7 + 10 * 2 + 0.5 * 55));
    expect(of(['density'], {hasGaussNewton: false, isLast: true})).to.equal(7 + 10 * 2 + 0.5 * 55);
    expect(of(['density'], {...end, isLast: false})).to.equal(0);
    // Two eigenvalues: about 22 steps for each matrix, and 60 for the smallest.
    expect(of(['top'])).to.equal(2 * (7 + 22 * 2 + (0.5 * 22 * 23) / 2) + (7 + 60 * 2 + (0.5 * 60 * 61) / 2));
    expect(expectedProducts({...options, probes: ['top', 'trace']}, end)).to.equal(2 * 22 + 60 + 90);
  });

  it('grows with the tasks', () => {
    expect(secondsOfTasks([end, end], options, pace)).to.equal(2 * secondsOfTasks([end], options, pace));
  });
});

describe('timeWords', () => {
  it('tell that it is a guess, and none where there is nothing to do', () => {
    expect(timeWords([end], options, {start: 0, product: 1, growth: 0})).to.equal(
      'about 1 min 30 s by a few products; told as it goes',
    );
    expect(timeWords([end], options, null)).to.equal('told as it goes');
    expect(timeWords([], options, null)).to.equal('none');
  });
});

describe('measurePace', () => {
  /** A matrix of 40 rows whose product number n, from 1, takes so many milliseconds of a clock of its own. */
  const measure = (milliseconds: (n: number) => number) => {
    let [clock, products] = [0, 0];
    const operator = {
      size: 40,
      apply: (vector: Float32Array) => {
        products += 1;
        clock += milliseconds(products);
        return vector.map((value, i) => (i + 1) * value);
      },
    };
    return measurePace({operator}, () => clock).then((found) => ({...found!, products}));
  };

  it('tells the first products, which are recorded and compiled, from all others', async () => {
    const {start, product, growth, products} = await measure((n) => (n <= 3 ? 400 : 10));
    expect(products).to.equal(24);
    expect(product).to.be.closeTo(0.01, 1e-9);
    expect(growth).to.be.closeTo(0, 1e-9);
    expect(start).to.be.closeTo(1.2 - 0.03, 1e-9);
  });

  it('does not count a moment in which the machine was busy with something else', async () => {
    const {product, growth} = await measure((n) => (n === 9 ? 5000 : n === 20 ? 900 : 10));
    expect(product).to.be.closeTo(0.01, 1e-9);
    expect(growth).to.be.closeTo(0, 1e-9);
  });

  it('finds how much longer each step takes than the one before', async () => {
    const {product, growth} = await measure((n) => 10 + 2 * n);
    expect(growth).to.be.closeTo(0.002, 1e-9);
    expect(product).to.be.closeTo(0.01, 2e-3);
  });

  it('ends after some seconds where products take long', async () => {
    const {product, products} = await measure(() => 2000);
    expect(products).to.equal(7);
    expect(product).to.be.closeTo(2, 1e-9);
  });

  it('is none where a product cannot be made: the probe says why', async () => {
    const operator = {size: 3, apply: () => new Float32Array([Number.NaN, 1, 1])};
    expect(await measurePace({operator})).to.equal(null);
  });
});
