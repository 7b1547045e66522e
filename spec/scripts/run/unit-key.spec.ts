import {expect} from 'chai';
import {unitKey} from '../../../scripts/run/unit-key.ts';

describe('unitKey', () => {
  it('is the beginning of the SHA-256 of the canonical JSON', () => {
    // printf '{"a":1,"b":"x"}' | sha256sum
    expect(unitKey({b: 'x', a: 1})).to.equal('ecf9e98ec0641e23');
  });

  it('ignores the order of entries and entries that are undefined, and nothing else', () => {
    const key = unitKey({optimizer: 'sgd', rate: 0.1, seed: 1});
    expect(unitKey({seed: 1, rate: 0.1, optimizer: 'sgd', schedule: undefined})).to.equal(key);
    expect(unitKey({seed: 2, rate: 0.1, optimizer: 'sgd'})).not.to.equal(key);
    expect(unitKey({seed: 1, rate: 0.1, optimizer: 'sgd', schedule: null})).not.to.equal(key);
  });
});
