import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {bindingPath, isCheckout, locatePackage, packageRoot} from '../../../../lib/native/start/packages.ts';

describe('locatePackage', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-'));
    for (const parent of ['a', 'b']) {
      mkdirSync(join(folder, parent, 'node_modules', '@scope', 'thing'), {recursive: true});
      writeFileSync(join(folder, parent, 'node_modules', '@scope', 'thing', 'package.json'), '{}');
    }
    mkdirSync(join(folder, 'a', 'deep', 'down'), {recursive: true});
  });
  after(() => rmSync(folder, {recursive: true}));

  it('looks upwards from the first base, then from the next', () => {
    const base = (...parts: string[]): string => join(folder, ...parts, 'package.json');
    const found = (parent: string): string => join(folder, parent, 'node_modules', '@scope', 'thing');
    expect(locatePackage('@scope/thing', [base('a', 'deep', 'down')])).to.equal(found('a'));
    expect(locatePackage('@scope/thing', [base('b'), base('a')])).to.equal(found('b'));
    expect(locatePackage('@scope/thing', [base('empty'), base('a')])).to.equal(found('a'));
    expect(locatePackage('@scope/thing', [base('empty')])).to.equal(null);
  });

  it('finds the packages of this project without a base', () => {
    expect(locatePackage('@tensorflow/tfjs')).to.match(/tfjs$/);
    expect(locatePackage('no-such-package-anywhere')).to.equal(null);
  });
});

describe('packageRoot', () => {
  it('finds the folder of this package', () => {
    expect(existsSync(join(packageRoot(), 'lib', 'native', 'start', 'packages.ts'))).to.equal(true);
  });

  it('tells a checkout from an installed package', () => {
    expect(isCheckout()).to.equal(true);
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-'));
    try {
      expect(isCheckout(folder)).to.equal(false);
    } finally {
      rmSync(folder, {recursive: true});
    }
  });
});

describe('bindingPath', () => {
  it('knows where tfjs-node puts its binding', () => {
    expect(bindingPath('/p')).to.match(/p.lib.napi-v8.tfjs_binding\.node$/);
  });
});
