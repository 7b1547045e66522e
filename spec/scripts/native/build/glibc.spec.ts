import {expect} from 'chai';
import {glibcVersion} from '../../../../scripts/native/build/glibc.ts';

describe('glibcVersion', () => {
  it('is a version on GNU systems and nothing elsewhere', () => {
    const version = glibcVersion();
    if (process.platform !== 'linux') expect(version).to.equal(null);
    else if (version !== null) expect(version).to.match(/^2\.\d+/);
  });
});
