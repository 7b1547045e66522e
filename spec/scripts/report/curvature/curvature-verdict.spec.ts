import {expect} from 'chai';
import type {CurvatureRecord} from '../../../../scripts/report/curvature/record.ts';
import {curvatureVerdict} from '../../../../scripts/report/curvature/curvature-verdict.ts';
import {curvatureAlongFigure} from '../../../../scripts/report/figures/curvature-along.ts';
import {spectrumFigure} from '../../../../scripts/report/figures/spectrum.ts';
import {curvatureSection} from '../../../../scripts/report/sections/curvature-words.ts';
import {sampleRecord} from './sample-record.ts';

const record = (largest: number, changes: Partial<CurvatureRecord> = {}): CurvatureRecord =>
  sampleRecord({
    label: 'sgd <1>',
    top: {
      hessian: {values: [largest, largest / 2, largest / 20], residuals: [0.01, 0.01, 0.01]},
      smallest: {values: [-0.001], residuals: [0.01]},
    },
    ...changes,
  });

const density = {
  linear: {x: [-1, 0, 1, 2], density: [0, 1, 0.5, 0], sigma: 0.5},
  logarithmic: {x: [-2, -1, 0], positive: [0.1, 0.5, 0.1], negative: [0, 0.1, 0], sigma: 0.1, floor: 1e-3},
  draws: 2,
  steps: 10,
  negativeMass: {value: 0.25, low: 0.1, high: 0.4},
};

describe('curvatureVerdict', () => {
  it('compares the largest eigenvalue with 2 / rate', () => {
    const words = (largest: number) => curvatureVerdict(record(largest)).join('\n');
    expect(words(5)).to.match(/below the edge of stability: the largest eigenvalue 5 against 2 \/ rate = 20/);
    expect(words(19)).to.match(/at the edge of stability/);
    expect(words(40)).to.match(/above the edge of stability/);
    expect(curvatureVerdict(record(5, {learningRate: null})).join()).not.to.match(/edge/);
  });

  it('tells the gap, the trace, the negative share and the verdict of the expansion', () => {
    const words = curvatureVerdict(
      record(5, {
        trace: {value: 12, margin: 0.5, method: 'hutch++'},
        density: {hessian: density},
        taylor: {curvature: 1, stoppingRate: 2, gradientNorm: 1, rate: 0.1, verdict: 'not ill-conditioned', steps: []},
      }),
    );
    expect(words.join('\n')).to.match(/of the 3 largest of 50, the widest gap is after number 2, by a factor of 10/);
    expect(words).to.include('trace 12 \u00b1 0.5 (hutch++)');
    expect(words).to.include('25 % of the eigenvalues are negative, between 10 % and 40 % by the nodes');
    expect(words).to.include('not ill-conditioned');
  });
});

describe('figures of curvature', () => {
  it('draw the spectrum of the last moment of each label', () => {
    expect(spectrumFigure([record(5)])).to.equal(null);
    const figure = spectrumFigure([record(4, {density: {hessian: density, gaussNewton: density}})])!;
    expect(figure.panels).to.have.length(2);
    expect(figure.legend.map(({label}) => label)).to.include('Gauss-Newton');
    for (const {svg} of figure.panels)
      expect(svg)
        .to.match(/#0072B2/i)
        .and.match(/#D55E00/i);
  });

  it('draw the course of the training with the edge of stability', () => {
    expect(curvatureAlongFigure([record(5)])).to.equal(null);
    const figure = curvatureAlongFigure([record(5, {epoch: 0}), record(9, {epoch: 1})])!;
    expect(figure.panels.map(({title}) => title)).to.deep.equal(['Largest eigenvalue']);
    expect(figure.legend.map(({label}) => label)).to.deep.equal(['sgd <1>', '2 / rate']);
  });

  it('escape every text of the section', () => {
    expect(String(curvatureSection([record(5)])))
      .to.contain('sgd &lt;1&gt;, seed 1, after 2 epochs')
      .and.not.contain('<1>');
  });
});
