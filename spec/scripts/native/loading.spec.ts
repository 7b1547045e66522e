import {appendFileSync, rmSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'chai';
import {recordDigests} from '../../../scripts/native/build/digests.ts';
import {checkLoad, fingerprint, whyNotLoading} from '../../../scripts/native/loading.ts';
import {Stage} from './stage.ts';

describe('fingerprint', () => {
  let stage: Stage;
  beforeEach(() => {
    stage = new Stage();
  });
  afterEach(() => stage.remove());

  it('is there only with binding and library, and changes with each of them', async () => {
    expect(await fingerprint(stage.packageFolder)).to.equal(null);
    const binding = stage.file('tfjs-node/lib/napi-v8/tfjs_binding.node', 'binding');
    expect(await fingerprint(stage.packageFolder)).to.equal(null);
    const library = stage.file('tfjs-node/deps/lib/libtensorflow.so.2', 'library');
    const seen = [await fingerprint(stage.packageFolder)];
    expect(seen[0]).to.match(/^[0-9a-f]{64}$/);
    expect(await fingerprint(stage.packageFolder)).to.equal(seen[0]);
    for (const file of [binding, library]) {
      appendFileSync(file, 'more');
      const next = await fingerprint(stage.packageFolder);
      expect(seen).not.to.include(next);
      seen.push(next);
    }
    symlinkSync('nowhere', join(stage.packageFolder, 'deps', 'lib', 'libtensorflow.so'));
    expect(await fingerprint(stage.packageFolder)).to.equal(null);
    rmSync(join(stage.packageFolder, 'deps'), {recursive: true});
    expect(await fingerprint(stage.packageFolder)).to.equal(null);
  });
});

describe('checkLoad', () => {
  let stage: Stage;
  beforeEach(() => {
    stage = new Stage();
  });
  afterEach(() => stage.remove());

  it('accepts what loads and computes, and says why not otherwise', async () => {
    stage.file('tfjs-node/lib/napi-v8/tfjs_binding.node', 'binding');
    expect(await checkLoad(stage.packageFolder)).to.equal(null);
    stage.file('tfjs-node/lib/napi-v8/tfjs_binding.node', 'something else');
    expect(await checkLoad(stage.packageFolder)).to.include('invalid ELF header');
    const wrong = "module.exports = {tidy: (f) => [24], tensor() {}, getBackend: () => 'tensorflow'}";
    stage.file('tfjs-node/index.js', wrong);
    expect(await checkLoad(stage.packageFolder)).to.include('wrong result 24');
    stage.file('tfjs-node/index.js', "process.kill(process.pid, 'SIGILL')");
    expect(await checkLoad(stage.packageFolder)).to.include('SIGILL');
  });
});

describe('whyNotLoading', () => {
  let stage: Stage;
  beforeEach(() => {
    stage = new Stage();
  });
  afterEach(() => stage.remove());

  it('tries a set of files once, and a changed one again', async () => {
    expect(await whyNotLoading(stage.packageFolder)).to.equal('files are missing');
    stage.file('tfjs-node/deps/lib/libtensorflow.so.2', 'library');
    stage.file('tfjs-node/lib/napi-v8/tfjs_binding.node', 'binding');
    expect(await whyNotLoading(stage.packageFolder)).to.match(/tfjs-node has no digests of its files/);
    await recordDigests(stage.packageFolder);
    expect(await whyNotLoading(stage.packageFolder)).to.equal(null);
    stage.file('tfjs-node/index.js', 'throw new Error("loaded again")');
    expect(await whyNotLoading(stage.packageFolder)).to.equal(null);
    stage.file('tfjs-node/lib/napi-v8/tfjs_binding.node', 'another binding');
    expect(await whyNotLoading(stage.packageFolder)).to.match(/tfjs_binding\.node is not the file that was made there/);
    await recordDigests(stage.packageFolder);
    expect(await whyNotLoading(stage.packageFolder)).to.include('loaded again');
  });

  it("takes a library of somebody's own as it is, and no binding of one build with the library of another", async () => {
    stage.file('tfjs-node/deps/lib/libtensorflow.so.2', 'library');
    stage.file('tfjs-node/lib/napi-v8/tfjs_binding.node', 'binding');
    stage.file('tfjs-node/scripts/custom-binary.json', '{}');
    expect(await whyNotLoading(stage.packageFolder)).to.equal(null);
    stage.file('other/deps/lib/libtensorflow.so.2', 'library');
    rmSync(join(stage.packageFolder, 'deps', 'lib'), {recursive: true});
    symlinkSync(join(stage.folder, 'other', 'deps', 'lib'), join(stage.packageFolder, 'deps', 'lib'));
    expect(await whyNotLoading(stage.packageFolder)).to.equal('its library and its binding are not of one build');
  });
});
