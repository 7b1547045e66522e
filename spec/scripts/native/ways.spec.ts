import {expect} from 'chai';
import {Progress} from '../../../scripts/native/progress.ts';
import {Setback} from '../../../scripts/native/setback.ts';
import {fromInstall, fromWheel} from '../../../scripts/native/ways.ts';
import {Stage, stageWheel, wheelApplies} from './stage.ts';

describe('ways', () => {
  let stage: Stage;
  beforeEach(function () {
    if (!wheelApplies()) this.skip();
    stage = new Stage();
  });
  afterEach(() => stage?.remove());

  it('fromWheel rebuilds a cached build that no longer loads, once', async () => {
    const way = (): Promise<void> => fromWheel(stage.packageFolder, new Progress(true), stageWheel);
    await way();
    stage.file('tfjs-node/index.js', 'throw new Error("illegal instruction")');
    // Another time of the file makes it another set of files, which has to show again that it loads.
    stage.file('tfjs-node/lib/napi-v8/tfjs_binding.node', 'binding\n');
    const error = await way().catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(Setback);
    expect((error as Error).message).to.match(/TensorFlow 2\.21\.0 does not load \(.*illegal instruction/);
    expect(stage.log.filter((line) => line === 'download')).to.have.length(2);
  });

  it('fromInstall is content only with a backend that loads', async () => {
    stage.file('tfjs-node/scripts/custom-binary.json', '{}');
    stage.file('tfjs-node/scripts/install.js', '');
    const error = await fromInstall(stage.packageFolder, new Progress(true)).catch((caught: unknown) => caught);
    expect((error as Error).message).to.include('does not load (files are missing)');
  });
});
