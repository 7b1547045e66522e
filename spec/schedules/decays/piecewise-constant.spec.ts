import {expect} from 'chai';
import {piecewiseConstant} from '../../../schedules/decays/piecewise-constant.ts';

describe('piecewiseConstant', () => {
  it('holds a value from its boundary on', () => {
    const rate = piecewiseConstant([10, 20], [1, 0.1, 0.01]);
    expect([0, 9, 10, 19, 20, 1e9].map(rate)).to.deep.equal([1, 1, 0.1, 0.1, 0.01, 0.01]);
  });

  it('keeps its own copy of the lists', () => {
    const boundaries = [10];
    const values = [1, 2];
    const rate = piecewiseConstant(boundaries, values);
    boundaries[0] = 1;
    values[0] = 5;
    expect([0, 9, 10].map(rate)).to.deep.equal([1, 1, 2]);
  });

  it('refuses bad lists', () => {
    expect(() => piecewiseConstant([10], [1])).to.throw(
      RangeError,
      'values must have one element more than boundaries',
    );
    expect(() => piecewiseConstant([10, 5], [1, 2, 3])).to.throw(
      RangeError,
      'piecewiseConstant: boundaries[1] must be a finite number > 10',
    );
    expect(() => piecewiseConstant([10], [1, -2])).to.throw(
      RangeError,
      'piecewiseConstant: values[1] must be a finite number >= 0',
    );
    expect(() => piecewiseConstant([], [])).to.throw(RangeError, 'values must have at least 1 element');
    expect(() => piecewiseConstant(10 as never, [1, 2])).to.throw(
      TypeError,
      'piecewiseConstant: boundaries must be an array',
    );
  });
});
