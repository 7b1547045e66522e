import {expect} from 'chai';
import {learningRateSearch} from '../../../lib/training/learning-rate-search.ts';

/** The square of x after 20 steps of gradient descent on x^2, whose best rate is 1/2. */
function lossAfter(rate: number): number {
  let x = 3;
  for (let step = 0; step < 20; step++) x -= rate * 2 * x;
  return x * x;
}

/** What a promise was rejected with. */
async function rejection(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => new Error('it was fulfilled'),
    (error: unknown) => error as Error,
  );
}

describe('learningRateSearch', () => {
  it('tries equally spaced rates, both ends included', async () => {
    const {best, rates, losses} = await learningRateSearch({
      evaluate: lossAfter,
      from: 0.1,
      to: 0.9,
      count: 5,
      scale: 'linear',
    });
    for (const [index, rate] of rates.entries()) expect(rate).to.be.closeTo(0.1 + 0.2 * index, 1e-15);
    expect([rates[0], rates[4]]).to.deep.equal([0.1, 0.9]);
    expect(best).to.equal(rates[2]);
    expect(losses).to.deep.equal(rates.map(lossAfter));
  });

  it('ends exactly at the last rate, where the formulas round', async () => {
    expect(0.2 + (0.9 - 0.2)).not.to.equal(0.9);
    expect(0.3 * (0.9 / 0.3)).not.to.equal(0.9);
    for (const [from, scale] of [
      [0.2, 'linear'],
      [0.3, 'log'],
    ] as const) {
      const {rates} = await learningRateSearch({evaluate: lossAfter, from, to: 0.9, count: 4, scale});
      expect(rates[3]).to.equal(0.9);
    }
  });

  it('tries rates of equal ratio by default', async () => {
    const {best, rates} = await learningRateSearch({
      evaluate: async (rate) => lossAfter(rate),
      from: 1e-4,
      to: 1,
      count: 5,
    });
    for (const [index, rate] of rates.entries()) expect(rate / 10 ** (index - 4)).to.be.closeTo(1, 1e-12);
    expect([rates[0], rates[4]]).to.deep.equal([1e-4, 1]);
    expect(best).to.equal(rates[3]);
  });

  it('keeps losses that are not finite, and counts them as worst', async () => {
    const made = [Number.NaN, -Infinity, 7, 5, Infinity];
    const {best, rates, losses} = await learningRateSearch({
      evaluate: (rate) => made[Math.round(rate) - 1]!,
      from: 1,
      to: 5,
      count: 5,
      scale: 'linear',
    });
    expect(losses).to.deep.equal(made);
    expect(best).to.equal(rates[3]);
  });

  it('takes the least of the rates that are equally good', async () => {
    const {best} = await learningRateSearch({evaluate: () => 1, from: 0.1, to: 10, count: 3});
    expect(best).to.equal(0.1);
  });

  it('says so when every rate diverged', async () => {
    const error = await rejection(learningRateSearch({evaluate: () => Number.NaN, from: 10, to: 1000, count: 3}));
    expect(error).to.be.instanceOf(RangeError);
    expect(error.message).to.equal(
      'learningRateSearch: no loss was finite for the rates from 10 to 1000, received NaN, NaN, NaN; search below 10',
    );
  });

  it('ends before the next rate when it is aborted', async () => {
    const controller = new AbortController();
    const tried: number[] = [];
    const evaluate = (rate: number) => {
      tried.push(rate);
      if (tried.length === 2) controller.abort(new Error('enough'));
      return rate;
    };
    const error = await rejection(
      learningRateSearch({evaluate, from: 1, to: 4, count: 4, scale: 'linear', signal: controller.signal}),
    );
    expect(error.message).to.equal('enough');
    expect(tried).to.deep.equal([1, 2]);
  });

  it('passes on what evaluate throws, and refuses what is no number', async () => {
    const search = {from: 1, to: 2, count: 2};
    const thrown = await rejection(
      learningRateSearch({
        ...search,
        evaluate: () => {
          throw new Error('no data');
        },
      }),
    );
    expect(thrown.message).to.equal('no data');
    const strange = await rejection(learningRateSearch({...search, evaluate: () => '1' as never}));
    expect(strange).to.be.instanceOf(TypeError);
    expect(strange.message).to.equal('learningRateSearch: evaluate(1) must give a number, received "1"');
  });

  it('refuses bad arguments', async () => {
    const good = {evaluate: lossAfter, from: 0.1, to: 1, count: 3};
    const table: [object, string][] = [
      [{from: 0}, 'from must be a finite number > 0, received 0'],
      [{to: 0.1}, 'to must be a finite number > 0.1, received 0.1'],
      [{count: 1}, 'count must be a whole number >= 2, received 1'],
      [{scale: 'lin'}, 'did you mean "linear"?'],
      [{evaluate: 3}, 'evaluate must be a function of the rate, received 3'],
      [{steps: 3}, 'unknown option "steps"'],
    ];
    for (const [change, message] of table) {
      const error = await rejection(learningRateSearch({...good, ...change}));
      expect(error.message).to.include(message);
    }
  });
});
