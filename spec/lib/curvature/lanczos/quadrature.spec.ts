import {expect} from 'chai';
import {stochasticQuadrature} from '../../../../lib/curvature/lanczos/quadrature.ts';
import {probedOperator} from '../../../../lib/curvature/operator.ts';
import {diagonal, reflected} from '../support.ts';

describe('stochasticQuadrature', () => {
  const values = Array.from({length: 40}, (_, i) => Math.sin(3 * i) * 5);
  const operator = () => probedOperator('spec', diagonal(values), {expected: () => 1});
  const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;

  it('gives the moments of a diagonal matrix to degree 2 m - 1 from every draw: signs squared are 1', async () => {
    const quadratures = await stochasticQuadrature(operator(), {draws: 3, steps: 5, seed: 1});
    expect(quadratures).to.have.length(3);
    for (const {nodes, weights, residuals} of quadratures) {
      expect([nodes.length, weights.length, residuals.length]).to.deep.equal([5, 5, 5]);
      expect([...nodes]).to.deep.equal([...nodes].toSorted((a, b) => a - b));
      for (let power = 0; power <= 9; power++) {
        const sum = nodes.reduce((total, node, i) => total + weights[i]! * node ** power, 0);
        expect(sum / 5 ** power).to.be.closeTo(moment(power) / 5 ** power, 1e-5);
      }
    }
  });

  it('depends on the seed alone', async () => {
    const turned = () => probedOperator('spec', reflected(values), {expected: () => 1});
    const nodes = async (seed: number) =>
      (await stochasticQuadrature(turned(), {draws: 2, steps: 4, seed})).map((each) => [...each.nodes]);
    expect(await nodes(2)).to.deep.equal(await nodes(2));
    expect(await nodes(2)).not.to.deep.equal(await nodes(3));
  });
});
