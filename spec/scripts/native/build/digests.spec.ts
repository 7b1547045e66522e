import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {digestOf} from '../../../../scripts/native/build/digest-of.ts';
import {recordDigests, whyChanged} from '../../../../scripts/native/build/digests.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('digests of a build', () => {
  let root = '';
  const file = (name: string, text: string): string => {
    const path = join(root, name);
    writeFileSync(path, text);
    return path;
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tfjs-optim-'));
    for (const part of ['deps/lib', 'lib/napi-v8']) mkdirSync(join(root, part), {recursive: true});
    file('deps/lib/a.so.2', 'library');
    symlinkSync('a.so.2', join(root, 'deps/lib/a.so'));
    file('lib/napi-v8/b.node', 'binding');
  });
  afterEach(() => rmSync(root, {recursive: true}));

  it('digestOf is the SHA-256 of a file', async () => {
    expect(await digestOf(join(root, 'lib/napi-v8/b.node'))).to.equal(sha256('binding'));
  });

  it('tell whether a file was changed, added, removed or linked elsewhere', async () => {
    expect(await whyChanged(root)).to.match(/has no digests of its files/);
    await recordDigests(root);
    expect(await whyChanged(root)).to.equal(null);
    const library = file('deps/lib/a.so.2', 'LIBRARY');
    utimesSync(library, 1, 1);
    expect(await whyChanged(root)).to.match(
      /deps.lib.a\.so\.2 is not the file that was made there \(its SHA-256 differs\)/,
    );
    file('deps/lib/a.so.2', 'library');
    expect(await whyChanged(root)).to.equal(null);
    const more = file('lib/napi-v8/c.node', '');
    expect(await whyChanged(root)).to.match(/c\.node is not/);
    rmSync(more);
    rmSync(join(root, 'deps/lib/a.so'));
    expect(await whyChanged(root)).to.match(/a\.so is not/);
    symlinkSync('../../lib/napi-v8/b.node', join(root, 'deps/lib/a.so'));
    expect(await whyChanged(root)).to.match(/a\.so is not/);
    rmSync(join(root, 'lib'), {recursive: true});
    expect(await whyChanged(root)).to.match(/ENOENT/);
  });

  it('are taken over for a build that wrote its sizes down, where its library is that of the wheel', async () => {
    const sizes = {'deps/lib/a.so': 7, 'deps/lib/a.so.2': 7, 'lib/napi-v8/b.node': 7};
    const wheel = {libraries: {'a.so.2': sha256('library')}};
    const record = join(root, 'digests.json');
    file('manifest.json', JSON.stringify(sizes));
    expect(await whyChanged(root)).to.match(/no digests/);
    expect(await whyChanged(root, {libraries: {'a.so.2': sha256('other')}})).to.match(/no digests/);
    expect(await whyChanged(root, {})).to.match(/no digests/);
    file('manifest.json', JSON.stringify({...sizes, 'lib/napi-v8/b.node': 6}));
    expect(await whyChanged(root, wheel)).to.match(/no digests/);
    expect(existsSync(record)).to.equal(false);
    file('manifest.json', JSON.stringify(sizes));
    expect(await whyChanged(root, wheel)).to.equal(null);
    expect(existsSync(record)).to.equal(true);
    file('lib/napi-v8/b.node', 'BINDING');
    expect(await whyChanged(root, wheel)).to.match(/b\.node is not/);
  });
});
