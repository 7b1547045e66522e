import {expect} from 'chai';
import {fusedUpdatesAllowed, plainUpdates} from '../../../../lib/native/fused/plain-updates.ts';

describe('plainUpdates', () => {
  it('forbids fused updates while the function runs, also nested and when it throws', () => {
    expect(fusedUpdatesAllowed()).to.equal(true);
    const inside = plainUpdates(() => {
      plainUpdates(() => {});
      return fusedUpdatesAllowed();
    });
    expect(inside).to.equal(false);
    expect(() =>
      plainUpdates(() => {
        throw new RangeError('of the function');
      }),
    ).to.throw(RangeError, 'of the function');
    expect(fusedUpdatesAllowed()).to.equal(true);
  });
});
