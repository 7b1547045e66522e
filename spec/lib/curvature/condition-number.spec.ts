import {expect} from 'chai';
import {conditionNumber} from '../../../lib/curvature/index.ts';
import {diagonal, reflected, rejection} from './support.ts';

describe('conditionNumber', () => {
  it('is the number itself where every eigenvalue is resolved', async () => {
    const found = await conditionNumber({operator: reflected([50, -20, 4, -0.5, 3])});
    expect(found.conditionNumber).to.be.closeTo(100, 1e-2);
    expect(found.largest).to.be.closeTo(50, 1e-4);
    expect(found.smallest).to.be.closeTo(-0.5, 1e-4);
    expect(found.isComplete).to.equal(true);
    expect(found.unresolvedMass).to.equal(0);
    expect(found.note).to.equal('every eigenvalue is resolved');
    expect(found.products).to.equal(5);
  });

  it('counts what is zero as not resolved', async () => {
    const found = await conditionNumber({operator: reflected([10, 5, 1, 0, 0, 0])});
    expect(found.conditionNumber).to.be.closeTo(10, 1e-3);
    expect(found.isComplete).to.equal(false);
    expect(found.resolved).to.equal(3);
    expect(found.note).to.match(/^3 eigenvalues, .* are not resolved.*infinite if one is zero/);
  });

  it('is a lower bound for a large matrix, and says how much is missing', async () => {
    const values = Array.from({length: 3000}, (_, i) => (i < 5 ? 100 - i : 0.001 + i / 3000));
    const found = await conditionNumber({operator: reflected(values), steps: 40});
    expect(found.conditionNumber)
      .to.be.above(50)
      .and.below(100 / 0.0026);
    expect(found.isComplete).to.equal(false);
    expect(found.unresolvedMass).to.be.above(0.5).and.below(1);
    expect(values.some((value) => Math.abs(value - found.smallest) <= found.residual)).to.equal(true);
  });

  it('refuses a matrix of zeros and what makes no sense', async () => {
    const operator = diagonal([0, 0]);
    expect((await rejection(conditionNumber({operator}))).message).to.match(/the matrix must not be zero/);
    expect((await rejection(conditionNumber({operator, steps: 1}))).message).to.match(
      /conditionNumber: steps must be a whole number >= 2, received 1/,
    );
    expect((await rejection(conditionNumber({operator, tolerance: 1}))).message).to.match(/tolerance must be .* < 1/);
  });
});
