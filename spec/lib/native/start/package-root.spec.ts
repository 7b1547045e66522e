import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {isCheckout, packageRoot} from '../../../../lib/native/start/package-root.ts';

describe('package-root', () => {
  it('finds the folder of this package', () => {
    expect(existsSync(join(packageRoot(), 'lib', 'native', 'start', 'package-root.ts'))).to.equal(true);
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
