import {expect} from 'chai';
import {leastSamples, sampleMean} from '../../../../lib/curvature/trace/sample.ts';

/** Draws given numbers, again and again. */
function drawing(numbers: readonly number[]): () => Promise<number> {
  let count = 0;
  return async () => numbers[count++ % numbers.length]!;
}

describe('sampleMean', () => {
  it('takes all samples where no margin is asked for', async () => {
    const {value, samples, reached, standardError} = await sampleMean(drawing([1, 3]), {allowed: null, most: 20});
    expect({value, samples, reached}).to.deep.equal({value: 2, samples: 20, reached: true});
    expect(standardError).to.be.closeTo(Math.sqrt(20 / 19 / 20), 1e-12);
  });

  it('ends as soon as the margin is narrow enough, but not before there are enough to judge', async () => {
    const same = await sampleMean(drawing([5]), {allowed: () => 0.1, most: 100});
    expect(same).to.include({value: 5, margin: 0, samples: leastSamples, reached: true});
    const narrow = await sampleMean(drawing([0.9, 1.1]), {allowed: (mean) => 0.05 * mean, most: 1000});
    expect(narrow.samples).to.be.within(leastSamples + 1, 200);
    expect(narrow.margin).to.be.at.most(0.05 * narrow.value);
  });

  it('says where it did not reach the margin', async () => {
    const {samples, reached, margin} = await sampleMean(drawing([-1, 1]), {allowed: () => 1e-3, most: 30});
    expect({samples, reached}).to.deep.equal({samples: 30, reached: false});
    expect(margin).to.be.above(0.1);
    const single = await sampleMean(drawing([4]), {allowed: () => 1, most: 1});
    expect(single).to.include({value: 4, standardError: Infinity, reached: false});
  });
});
