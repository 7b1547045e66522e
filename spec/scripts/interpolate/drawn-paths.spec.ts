import {expect} from 'chai';
import {drawnPaths, pathEnds, pathsRow, splitLines} from '../../../scripts/interpolate/drawn-paths.ts';

const path = {
  points: [
    {alpha: 0, trainLoss: 2, trainAccuracy: 0.1, testLoss: 3, testAccuracy: null},
    {alpha: 1, trainLoss: 1, trainAccuracy: 0.9, testLoss: Number.NaN, testAccuracy: null},
  ],
};

describe('drawnPaths', () => {
  it('is a solid line for the training set and a dashed one for the test set, as splitLines says', () => {
    const [train, test, ...others] = drawnPaths(path, {label: 'sgd', seed: 3, measured: 'Loss'});
    expect(train).to.deep.equal({
      label: 'sgd',
      seed: 3,
      line: 'solid',
      points: [
        {alpha: 0, value: 2},
        {alpha: 1, value: 1},
      ],
    });
    expect(test!.line).to.equal('dashed');
    expect(test!.points.map(({value}) => value)).to.deep.equal([3, Number.NaN]);
    expect(others).to.deep.equal([]);
    expect([splitLines[train!.line], splitLines[test!.line]]).to.deep.equal(['training set', 'test set']);
  });

  it('leaves out what was not measured', () => {
    const lines = drawnPaths(path, {label: 'sgd', seed: null, measured: 'Accuracy'});
    expect(lines.map(({line}) => line)).to.deep.equal(['solid']);
  });
});

describe('pathsRow', () => {
  it('has the loss and the accuracy of the same lines under one title', () => {
    const row = pathsRow('Row', (measured) => drawnPaths(path, {label: 'sgd', seed: 1, measured}));
    expect(row.title).to.equal('Row');
    expect([row.loss, row.accuracy].map((lines) => lines.map(({points}) => points[0]!.value))).to.deep.equal([
      [2, 3],
      [0.1],
    ]);
  });
});

describe('pathEnds', () => {
  it('are where a path starts and where it ends', () => {
    expect(pathEnds('start', 'trained')).to.deep.equal([
      {alpha: 0, name: 'start'},
      {alpha: 1, name: 'trained'},
    ]);
  });
});
