import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {loadWasm} from '../../../../lib/native/start/load-wasm.ts';

describe('loadWasm', () => {
  it('starts WebAssembly without path set-up and leaves no process handlers behind', async () => {
    const running = tf.getBackend();
    const handlers = process.listenerCount('uncaughtException');
    try {
      expect(await loadWasm()).to.equal(null);
      expect(tf.getBackend()).to.equal('wasm');
      expect(process.listenerCount('uncaughtException')).to.equal(handlers);
      const product = tf.tidy(() => tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0]);
      expect(product).to.equal(11);
    } finally {
      await tf.setBackend(running);
    }
  });
});
