import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {bindingPath, loadTensorflow} from '../../../../lib/native/start/load-tensorflow.ts';

describe('loadTensorflow', () => {
  it('knows where tfjs-node puts its binding', () => {
    expect(bindingPath('/p')).to.match(/p.lib.napi-v8.tfjs_binding\.node$/);
  });

  it('is a matter of nothing where the library is loaded', function () {
    if (tf.getBackend() !== 'tensorflow') {
      console.log('the native backend does not run here');
      this.skip();
    }
    expect(loadTensorflow()).to.equal(null);
    expect(tf.getBackend()).to.equal('tensorflow');
  });
});
