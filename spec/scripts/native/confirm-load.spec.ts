import {expect} from 'chai';
import {whyNotLoading} from '../../../scripts/native/confirm-load.ts';
import {Stage} from './stage.ts';

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
    expect(await whyNotLoading(stage.packageFolder)).to.equal(null);
    stage.file('tfjs-node/index.js', 'throw new Error("loaded again")');
    expect(await whyNotLoading(stage.packageFolder)).to.equal(null);
    stage.file('tfjs-node/lib/napi-v8/tfjs_binding.node', 'another binding');
    expect(await whyNotLoading(stage.packageFolder)).to.include('loaded again');
  });
});
