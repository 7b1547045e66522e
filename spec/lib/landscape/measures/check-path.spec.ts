import {expect} from 'chai';
import {checkPath} from '../../../../lib/landscape/measures/check-path.ts';

describe('checkPath', () => {
  it('spaces places evenly where none are given', () => {
    expect(checkPath('f', [3, 2, 1])).to.deep.equal({losses: [3, 2, 1], alphas: [0, 0.5, 1]});
    expect(checkPath('f', Float32Array.of(1, 2) as never, [-1, 4])).to.deep.equal({losses: [1, 2], alphas: [-1, 4]});
    expect(checkPath('f', [Number.NaN, Infinity]).losses).to.deep.equal([Number.NaN, Infinity]);
  });

  it('refuses what is no path, by name', () => {
    expect(() => checkPath('f', 'abc' as never)).to.throw(TypeError, /^f: losses must be an array of numbers/);
    expect(() => checkPath('f', [1])).to.throw(RangeError, /at least two numbers, received \[1\]/);
    expect(() => checkPath('f', [1, '2' as never])).to.throw(TypeError, /losses\[1\] must be a number, received "2"$/);
    expect(() => checkPath('f', [null as never, 2])).to.throw(TypeError, /^f: losses\[0\] must be .* received null$/);
    expect(() => checkPath('f', [1, 2], [0, 1, 2])).to.throw(RangeError, /received 3 and 2 losses/);
    expect(() => checkPath('f', [1, 2], ['0' as never, 1])).to.throw(TypeError, /^f: alphas/);
    expect(() => checkPath('f', [1, 2, 3], [1, 1, 2])).to.throw(RangeError, /alphas must increase, received \[1,1\]/);
    expect(() => checkPath('f', [1, 2, 3], [0, 2, 2])).to.throw(RangeError, /alphas must increase, received \[2,2\]/);
  });

  it('says where the losses of points are', () => {
    expect(() => checkPath('f', [{trainLoss: 1}, {trainLoss: 2}] as never)).to.throw(
      TypeError,
      /received \{"trainLoss":1\}; of points take points\.map\(\(\{trainLoss\}\) => trainLoss\)$/,
    );
  });
});
