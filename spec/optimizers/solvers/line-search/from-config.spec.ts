import {expect} from 'chai';
import {
  backtracking,
  exactQuadratic,
  hagerZhang,
  lbfgs,
  lineSearchFromConfig,
  strongWolfe,
} from '../../../../optimizers/index.ts';

describe('lineSearchFromConfig', () => {
  it('makes each search again from its configuration as JSON', () => {
    const all = [
      backtracking({decrease: 0.2, factor: 0.7}),
      strongWolfe({decrease: 0.2, curvature: 0.7}),
      hagerZhang({decrease: 0.2, curvature: 0.7}),
      exactQuadratic(),
    ];
    const point = {step: 0, value: 4, slope: -4};
    const line = {
      at: (step: number) => ({step, value: (step - 2) ** 2, slope: 2 * (step - 2)}),
      curvature: () => 2,
    };
    for (const search of all) {
      const again = lineSearchFromConfig(JSON.parse(JSON.stringify(search.config)));
      expect(again.config).to.deep.equal(search.config);
      for (const first of [0.1, 1, 10]) expect(again(line, point, first)).to.deep.equal(search(line, point, first));
    }
    expect(new Set(all.map(({config}) => config.name)).size).to.equal(4);
  });

  it('refuses other names, other options, and what is no search', () => {
    expect(() => lineSearchFromConfig({name: 'newton'})).to.throw(RangeError, /^lineSearchFromConfig: name/);
    expect(() => lineSearchFromConfig({name: 'backtracking', curvature: 1})).to.throw(
      TypeError,
      /^backtracking: unknown option "curvature"/,
    );
    expect(() => lbfgs({lineSearch: (() => null) as never})).to.throw(
      TypeError,
      /^Lbfgs: lineSearch must be a line search such as hagerZhang\(\), received/,
    );
    expect(() => lbfgs({lineSearch: 'strongWolfe' as never})).to.throw(TypeError, /^Lbfgs: lineSearch/);
  });

  it('is what a solver takes in the place of a search', () => {
    const {lineSearch} = lbfgs({lineSearch: {name: 'backtracking', factor: 0.25}}).getConfig();
    expect(lineSearch).to.deep.equal({name: 'backtracking', decrease: 1e-4, factor: 0.25});
  });
});
