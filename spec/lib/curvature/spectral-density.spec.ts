import {expect} from 'chai';
import {spectralDensity} from '../../../lib/curvature/index.ts';
import type {Estimate} from '../../../lib/curvature/index.ts';
import {diagonal, networks, onNetwork, reflected, rejection} from './support.ts';

function expectWithin({value, standardError}: Estimate, expected: number): void {
  expect(standardError).to.be.above(0);
  expect(Math.abs(value - expected)).to.be.below(3 * standardError!);
}

const integralOf = (x: number[], y: number[]): number =>
  y.reduce((sum, value, i) => sum + (i === 0 ? 0 : ((value + y[i - 1]!) / 2) * (x[i]! - x[i - 1]!)), 0);

describe('spectralDensity', () => {
  for (const network of networks) {
    it(`has the moments of ${network.widths.join('-')} within three standard errors`, () =>
      onNetwork(network, async (source) => {
        const density = await spectralDensity({...source, draws: 10, steps: 40, seed: 1});
        const {firstMoment, secondMoment, trace, index, negativeMass, size, quadratures} = density;
        expectWithin(firstMoment, network.trace / network.parameters);
        expectWithin(secondMoment, network.secondMoment);
        expectWithin(trace, network.trace);
        expect(size).to.equal(network.parameters);
        expect(index.value).to.be.closeTo(size * negativeMass.value, 1e-9);
        // Quadrature is exact for moments, not for counts: what is near zero is seen through few nodes.
        expect(network.negative).to.be.within(index.low, index.high);
        const thirds = quadratures.map(({nodes, weights}) =>
          nodes.reduce((sum, node, i) => sum + weights[i]! * node ** 3, 0),
        );
        const mean = thirds.reduce((sum, value) => sum + value, 0) / 10;
        const spread = Math.sqrt(thirds.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 90);
        expect(Math.abs(mean - network.thirdMoment)).to.be.below(3 * spread);
      }));
  }

  it('integrates to one on both axes, and its own mean is the first moment', async () => {
    const values = Array.from({length: 400}, (_, i) => (i < 4 ? 10 - i : 0.2 * Math.sin(i)));
    const {linear, logarithmic, integral, firstMoment} = await spectralDensity({
      operator: reflected(values),
      draws: 5,
      steps: 30,
    });
    expect(integral).to.be.closeTo(1, 1e-3);
    expect(integralOf(linear.x, linear.density)).to.be.closeTo(1, 1e-3);
    const weighted = linear.x.map((x, i) => x * linear.density[i]!);
    expect(integralOf(linear.x, weighted)).to.be.closeTo(firstMoment.value, 1e-3);
    const {x, positive, negative} = logarithmic;
    const [up, down] = [integralOf(x, positive), integralOf(x, negative)];
    expect(up + down).to.be.closeTo(1, 1e-3);
    expect(down).to.be.closeTo(values.filter((value) => value < 0).length / 400, 0.06);
  });

  it('finds outliers with their residuals', async () => {
    const values = Array.from({length: 1000}, (_, i) => (i < 3 ? 10 - 2 * i : 0.1 * Math.sin(i)));
    const {resolved} = await spectralDensity({operator: reflected(values), draws: 1, steps: 30});
    const outliers = resolved.filter(({value}) => value > 1);
    expect(outliers.map(({value}) => Math.round(value * 1e4) / 1e4)).to.deep.equal([10, 8, 6]);
    for (const {residual} of outliers) expect(residual).to.be.below(1e-3);
  });

  it('sees masses exactly where there are few distinct values', async () => {
    const values = Array.from({length: 64}, (_, i) => [4, -1, 0, 0][i % 4]!);
    const {negativeMass, index, zeroMass, trace} = await spectralDensity({
      operator: diagonal(values),
      draws: 3,
      steps: 5,
    });
    expect(negativeMass.value).to.be.closeTo(0.25, 1e-6);
    expect(index.value).to.be.closeTo(16, 1e-4);
    expect(zeroMass.value).to.be.closeTo(0.5, 1e-6);
    expect(trace.value).to.be.closeTo(48, 1e-3);
  });

  it('draws one value and a matrix of zeros', async () => {
    for (const value of [3, 0]) {
      const {integral, firstMoment} = await spectralDensity({
        operator: diagonal(Array.from({length: 20}, () => value)),
        draws: 2,
      });
      expect(integral).to.be.closeTo(1, 1e-3);
      expect(firstMoment.value).to.be.closeTo(value, 1e-6);
    }
  });

  it('takes a kernel width, with the points that it needs, and refuses one that is too small', async () => {
    const operator = reflected(Array.from({length: 50}, (_, i) => i));
    const {linear, integral} = await spectralDensity({operator, draws: 1, sigma: 0.01});
    expect(linear.sigma).to.equal(0.01);
    expect(linear.x.length).to.be.above(5000);
    expect(integral).to.be.closeTo(1, 1e-3);
    const error = await rejection(spectralDensity({operator, draws: 1, sigma: 1e-9}));
    expect(error.message).to.match(/spectralDensity: sigma must be at least .*, received 1e-9/);
  });

  it('knows every eigenvalue where there are as many steps, repeated ones too, and draws narrow peaks', async () => {
    const values = [4, 4, 2, 0.5, -1, 0, 0];
    const {isExact, index, negativeMass, zeroMass, trace, linear, logarithmic, quadratures} = await spectralDensity({
      operator: reflected(values),
      seed: 3,
    });
    expect(isExact).to.equal(true);
    expect(index).to.deep.equal({value: index.value, standardError: 0, low: index.value, high: index.value});
    expect(index.value).to.be.closeTo(1, 1e-12);
    expect(negativeMass.high).to.be.closeTo(1 / 7, 1e-12);
    expect(zeroMass.value).to.be.closeTo(2 / 7, 1e-12);
    expect(trace.value).to.be.closeTo(9.5, 1e-4);
    expect(quadratures).to.have.length(1);
    for (const [i, value] of values.toSorted((a, b) => a - b).entries())
      expect(quadratures[0]!.nodes[i]).to.be.closeTo(value, 1e-5);
    // Between the eigenvalues there is nothing.
    const at = (place: number): number => linear.density[linear.x.findIndex((x) => x >= place)]!;
    expect([at(-0.5), at(1.2), at(3)]).to.deep.equal([0, 0, 0]);
    expect(at(2)).to.be.above(1);
    expect(logarithmic.sigma).to.be.below(0.05);
  });

  it('has bounds that are exact for a small matrix without a negative eigenvalue', async () => {
    const {negativeMass, logarithmic} = await spectralDensity({operator: reflected([1, 2, 4]), draws: 3, steps: 60});
    expect(negativeMass).to.deep.equal({value: 0, standardError: 0, low: 0, high: 0});
    // Few steps are no reason for a logarithmic axis of a hundred decades.
    const few = await spectralDensity({operator: reflected([1, 2, 4, 5]), draws: 1, steps: 2});
    for (const {x} of [logarithmic, few.logarithmic]) expect(x.at(-1)! - x[0]!).to.be.below(12);
  });

  it('has no standard error of one draw', async () => {
    const {trace} = await spectralDensity({operator: diagonal([1, 2, 3]), draws: 1, steps: 2});
    expect(trace.standardError).to.equal(null);
  });

  it('refuses what makes no sense by name', async () => {
    const operator = diagonal([1, 2]);
    const cases: [object, RegExp][] = [
      [{operator, draws: 0}, /spectralDensity: draws must be a whole number >= 1, received 0/],
      [{operator, steps: 0}, /steps must be/],
      [{operator, points: 4}, /points must be a whole number >= 16/],
      [{operator, sigma: -1}, /sigma must be a finite number > 0/],
      [{operator, drawn: 3}, /unknown option "drawn"; did you mean "draws"/],
    ];
    for (const [options, message] of cases) {
      const error = await rejection(spectralDensity(options));
      expect(error.message).to.match(message);
    }
  });
});
