import {fileURLToPath} from 'node:url';
import {expect} from 'chai';
import {parts, sourceFiles, sourcesDigest} from '../../../../lib/native/cpp/parts.ts';
import {firstThatRuns, run} from '../../../../scripts/native/run-program.ts';

const folder = fileURLToPath(new URL('../../../../lib/native/cpp/', import.meta.url));

describe('parts', () => {
  it('are made of the files of the folder', () => {
    const made = parts.map(({name}) => (name === 'rule-loops' ? 'rule-passes.txt' : `${name}.cc`));
    expect(sourceFiles()).to.have.members([...made, 'program.h']);
    for (const {name, source} of parts) expect(source(), name).to.match(/^(?:\/\/|#include) /);
  });

  it('have a digest, which is that of every file', () => {
    expect(sourcesDigest()).to.match(/^[0-9a-f]{64}$/);
    expect(sourcesDigest()).to.equal(sourcesDigest());
    const digests = parts.map((_, i) => sourcesDigest(parts.toSpliced(i, 1)));
    expect(new Set([sourcesDigest(), ...digests]).size).to.equal(1 + parts.length);
    const [first, second, ...others] = parts;
    expect(sourcesDigest([{...first!, source: second!.source}, second!, ...others])).to.not.equal(sourcesDigest());
    expect(sourcesDigest([{...first!, flags: ['-O0']}, second!, ...others])).to.not.equal(sourcesDigest());
  });

  it('are formatted as the folder says', async function () {
    if ((await firstThatRuns([['clang-format']])) === null) {
      console.log('there is no clang-format here');
      this.skip();
    }
    const files = sourceFiles().flatMap((name) => (/\.(?:cc|h)$/.test(name) ? [`${folder}${name}`] : []));
    const {code, stderr} = await run('clang-format', ['--dry-run', '-Werror', ...files], {limit: 20});
    expect(stderr).to.equal('');
    expect(code).to.equal(0);
  });
});
