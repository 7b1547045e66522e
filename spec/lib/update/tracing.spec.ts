import {expect} from 'chai';
import {isTracing, whileTracing} from '../../../lib/update/tracing.ts';

describe('isTracing', () => {
  it('is true within whileTracing alone, also nested, and false again after an error', () => {
    const seen = whileTracing(() => [isTracing(), whileTracing(isTracing), isTracing()]);
    expect(seen).to.deep.equal([true, true, true]);
    expect(isTracing()).to.equal(false);
    expect(() =>
      whileTracing(() => {
        throw new Error('mine');
      }),
    ).to.throw('mine');
    expect(isTracing()).to.equal(false);
  });
});
