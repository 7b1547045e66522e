import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {nativeBackend} from '../../../../lib/native/fused/native-backend.ts';

describe('nativeBackend', () => {
  it('is the backend that runs where that is tfjs-node, else null', () => {
    const backend = nativeBackend();
    if (tf.getBackend() !== 'tensorflow') {
      expect(backend).to.equal(null);
      return;
    }
    expect(backend).to.equal(tf.backend());
    const x = tf.tensor1d([1, 2]);
    const [id] = backend!.getInputTensorIds([x]) as [number];
    expect(backend!.tensorMap.get(x.dataId)).to.include({id, refCount: 1, values: null});
    expect([...(backend!.binding.tensorDataSync(id) as Float32Array)]).to.deep.equal([1, 2]);
    x.dispose();
  });
});
