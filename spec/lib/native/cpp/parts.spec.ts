import {readdirSync} from 'node:fs';
import {basename, dirname} from 'node:path';
import {expect} from 'chai';
import {parts, sourcesDigest} from '../../../../lib/native/cpp/parts.ts';
import {firstThatRuns, run} from '../../../../scripts/native/run-program.ts';

const folder = dirname(parts[0]!.file);

describe('parts', () => {
  it('are the C++ files of the folder', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.cc'));
    expect(parts.map(({file}) => basename(file))).to.have.members(files);
    expect(parts.map(({name}) => `${name}.cc`)).to.have.members(files);
  });

  it('have a digest, which is that of every file', () => {
    expect(sourcesDigest()).to.match(/^[0-9a-f]{64}$/);
    expect(sourcesDigest()).to.equal(sourcesDigest());
    const digests = parts.map((_, i) => sourcesDigest(parts.toSpliced(i, 1)));
    expect(new Set([sourcesDigest(), ...digests]).size).to.equal(1 + parts.length);
    const [first, second, ...others] = parts;
    expect(sourcesDigest([{...first!, file: second!.file}, second!, ...others])).to.not.equal(sourcesDigest());
    expect(sourcesDigest([{...first!, flags: ['-O0']}, second!, ...others])).to.not.equal(sourcesDigest());
  });

  it('are formatted as the folder says', async function () {
    if ((await firstThatRuns([['clang-format']])) === null) {
      console.log('there is no clang-format here');
      this.skip();
    }
    const files = parts.map(({file}) => file);
    const {code, stderr} = await run('clang-format', ['--dry-run', '-Werror', ...files], {limit: 20});
    expect(stderr).to.equal('');
    expect(code).to.equal(0);
  });
});
