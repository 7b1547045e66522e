import {expect} from 'chai';
import {RunFolder} from '../../../scripts/run/folder/run-folder.ts';
import {byNumber} from '../../../scripts/run/point-store.ts';
import {
  knownPoints,
  openSurface,
  planeFileOf,
  surfacePoints,
  thePlane,
} from '../../../scripts/surface/surface-files.ts';
import {rejection} from '../../lib/landscape/support.ts';
import {inTemporaryFolder} from '../run/folder/temporary-folder.ts';

describe('surfacePoints', () => {
  it('knows the points of all processes, and writes each into its own file', () => {
    inTemporaryFolder((path) => {
      const folder = new RunFolder(path);
      expect(knownPoints(folder).size).to.equal(0);
      const group = (index: number) => byNumber([{index, measurement: {trainLoss: index, testLoss: Infinity}}]);
      surfacePoints(folder, 0).put(thePlane, group(3));
      surfacePoints(folder, 1).put(thePlane, group(1));
      expect([...knownPoints(folder)]).to.deep.equal([
        [3, {trainLoss: 3, testLoss: Infinity}],
        [1, {trainLoss: 1, testLoss: Infinity}],
      ]);
    });
  });
});

describe('planeFileOf', () => {
  it('is undefined before there is a plane, and the plane then', () => {
    inTemporaryFolder((path) => {
      const folder = new RunFolder(path);
      expect(planeFileOf(folder)).to.equal(undefined);
      const bare = {explainedVariance: null, eigenvalues: null, loss: 'softmaxCrossEntropy', batchNorm: null};
      const plane = {x: [0, 1], y: [0, 1], cosine: Number.NaN, ...bare, points: []};
      folder.writeJson('plane.json', plane);
      expect(planeFileOf(folder)).to.deep.equal(plane);
    });
  });
});

describe('openSurface', () => {
  it('says what a folder lacks', async () => {
    expect(await rejection(openSurface(new RunFolder('nowhere')))).to.match(/nowhere holds no surface/);
  });
});
