import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {expect} from 'chai';
import {malformedFiles} from '../../lib/data/support/malformed-files.ts';
import {run} from '../support/run.ts';

describe('data that cannot be used', () => {
  let folder: string;
  before(() => void (folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-malformed-'))));
  after(() => rmSync(folder, {recursive: true}));

  it('end the command with 2, a message without a stack, and no folder', async () => {
    for (const [i, [name, files, options]] of malformedFiles.entries()) {
      const place = join(folder, String(i));
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(place, path)), {recursive: true});
        writeFileSync(join(place, path), content);
      }
      const [first = 'd.csv'] = Object.keys(files);
      const data = join(place, first.split('/')[0]!);
      const {target, task, missing, ignore, categories, size, colour, test, testFraction} = options;
      const words = Object.entries({
        target: target?.endsWith('.npy') ? join(place, target) : target,
        task,
        missing,
        ignore: ignore?.join(),
        categories: categories?.join(),
        size: size?.join('x'),
        colour,
        test: test && join(place, test),
        'test-fraction': testFraction,
      }).flatMap(([option, value]) => (value === undefined ? [] : [`--${option}=${value}`]));
      const {result, out, err} = await run('train', '--data', data, ...words, '--out', join(folder, 'run'));
      expect([result, out], `${name}: ${err.join('\n')}`).to.deep.equal([2, []]);
      expect(err.join('\n'), name)
        .to.match(/^✖ /)
        .and.not.match(/\n\s+at /);
    }
    expect(existsSync(join(folder, 'run'))).to.equal(false);
    expect(malformedFiles.length).to.be.at.least(40);
  }).timeout(60_000);
});
