import {expect} from 'chai';
import {pointNames} from '../../../scripts/surface/point-names.ts';

describe('pointNames', () => {
  it('are the ends of the paths, as long as it takes to tell them apart', () => {
    expect(pointNames(['/r/adam/seed1', '/r/sgd/seed1', '/r@best'])).to.deep.equal([
      'adam/seed1',
      'sgd/seed1',
      'r@best',
    ]);
    expect(pointNames(['/a/model', '/b/model', '/c.ckpt'])).to.deep.equal(['a/model', 'b/model', 'c.ckpt']);
    expect(pointNames(['/r/adam/seed1/fold2@best', '/r/adam/seed2'])).to.deep.equal([
      'adam/seed1/fold2@best',
      'adam/seed2',
    ]);
  });

  it('are whole paths where one is given twice', () => {
    expect(pointNames(['/a/b', '/a/b'])).to.deep.equal(['a/b', 'a/b']);
  });
});
