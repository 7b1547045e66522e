import {expect} from 'chai';
import {backtracking} from '../../../../optimizers/solvers/line-search/backtracking.ts';
import {downhill, moreThuente, parabola, searched, walled, wrong, type Curve} from './lines.ts';

describe('backtracking', () => {
  for (const [name, curve] of Object.entries(moreThuente)) {
    for (const first of [1e-3, 0.1, 10, 1000]) {
      it(`lowers ${name} enough from ${first}`, () => {
        const {start, point, evaluations} = searched(backtracking(), curve, first);
        expect(point!.step).to.be.within(0, first);
        expect(point!.value).to.be.at.most(
          start.value + 1e-4 * point!.step * start.slope + 1e-6 * Math.abs(start.value),
        );
        expect(evaluations).to.be.at.most(12);
      });
    }
  }

  it('takes the first step where it lowers the loss enough, the least point of a parabola where that is within reach', () => {
    expect(searched(backtracking(), parabola(1), 1.9)).to.deep.include({evaluations: 1});
    const {point, evaluations} = searched(backtracking(), parabola(1), 4);
    expect(point!.step).to.be.closeTo(1, 1e-12);
    expect(evaluations).to.equal(2);
    // At most to a tenth, and at least by the factor.
    expect(searched(backtracking(), parabola(1), 1e6).evaluations).to.be.at.most(8);
    expect(searched(backtracking(), parabola(0.1), 10).point!.step).to.be.closeTo(0.1, 1e-12);
    const steps: number[] = [];
    const up: Curve = {
      value: (a) => {
        steps.push(a);
        return a > 0.3 ? 1 : 1 - a;
      },
      slope: () => -1,
    };
    searched(backtracking({factor: 0.4}), up, 1);
    expect(steps.slice(0, 4)).to.deep.equal([0, 1, 0.4, 0.4 * 0.4]);
  });

  it('asks for the decrease that its option says', () => {
    // phi(a) = phi(0) + c a phi'(0) holds up to a = 2 (1 - c).
    expect(searched(backtracking({decrease: 0.5}), parabola(1), 0.99).evaluations).to.equal(1);
    expect(searched(backtracking({decrease: 0.5}), parabola(1), 1.01).evaluations).to.equal(2);
  });

  it('counts decreases below rounding as none lost, relative to the loss', () => {
    for (const scale of [1e-9, 1, 1e9]) {
      const noisy = (noise: number): Curve => ({
        value: (a) => scale * (1 + (a > 0 ? noise : 0)),
        slope: () => -scale * 1e-5,
      });
      expect(searched(backtracking(), noisy(5e-7), 1)).to.deep.include({evaluations: 1});
      expect(searched(backtracking(), noisy(5e-6), 1).point).to.equal(null);
    }
  });

  it('takes NaN for a step too long', () => {
    for (const first of [3, 100, 1e6]) {
      const {point} = searched(backtracking(), walled(parabola(1.7), 2), first);
      expect(point!.step).to.be.within(0.5, 2);
    }
    const curve: Curve = {value: parabola(1).value, slope: (a) => (a > 0.9 ? Number.NaN : 2 * (a - 1))};
    expect(searched(backtracking(), curve, 1).point!.step).to.be.within(0.4, 0.9);
  });

  it('gives null where nothing is lower, and never more than the first step', () => {
    expect(searched(backtracking(), wrong, 1)).to.deep.include({point: null, evaluations: 25});
    expect(searched(backtracking(), walled(downhill, 0), 1)).to.deep.include({point: null, evaluations: 25});
    expect(searched(backtracking(), downhill, 1)).to.deep.include({evaluations: 1});
    expect(searched(backtracking(), parabola(1), 0)).to.deep.include({point: null, evaluations: 0});
    expect(searched(backtracking(), parabola(1), Number.NaN)).to.deep.include({point: null, evaluations: 0});
  });

  it('refuses options out of their ranges', () => {
    expect(() => backtracking({decrease: 1})).to.throw(RangeError, /^backtracking: decrease/);
    expect(() => backtracking({factor: 0})).to.throw(RangeError, /^backtracking: factor/);
  });
});
