import {appendFileSync, rmSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'chai';
import {fingerprint} from '../../../scripts/native/file-set.ts';
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
