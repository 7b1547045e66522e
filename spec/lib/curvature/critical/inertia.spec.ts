import {expect} from 'chai';
import {inertia} from '../../../../lib/curvature/critical/inertia.ts';
import {probedOperator} from '../../../../lib/curvature/operator.ts';
import {diagonal, reflected} from '../support.ts';

describe('inertia', () => {
  it('counts signs exactly where the steps are enough for every eigenvalue', async () => {
    const operator = probedOperator('spec', reflected([5, 2, 0, 0, -1, -4, -4]), {expected: () => 1});
    const {smallest, largest, index, zeros, isExact, floor} = await inertia(operator, {steps: 7, seed: 0});
    expect(isExact).to.equal(true);
    expect(smallest).to.be.closeTo(-4, 1e-4);
    expect(largest).to.be.closeTo(5, 1e-4);
    expect(floor).to.be.closeTo(5e-5, 1e-8);
    expect(index).to.deep.equal({value: 3, standardError: 0, low: 3, high: 3});
    expect(zeros).to.deep.equal({value: 2, standardError: 0});
  });

  it('estimates elsewhere, and says so', async () => {
    const values = Array.from({length: 400}, (_, i) => (i < 100 ? -1 - i / 100 : 1 + i / 400));
    const operator = probedOperator('spec', diagonal(values), {expected: () => 1});
    const {index, isExact, zeros, smallest} = await inertia(operator, {steps: 40, seed: 0});
    expect(isExact).to.equal(false);
    expect(smallest).to.be.closeTo(-1.99, 0.02);
    expect(index.value).to.be.closeTo(100, 10);
    expect(index.low).to.be.at.most(100);
    expect(index.high).to.be.at.least(100);
    expect(zeros.value).to.equal(0);
  });
});
