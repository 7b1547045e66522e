import {expect} from 'chai';
import {Lanczos} from '../../../../lib/curvature/lanczos/lanczos.ts';
import {probedOperator} from '../../../../lib/curvature/operator.ts';
import {dot} from '../../../../lib/curvature/vectors.ts';
import {diagonal, reflected} from '../support.ts';

const probed = (values: number[], make = reflected) =>
  probedOperator('spec', make(values), {expected: () => values.length});

async function steps(lanczos: Lanczos, count: number): Promise<void> {
  for (let step = 0; step < count; step++) await lanczos.step();
}

describe('Lanczos', () => {
  it('keeps its basis orthonormal long after values have converged', async () => {
    const values = Array.from({length: 600}, (_, i) => (i < 5 ? 50 - i : Math.sin(i) / 10));
    const lanczos = new Lanczos(
      probed(values),
      Float32Array.from(values, (_, i) => Math.cos(i)),
    );
    await steps(lanczos, 60);
    for (const [i, q] of lanczos.basis.entries())
      for (const [j, other] of lanczos.basis.entries())
        expect(Math.abs(dot(q, other) - (i === j ? 1 : 0))).to.be.below(2e-6);
    // Without ghosts: every outlier once.
    const outliers = Array.from(lanczos.ritz().values).filter((value) => value > 1);
    expect(outliers.map((value) => Math.round(value * 1e3) / 1e3)).to.deep.equal([46, 47, 48, 49, 50]);
  });

  it('has weights that sum to one and the moments of its start', async () => {
    const values = [1, 2, 3, 4, 5, 6];
    const start = Float32Array.from([1, 1, 1, 1, 1, 1]);
    const lanczos = new Lanczos(probed(values, diagonal), start);
    await steps(lanczos, 3);
    const {values: nodes, weights} = lanczos.ritz();
    const moment = (power: number) => nodes.reduce((sum, node, i) => sum + weights[i]! * node ** power, 0);
    // Exact up to degree 2 m - 1 = 5.
    for (let power = 0; power <= 5; power++) {
      const exact = values.reduce((sum, value) => sum + value ** power / 6, 0);
      expect(moment(power)).to.be.closeTo(exact, 1e-5 * exact);
    }
  });

  it('ends where the space is exhausted, and goes on from fresh directions where there are any', async () => {
    const values = [3, 3, 3, 1, 1];
    const start = Float32Array.from([1, 0.5, 2, 1, 3]);
    const alone = new Lanczos(probed(values, diagonal), start);
    await steps(alone, 5);
    expect(alone.isExhausted).to.equal(true);
    expect(alone.steps).to.equal(2);
    let seed = 0;
    const fresh = () => Float32Array.from(values, (_, i) => Math.sin(++seed + i));
    const whole = new Lanczos(probed(values, diagonal), start, {fresh});
    await steps(whole, 9);
    expect(whole.steps).to.equal(5);
    const found = Array.from(whole.ritz().values, (value) => Math.round(value * 1e5) / 1e5);
    expect(found).to.deep.equal([1, 1, 3, 3, 3]);
  });

  it('stays away from what is locked', async () => {
    const locked = [Float32Array.from([1, 0, 0])];
    const lanczos = new Lanczos(probed([9, 2, 1], diagonal), Float32Array.from([1, 1, 1]), {locked});
    await steps(lanczos, 3);
    expect(lanczos.steps).to.equal(2);
    expect(Array.from(lanczos.ritz().values, (value) => Math.round(value * 1e5) / 1e5)).to.deep.equal([1, 2]);
  });
});
