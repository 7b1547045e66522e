import {expect} from 'chai';
import {evenGrid, gaussianDensity, integral, kernelWidth, pooled} from '../../../../lib/curvature/density/kernel.ts';

describe('the Gaussians of a density', () => {
  const quadrature = (nodes: number[], weights: number[]) => ({
    nodes: Float64Array.from(nodes),
    weights: Float64Array.from(weights),
    residuals: new Float64Array(nodes.length),
    isExhausted: false,
  });

  it('pool the nodes of all draws, each draw with the same share, without those that have no place or no weight', () => {
    const draws = [quadrature([1, -2], [0.25, 0.75]), quadrature([3], [1]), quadrature([5, 6], [0, 1])];
    expect(pooled(draws, (node) => (node < 0 ? null : 10 * node))).to.deep.equal([
      {x: 10, weight: 0.25 / 3},
      {x: 30, weight: 1 / 3},
      {x: 60, weight: 1 / 3},
    ]);
  });

  it('have the width of the rule of Papyan', () => {
    expect(kernelWidth(2, 5, Math.E)).to.be.closeTo(1 / Math.sqrt(8), 1e-15);
    expect(kernelWidth(2, 1, Math.E)).to.equal(kernelWidth(2, 2, Math.E));
  });

  it('lie within an even grid, add up to the weights, and have the height of a Gaussian', () => {
    const sigma = 0.1;
    const grid = evenGrid(-1, 2, {sigma, points: 701});
    expect([grid[0], grid.at(-1)]).to.deep.equal([-1.55, 2.55]);
    const nodes = [
      {x: -1, weight: 0.25},
      {x: 2, weight: 0.75},
    ];
    const curve = gaussianDensity(grid, nodes, sigma);
    expect(integral(curve)).to.be.closeTo(1, 1e-6);
    expect(Math.max(...curve.density)).to.be.closeTo(0.75 / (sigma * Math.sqrt(2 * Math.PI)), 1e-2);
    expect(integral({x: grid, density: grid.map(() => 2)})).to.be.closeTo(2 * 4.1, 1e-12);
  });
});
