import {expect} from 'chai';
import {checkProductOptions} from '../../../../lib/autograd/products/product-options.ts';

describe('checkProductOptions', () => {
  const call =
    (options: unknown, more?: string[]): (() => void) =>
    () =>
      checkProductOptions('mine', options as object, more);

  it('lets the options of products pass', () => {
    expect(call({})).not.to.throw();
    expect(call({seed: -1.5, batchStatistics: true})).not.to.throw();
    expect(call({batches: [1]}, ['batches'])).not.to.throw();
    expect(call({batches: [1]})).to.throw(/batches/);
    expect(call({seed: undefined, batchStatistics: undefined})).not.to.throw();
  });

  it('refuses other names unless they are added', () => {
    expect(call({samples: 3})).to.throw(TypeError, 'mine: unknown option "samples"');
    expect(call({samples: 3}, ['samples'])).not.to.throw();
    expect(call({seeds: 3}, ['samples'])).to.throw(TypeError, 'mine: unknown option "seeds"; did you mean "seed"');
    expect(call({x: 3}, ['samples'])).to.throw('the options are samples, seed, batchStatistics');
  });

  it('refuses values that make no sense, by their names', () => {
    expect(call({seed: Infinity})).to.throw(RangeError, 'mine: seed must be a finite number, received Infinity');
    expect(call({seed: '3'})).to.throw(TypeError, 'mine: seed must be a finite number, received "3"');
    expect(call({seed: null})).to.throw(TypeError, 'mine: seed must be a finite number, received null');
    expect(call({batchStatistics: 1})).to.throw(TypeError, 'mine: batchStatistics must be true or false, received 1');
    for (const options of [null, 3, []]) expect(call(options)).to.throw(TypeError, 'mine: options must be an object');
  });
});
