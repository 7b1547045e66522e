import {expect} from 'chai';
import {hagerZhang} from '../../../../optimizers/solvers/line-search/hager-zhang.ts';
import {downhill, moreThuente, parabola, searched, walled, wrong, type Curve, type Searched} from './lines.ts';

/** Asserts the conditions of Wolfe, or the approximate ones, of a point that was found. */
function isWolfe({start, point}: Searched, decrease = 0.1, curvature = 0.9): void {
  expect(point).to.not.equal(null);
  const {step, value, slope} = point!;
  expect(step).to.be.above(0);
  expect(slope).to.be.at.least(curvature * start.slope);
  const isPlain = value <= start.value + decrease * step * start.slope;
  const ceiling = start.value + 1e-6 * Math.abs(start.value);
  if (!isPlain) {
    expect(value).to.be.at.most(ceiling);
    expect(slope).to.be.at.most((2 * decrease - 1) * start.slope);
  }
}

describe('hagerZhang', () => {
  for (const [name, curve] of Object.entries(moreThuente)) {
    for (const first of [1e-3, 0.1, 10, 1000]) {
      it(`meets its conditions on ${name} from ${first}`, () => {
        const found = searched(hagerZhang(), curve, first);
        isWolfe(found);
        expect(found.evaluations).to.be.at.most(name === 'a fifth power' ? 20 : 12);
        isWolfe(searched(hagerZhang({curvature: 0.11}), curve, first), 0.1, 0.11);
      });
    }
  }

  it('takes the first step where that is good', () => {
    expect(searched(hagerZhang(), parabola(1), 1).evaluations).to.equal(1);
    expect(searched(hagerZhang(), parabola(1), 0.15).evaluations).to.equal(1);
  });

  it('finds minima far away and near, by secants', () => {
    for (const least of [1e-6, 1e-3, 1e5, 1e9]) {
      const found = searched(hagerZhang({curvature: 0.2}), parabola(least), 1);
      isWolfe(found, 0.1, 0.2);
      expect(found.evaluations, `${least}`).to.be.at.most(14);
    }
  });

  it('takes NaN for a step too long, before the minimum and behind it', () => {
    for (const wall of [1.75, 2, 1e-3]) {
      for (const first of [0.5, 3, 100, 1e6]) {
        const found = searched(hagerZhang({curvature: 0.2}), walled(parabola(1.7), wall), first);
        if (wall > 1.7) isWolfe(found, 0.1, 0.2);
        else expect(found.point!.step).to.be.within(0.5 * wall, wall);
        expect(found.evaluations).to.be.at.most(25);
      }
    }
  });

  it('goes back where the loss is too great though the slope leads down', () => {
    // Down to a valley at 1, over a hill at 3, down again, but above the start.
    const curve: Curve = {
      value: (a) => (a < 4 ? -Math.cos(a) * Math.sin(a) - 0.4 * a + a * a * 0.3 : 10 - a),
      slope: (a) => (a < 4 ? -Math.cos(2 * a) - 0.4 + 0.6 * a : -1),
    };
    const found = searched(hagerZhang(), curve, 5);
    isWolfe(found);
    expect(found.point!.step).to.be.below(2);
  });

  it('tells steps apart by their slopes where the losses are all the same', () => {
    const curve: Curve = {value: () => 1, slope: (a) => 1e-9 * (a - 1)};
    for (const first of [1e-2, 1, 100]) {
      const found = searched(hagerZhang(), curve, first);
      isWolfe(found);
      expect(found.point!.step).to.be.within(0.1, 1.8);
    }
    // Losses that grow by more than rounding are no noise.
    const higher: Curve = {...curve, value: (a) => (a > 0 ? 1 + 1e-5 : 1)};
    expect(searched(hagerZhang(), higher, 1).point).to.equal(null);
  });

  it('gives what is least where it comes to no end, and null where nothing is lower', () => {
    const fallen = searched(hagerZhang(), downhill, 1);
    expect(fallen.evaluations).to.equal(25);
    expect(fallen.point!.step).to.be.above(1e10);
    expect(searched(hagerZhang(), wrong, 1).point).to.equal(null);
    expect(searched(hagerZhang(), walled(downhill, 0), 1)).to.deep.include({point: null, evaluations: 25});
    for (const first of [0, Number.NaN, Infinity]) {
      expect(searched(hagerZhang(), parabola(1), first).evaluations).to.be.at.most(25);
    }
  });

  it('takes no loss for lower that is lower by rounding alone', () => {
    const curve = (drop: number): Curve => ({value: (a) => (a > 0 ? 1 - drop : 1), slope: () => -1});
    expect(searched(hagerZhang(), curve(5e-7), 1).point).to.equal(null);
    expect(searched(hagerZhang(), curve(5e-6), 1).point!.value).to.equal(1 - 5e-6);
  });

  it('does not run against a wall again and again', () => {
    // The slope is no use until near the wall.
    const curve = walled({value: (a) => -(a ** 4), slope: (a) => -1e-6 - 4 * a ** 3}, 1);
    const {point, evaluations} = searched(hagerZhang(), curve, 1e-3);
    expect(point!.step).to.be.above(0.99);
    expect(evaluations).to.be.at.most(25);
  });

  it('refuses options out of their ranges', () => {
    expect(() => hagerZhang({decrease: 0.5})).to.throw(RangeError, /^hagerZhang: decrease/);
    expect(() => hagerZhang({curvature: 0})).to.throw(RangeError, /^hagerZhang: curvature/);
    expect(hagerZhang({decrease: 0.2}).config).to.deep.equal({name: 'hagerZhang', decrease: 0.2, curvature: 0.9});
  });
});
