import {expect} from 'chai';
import {strongWolfe} from '../../../../optimizers/solvers/line-search/strong-wolfe.ts';
import {downhill, moreThuente, parabola, searched, walled, wrong, type Curve, type Searched} from './lines.ts';

/** Asserts the conditions of Wolfe of a point that was found. */
function isStrong({start, point}: Searched, decrease: number, curvature: number): void {
  expect(point).to.not.equal(null);
  const {step, value, slope} = point!;
  expect(step).to.be.above(0);
  expect(value).to.be.at.most(start.value + decrease * step * start.slope + 1e-6 * Math.abs(start.value));
  expect(Math.abs(slope)).to.be.at.most(-curvature * start.slope);
}

describe('strongWolfe', () => {
  // The parameters of the authors' tables.
  const strict: Readonly<Record<string, readonly [number, number]>> = {
    'a fraction': [1e-3, 0.1],
    'a fifth power': [0.1, 0.1],
    waves: [0.1, 0.1],
    'a valley in the middle': [1e-3, 1e-3],
    'a valley to the right': [1e-3, 1e-3],
    'a valley to the left': [1e-3, 1e-3],
  };
  for (const [name, curve] of Object.entries(moreThuente)) {
    for (const first of [1e-3, 0.1, 10, 1000]) {
      it(`meets its conditions on ${name} from ${first}`, () => {
        const [decrease, curvature] = strict[name]!;
        const found = searched(strongWolfe({decrease, curvature}), curve, first);
        // As near as float32 tells steps apart, where the start is so flat that the slope asked for is nearer.
        if (name === 'a fifth power') expect(found.point!.step / 1.596 - 1).to.be.within(-1e-6, 1e-6);
        else isStrong(found, decrease, curvature);
        expect(found.evaluations).to.be.at.most(25);
        const loose = searched(strongWolfe(), curve, first);
        if (name !== 'a fifth power') isStrong(loose, 1e-4, 0.9);
        expect(loose.evaluations).to.be.at.most(name === 'a fifth power' ? 25 : 12);
      });
    }
  }

  it('takes the first step where that is good, and the least point of a parabola at the second try', () => {
    expect(searched(strongWolfe(), parabola(1), 1.2)).to.deep.include({evaluations: 1});
    const second = searched(strongWolfe({curvature: 0.1}), parabola(3), 1);
    expect(second.evaluations).to.equal(2);
    expect(second.point!.step).to.be.closeTo(3, 1e-9);
    const back = searched(strongWolfe({curvature: 0.1}), parabola(3), 20);
    expect(back.evaluations).to.equal(2);
    expect(back.point!.step).to.be.closeTo(3, 1e-9);
  });

  it('finds minima far away and near', () => {
    for (const least of [1e-6, 1e-3, 1e5, 1e9]) {
      const found = searched(strongWolfe({curvature: 0.1}), parabola(least), 1);
      isStrong(found, 1e-4, 0.1);
      expect(found.evaluations, `${least}`).to.be.at.most(16);
    }
  });

  it('takes NaN for a step too long, before the minimum and behind it', () => {
    for (const wall of [1.75, 2, 1e-3]) {
      for (const first of [0.5, 3, 100, 1e6]) {
        const found = searched(strongWolfe({curvature: 0.1}), walled(parabola(1.7), wall), first);
        if (wall > 1.7) isStrong(found, 1e-4, 0.1);
        else expect(found.point!.step).to.be.within(0.1 * wall, wall);
        expect(found.evaluations).to.be.at.most(25);
      }
    }
    // The loss alone tells nothing where the slope is NaN.
    const curve: Curve = {value: parabola(1).value, slope: (a) => (a > 0.9 ? Number.NaN : 2 * (a - 1))};
    isStrong(searched(strongWolfe(), curve, 1), 1e-4, 0.9);
  });

  it('gives what is least where it comes to no end, and null where nothing is lower', () => {
    const fallen = searched(strongWolfe(), downhill, 1);
    expect(fallen.evaluations).to.equal(25);
    expect(fallen.point!.step).to.be.above(1e10);
    const up = searched(strongWolfe(), wrong, 1);
    expect(up.point).to.equal(null);
    expect(up.evaluations).to.be.at.most(25);
    const nowhere = searched(strongWolfe(), walled(downhill, 0), 1);
    expect(nowhere).to.deep.include({point: null, evaluations: 25});
    for (const first of [0, Number.NaN, Infinity]) {
      expect(searched(strongWolfe(), parabola(1), first).evaluations).to.be.at.most(25);
    }
  });

  it('leaves a level start that bends downwards', () => {
    const curve: Curve = {value: (a) => a ** 4 - a ** 2, slope: (a) => 4 * a ** 3 - 2 * a};
    const {point} = searched(strongWolfe(), curve, 1);
    expect(point!.value).to.be.below(-0.2);
  });

  it('counts decreases below rounding as none lost, relative to the loss', () => {
    for (const scale of [1e-9, 1, 1e9]) {
      const curve: Curve = {
        value: (a) => scale * (1 + 5e-7 * (a > 0 ? 1 : 0)),
        slope: (a) => scale * 1e-5 * (a - 1),
      };
      expect(searched(strongWolfe(), curve, 0.9).point!.step).to.equal(0.9);
      const higher: Curve = {...curve, value: (a) => scale * (1 + 5e-6 * (a > 0 ? 1 : 0))};
      expect(searched(strongWolfe(), higher, 0.9).point).to.equal(null);
    }
  });

  it('refuses options out of their ranges', () => {
    expect(() => strongWolfe({decrease: 0.5})).to.throw(RangeError, /^strongWolfe: decrease/);
    expect(() => strongWolfe({curvature: 1})).to.throw(RangeError, /^strongWolfe: curvature/);
    expect(strongWolfe({curvature: 0.5}).config).to.deep.equal({name: 'strongWolfe', decrease: 1e-4, curvature: 0.5});
  });
});
