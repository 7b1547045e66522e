import {expect} from 'chai';
import {probedOperator} from '../../../../lib/curvature/operator.ts';
import {hutchinson} from '../../../../lib/curvature/trace/hutchinson.ts';
import {diagonal, reflected} from '../support.ts';

describe('hutchinson', () => {
  const values = [10, 4, 3, -2, 1, 0.5];
  const all = {allowed: null, most: 200};

  it('is exact for a diagonal matrix, whatever the signs', async () => {
    const operator = probedOperator('spec', diagonal(values), {expected: () => 1});
    const {value, standardError} = await hutchinson(operator, {seed: 3, ...all});
    expect(value).to.be.closeTo(16.5, 1e-5);
    expect(standardError).to.be.below(1e-6);
  });

  it('holds the trace within its margin, and without the deflated directions the rest of it', async () => {
    const operator = probedOperator('spec', reflected(values), {expected: () => 1});
    const whole = await hutchinson(operator, {seed: 0, ...all});
    expect(Math.abs(whole.value - 16.5)).to.be.at.most(whole.margin);
    const first = Float32Array.of(1, 0, 0, 0, 0, 0);
    const inner = (await operator.apply(first))[0]!;
    const rest = await hutchinson(operator, {deflated: [first], seed: 0, ...all});
    expect(Math.abs(rest.value - (16.5 - inner))).to.be.at.most(rest.margin);
  });
});
