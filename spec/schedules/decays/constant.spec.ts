import {expect} from 'chai';
import {constant} from '../../../schedules/decays/constant.ts';

describe('constant', () => {
  it('is the same at every step', () => {
    expect([0, 1, 0.5, 1e12].map(constant(0.3))).to.deep.equal([0.3, 0.3, 0.3, 0.3]);
  });

  it('refuses negative values and what is no number', () => {
    expect(() => constant(-0.1)).to.throw(RangeError, 'constant: value must be a finite number >= 0, received -0.1');
    expect(() => constant('0.1' as never)).to.throw(TypeError, 'received "0.1"');
  });
});
