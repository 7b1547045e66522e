import {expect} from 'chai';
import {pathMeasures, type PathMeasures} from '../../../lib/landscape/index.ts';
import {pathsDocument, studySummary} from '../../../scripts/interpolate/study-document.ts';

const points = [
  {alpha: 0, trainLoss: 2, testLoss: Infinity, trainAccuracy: 0.5, testAccuracy: null},
  {alpha: 1, trainLoss: 1, testLoss: 3, trainAccuracy: 1, testAccuracy: null},
];
const measures: PathMeasures = {...pathMeasures([2, 1], {alphas: [0, 1]}), largestBump: Number.NaN};

describe('pathsDocument', () => {
  it('has an entry for each path and split, with null for what JSON cannot hold', () => {
    const path = {optimizer: 'sgd', seed: 1, control: null, points, train: measures, test: measures};
    const document = pathsDocument('runs/x', [path, {...path, seed: 2, test: null}]);
    const entry = {optimizer: 'sgd', control: null, alphas: [0, 1], monotone: true, largestBump: null, argmin: 1};
    expect(JSON.parse(JSON.stringify(document))).to.deep.equal({
      out: 'runs/x',
      paths: [
        {...entry, seed: 1, split: 'train', loss: [2, 1], accuracy: [0.5, 1]},
        {...entry, seed: 1, split: 'test', loss: [null, 3], accuracy: [null, null]},
        {...entry, seed: 2, split: 'train', loss: [2, 1], accuracy: [0.5, 1]},
      ],
    });
  });
});

describe('studySummary', () => {
  it('keeps measures and the last epoch, and leaves points and histories out', () => {
    const study = {
      tolerance: 1e-6,
      batchNorm: null,
      notAligned: 'why',
      runs: [{optimizer: 'sgd', seed: 1, diverged: false, history: [{epoch: 0}, {epoch: 1}]}],
      paths: [{optimizer: 'sgd', points, train: measures}],
      pairs: [],
    };
    expect(studySummary(study as never, 'monotone')).to.deep.equal({
      verdict: 'monotone',
      tolerance: 1e-6,
      batchNorm: null,
      notAligned: 'why',
      runs: [{optimizer: 'sgd', seed: 1, diverged: false, last: {epoch: 1}}],
      paths: [{optimizer: 'sgd', train: measures}],
      pairs: [],
    });
  });
});
