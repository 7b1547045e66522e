import {expect} from 'chai';
import {checkLoad} from '../../../scripts/native/check-load.ts';
import {Stage} from './stage.ts';

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
