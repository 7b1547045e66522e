import {expect} from 'chai';
import {massBelow, massNearZero} from '../../../../lib/curvature/density/mass.ts';

const quadrature = (nodes: number[], weights: number[]) => ({
  nodes: Float64Array.from(nodes),
  weights: Float64Array.from(weights),
  residuals: new Float64Array(nodes.length),
  isExhausted: false,
});

describe('massBelow', () => {
  const one = quadrature([-2, -1, 1, 3], [0.125, 0.25, 0.5, 0.125]);

  it('lies between the weights below without the last and with the first above', () => {
    expect(massBelow([one], 0)).to.deep.equal({value: 0.375, standardError: null, low: 0.125, high: 0.875});
    expect(massBelow([one], -5)).to.deep.equal({value: 0, standardError: null, low: 0, high: 0.125});
    expect(massBelow([one], 5, 8)).to.deep.equal({value: 8, standardError: null, low: 7, high: 8});
  });

  it('has no bounds to either side of nodes that are the eigenvalues themselves', () => {
    const {value, low, high} = massBelow([{...one, isExhausted: true}], 0);
    expect([value, low, high]).to.deep.equal([0.375, 0.375, 0.375]);
  });

  it('is the mean over the draws, with bounds two standard errors wider', () => {
    const other = quadrature([-2, 1], [0.625, 0.375]);
    const {value, standardError, low, high} = massBelow([one, other], 0);
    expect(value).to.equal(0.5);
    expect(standardError).to.be.closeTo(0.125, 1e-15);
    expect(low).to.equal(0);
    expect(high).to.equal(1);
  });
});

describe('massNearZero', () => {
  it('is what lies within the floor, on both sides', () => {
    const draws = [quadrature([-1, -0.1, 0.1, 1], [0.1, 0.2, 0.3, 0.4]), quadrature([0], [1])];
    expect(massNearZero(draws, 0.1).value).to.be.closeTo(0.75, 1e-15);
    expect(massNearZero(draws, 0.05).value).to.equal(0.5);
  });
});
