import {expect} from 'chai';
import {curvatureVerdict} from '../../../../scripts/report/curvature/curvature-verdict.ts';
import {density, recordOf as record} from './sample-record.ts';

describe('curvatureVerdict', () => {
  it('compares the largest eigenvalue with the edge of the optimizer, where it has one', () => {
    const words = (largest: number) => curvatureVerdict(record(largest)).join('\n');
    expect(words(5)).to.match(/below the edge of stability: the largest eigenvalue 5 against 2 \/ rate = 20/);
    expect(words(19)).to.match(/at the edge of stability/);
    expect(words(40)).to.match(/above the edge of stability/);
    const {edge: _edge, ...adaptive} = record(5);
    expect(curvatureVerdict(adaptive).join()).not.to.match(/edge/);
  });

  it('says from where on an eigenvalue is far below zero, and a rate at the edge', () => {
    const words = (largest: number) => curvatureVerdict(record(largest)).join('\n');
    // The smallest is -0.001, and the rate 0.1.
    expect(words(5)).to.contain(
      'smallest eigenvalue \u22120.001: none is far below zero (less than \u22120.05, 1 % of the largest in size)',
    );
    expect(words(0.05)).to.contain(
      'smallest eigenvalue \u22120.001: the loss curves downwards somewhere (less than \u22120.0005, 1 % of the largest in size)',
    );
    expect(words(19)).to.contain(
      'at the edge of stability: the largest eigenvalue 19 against 2 / rate = 20 (at the edge within a factor of 1.25)',
    );
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
    expect(words).to.include(
      'between 10 % and 40 % of the eigenvalues are negative by the nodes: too many are near zero to tell',
    );
    expect(words).to.include('not ill-conditioned');
  });

  it('counts the negative eigenvalues where all are known, and gives bounds alone where these are far apart', () => {
    const share = (changes: object) => curvatureVerdict(record(5, {density: {hessian: {...density, ...changes}}}));
    const none = {value: 0, low: 0, high: 0};
    expect(share({isExact: true, negativeMass: none})).to.include(
      'negative eigenvalues: 0 of 50, all of which are known',
    );
    expect(share({negativeMass: {value: 0.09, low: 0.08, high: 0.8}})).to.include(
      'between 8 % and 80 % of the eigenvalues are negative by the nodes: too many are near zero to tell',
    );
  });

  it('judges no rate where none was given', () => {
    const verdict = 'not ill-conditioned at a rate of 0.01';
    const taylor = {curvature: 4, stoppingRate: 0.5, gradientNorm: 1, rate: 0.01, verdict, steps: []};
    const words = curvatureVerdict(record(5, {learningRate: null, taylor}));
    expect(words).not.to.include(verdict);
    expect(words).to.include('progress along the gradient stops at a rate of 0.5');
    const downwards = {...taylor, curvature: -1};
    expect(curvatureVerdict(record(5, {learningRate: null, taylor: downwards}))).to.include(verdict);
  });
});
