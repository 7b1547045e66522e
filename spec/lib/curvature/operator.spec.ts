import {expect} from 'chai';
import {probedOperator} from '../../../lib/curvature/operator.ts';
import {diagonal, rejection} from './support.ts';

describe('probedOperator', () => {
  const vector = Float32Array.of(1, 1);

  it('counts its products and tells of them, with no fewer expected than done', async () => {
    const told: unknown[] = [];
    const operator = probedOperator('spec', diagonal([2, -3]), {
      expected: () => 1,
      onProgress: (progress) => void told.push(progress),
    });
    expect([...(await operator.apply(vector))]).to.deep.equal([2, -3]);
    await operator.apply(vector);
    expect([operator.size, operator.products]).to.deep.equal([2, 2]);
    expect(told).to.deep.equal([
      {products: 1, expected: 1},
      {products: 2, expected: 2},
    ]);
  });

  it('ends where its signal says so', async () => {
    const abort = new AbortController();
    const operator = probedOperator('spec', diagonal([1, 1]), {expected: () => 1, signal: abort.signal});
    abort.abort(new Error('enough'));
    expect((await rejection(operator.apply(vector))).message).to.equal('enough');
    expect(operator.products).to.equal(0);
  });

  it('refuses what is no operator, and products that are none', async () => {
    const make = (operator: unknown) => probedOperator('spec', operator as never, {expected: () => 1});
    expect(() => make({size: 3})).to.throw(TypeError, /^spec: operator must be \{size, apply\(vector\)\}/);
    expect(() => make({size: 0, apply: () => vector})).to.throw(RangeError, /size/);
    for (const [product, message] of [
      [Float32Array.of(1), /a product must be a Float32Array of 2 numbers, received 1 numbers/],
      [[1, 2], /received \[1,2\]/],
      [Float32Array.of(1, Number.NaN), /a product must be finite, received NaN at 1; the loss or its curvature/],
    ] as const) {
      const error = await rejection(make({size: 2, apply: () => product}).apply(vector));
      expect(error).to.be.instanceOf(RangeError);
      expect(error.message).to.match(message);
    }
  });
});
