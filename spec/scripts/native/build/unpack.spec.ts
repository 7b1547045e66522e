import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {unpackWheel} from '../../../../scripts/native/build/unpack.ts';
import {firstThatRuns, run} from '../../../../scripts/native/run.ts';

describe('unpackWheel', () => {
  it('takes the libraries and the headers, nothing else', async function () {
    const python = await firstThatRuns([['python3'], ['python']]);
    if (python === null) {
      console.log('there is no Python here');
      this.skip();
    }
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-'));
    try {
      const wheel = join(folder, 'a.whl');
      const names = [
        'tensorflow/libtensorflow_cc.so.2',
        'tensorflow/libtensorflow_framework.so.2',
        'tensorflow/include/tensorflow/c/eager/c_api.h',
        'tensorflow/include/Eigen/Core',
        'tensorflow/libtensorflow_other.so',
        'tensorflow/python/keras.py',
      ];
      const make =
        'import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1], "w")\nfor n in sys.argv[2:]: z.writestr(n, "in " + n)';
      await run(python[0]!, ['-c', make, wheel, ...names], {limit: 20});
      const target = join(folder, 'out');
      await unpackWheel(python, wheel, target);
      for (const name of names.slice(0, 4)) expect(readFileSync(join(target, name), 'utf8')).to.equal(`in ${name}`);
      for (const name of names.slice(4)) expect(existsSync(join(target, name))).to.equal(false);
      expect(readdirSync(join(target, 'tensorflow')).sort()).to.deep.equal([
        'include',
        'libtensorflow_cc.so.2',
        'libtensorflow_framework.so.2',
      ]);
      writeFileSync(wheel, 'no archive');
      const error = await unpackWheel(python, wheel, target).catch((caught: unknown) => caught);
      expect((error as Error).message).to.match(/could not be unpacked \(.*not a zip file/i);
    } finally {
      rmSync(folder, {recursive: true});
    }
  });
});
