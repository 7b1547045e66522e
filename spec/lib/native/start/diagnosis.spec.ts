import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {diagnoseBackend} from '../../../../lib/native/start/diagnosis.ts';

describe('diagnoseBackend', () => {
  it('describes what runs', async () => {
    const tensors = tf.memory().numTensors;
    const {backend, tensorflowVersion, node, platform, threads, settings, problems, versions} = await diagnoseBackend();
    expect(backend).to.equal(tf.getBackend());
    expect(node).to.equal(process.version);
    expect(platform).to.equal(`${process.platform}-${process.arch}`);
    expect(threads).to.be.at.least(1);
    expect(versions['tfjs-core']).to.equal(tf.version['tfjs-core']);
    if (backend === 'tensorflow') {
      expect(tensorflowVersion).to.match(/^\d+\.\d+\.\d+/);
      expect(settings['TF_ENABLE_ONEDNN_OPTS']).to.equal(process.env['TF_ENABLE_ONEDNN_OPTS']);
      expect(threads).to.equal(Number(process.env['TF_NUM_INTRAOP_THREADS']));
      expect(problems).to.deep.equal([]);
    } else {
      expect(tensorflowVersion).to.equal(null);
      const forced = (process.env['TFJS_OPTIM_BACKEND'] ?? '') !== '';
      expect(problems.length > 0).to.equal(!forced, 'a fallback is a problem, a wish is none');
    }
    expect(tf.memory().numTensors).to.equal(tensors);
  });
});
