import {expect} from 'chai';
import {spectrumFigure} from '../../../../scripts/report/figures/spectrum.ts';
import {density, recordOf as record} from '../curvature/sample-record.ts';

describe('spectrumFigure', () => {
  it('draws the spectrum of the last moment of each label', () => {
    expect(spectrumFigure([record(5)])).to.equal(null);
    const figure = spectrumFigure([record(4, {density: {hessian: density, gaussNewton: density}})])!;
    expect(figure.panels).to.have.length(2);
    expect(figure.legend.map(({label}) => label)).to.include('Gauss-Newton');
    for (const {svg} of figure.panels)
      expect(svg)
        .to.match(/#0072B2/i)
        .and.match(/#D55E00/i);
  });

  const peak = (at: number, size: number) => Math.exp(-((at - size) ** 2) / 0.02);
  /** A density by magnitude on an axis of 120 decades, with all of it at some of them. */
  const magnitudes = (...places: number[]) => {
    const x = Array.from({length: 2401}, (_, i) => (i - 1200) / 20);
    const positive = x.map((at) => places.reduce((sum, place) => sum + peak(at, place), 0));
    return {...density, logarithmic: {x, positive, negative: x.map(() => 0), sigma: 0.1, floor: 1e-5}};
  };
  const drawn = (hessian: typeof density & {isExact?: true}) =>
    spectrumFigure([record(4, {density: {hessian, gaussNewton: hessian}})])!;

  it('says that there is a bulk at zero and a negative side only where there are', () => {
    expect(drawn(magnitudes(-5, -4, 1)).explanation).to.match(/^Most eigenvalues lie in a bulk at zero/);
    const definite = {...magnitudes(0.5, 1), negativeMass: {value: 0, low: 0, high: 0}, draws: 1, steps: 3};
    const {explanation} = drawn({...definite, isExact: true});
    expect(explanation)
      .to.match(/^The largest eigenvalues were also found one by one/)
      .and.not.match(/bulk|negative/);
    expect(explanation).to.match(/Lanczos to the full size, all 3 eigenvalues, each a peak\.$/);
  });

  it('draws magnitudes from the floor to the greatest alone', () => {
    const {svg} = drawn(magnitudes(-5, 1)).panels[1]!;
    const powers = [...svg.matchAll(/>1e(-|\u2212)?(\d+)</g)].map(([, sign, power]) => (sign ? -1 : 1) * Number(power));
    expect(powers).to.have.length.above(3);
    expect(Math.min(...powers)).to.be.at.least(-5);
    expect(Math.max(...powers)).to.be.at.most(1);
  });
});
