import {expect} from 'chai';
import {parameterShapes} from '../../bench/parameter-shapes.ts';
import {networks} from '../../bench/works.ts';
import {cnn2c2d, mlp} from '../../lib/models/index.ts';

describe('parameterShapes', () => {
  const cases = [
    ['mlp', () => mlp()],
    ['deep', () => mlp({widths: [1000, 500, 100]})],
    ['2c2d', () => cnn2c2d()],
  ] as const;
  for (const [name, build] of cases) {
    it(`gives the shapes of the library's model: ${name}`, () => {
      const model = build();
      expect(parameterShapes(networks[name])).to.deep.equal(model.getWeights().map(({shape}) => shape));
      model.dispose();
    });
  }

  it('follows convolutions, pools and dense layers', () => {
    expect(parameterShapes(networks.cnn)).to.deep.equal([
      [3, 3, 1, 8],
      [8],
      [3, 3, 8, 16],
      [16],
      [7 * 7 * 16, 10],
      [10],
    ]);
  });
});
