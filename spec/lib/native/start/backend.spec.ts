import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {loadBackend} from '../../../../lib/native/start/backend.ts';
import {packageRoot} from '../../../../lib/native/start/package-root.ts';
import {tell} from './scene.ts';

describe('loadBackend', () => {
  it('returns the backend that runs, however often it is called', async () => {
    const running = tf.getBackend();
    expect(running).to.be.oneOf(['tensorflow', 'wasm', 'cpu']);
    expect(await Promise.all([loadBackend(), loadBackend()])).to.deep.equal([running, running]);
    expect(tf.getBackend()).to.equal(running);
  });

  it('obeys the environment variable without a word', async () => {
    const code = `
      const tf = await import('@tensorflow/tfjs');
      console.log(await loadBackend(), tf.getBackend(), (await tf.add([1, 2], 1).data()).join());`;
    const names = ['wasm', 'cpu'];
    const told = await Promise.all(names.map((name) => tell(packageRoot(), code, {TFJS_OPTIM_BACKEND: name})));
    for (const [index, name] of names.entries()) {
      expect(told[index]).to.deep.equal({code: 0, stdout: `${name} ${name} 2,3`, stderr: ''});
    }
  });

  it('loads the native library without its messages, where it is there', async function () {
    if (tf.findBackendFactory('tensorflow') === null) {
      console.log('the native backend does not run here');
      this.skip();
    }
    const code = `
      const tf = await import('@tensorflow/tfjs');
      console.log(await loadBackend({backend: 'tensorflow'}), tf.sum([3, 4]).dataSync()[0]);
      console.error('heard');`;
    const {stdout, stderr} = await tell(packageRoot(), code, {TFJS_OPTIM_BACKEND: 'wasm'});
    expect(stdout).to.equal('tensorflow 7');
    expect(stderr).to.equal('heard');
  });

  it('changes the backend of a process on request', async () => {
    const code = `
      const tf = await import('@tensorflow/tfjs');
      console.log(await loadBackend({backend: 'cpu'}), await loadBackend({backend: 'wasm'}), await loadBackend());
      console.log(process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection'));`;
    const {stdout} = await tell(packageRoot(), code);
    expect(stdout).to.equal('cpu wasm wasm\n0');
  });
});
