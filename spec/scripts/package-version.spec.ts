import {readFileSync} from 'node:fs';
import {expect} from 'chai';
import {packageVersion} from '../../scripts/package-version.ts';

describe('packageVersion', () => {
  it('is the version in package.json', () => {
    const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {version: string};
    expect(packageVersion).to.equal(version);
  });
});
