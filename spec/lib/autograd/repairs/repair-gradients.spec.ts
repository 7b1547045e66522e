import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {repairGradients} from '../../../../lib/autograd/repairs/index.ts';

describe('repairGradients', () => {
  it('makes model.fit right: a step through padding by the edge', async () => {
    const undo = repairGradients();
    try {
      const model = tf.sequential({
        layers: [
          tf.layers.dense({units: 3, useBias: false, inputShape: [1], kernelInitializer: 'ones'}),
          tf.layers.reshape({targetShape: [3, 1, 1]}),
          // On cpu and wasm the gradient of averages at the edge is wrong without repairs.
          tf.layers.averagePooling2d({poolSize: [2, 1], strides: [2, 1], padding: 'same'}),
          tf.layers.flatten(),
        ],
      });
      model.compile({optimizer: tf.train.sgd(1), loss: 'meanSquaredError'});
      const [x, y] = [tf.tensor2d([[1]]), tf.tensor2d([[0, 0]])];
      const before = tf.memory().numTensors;
      await model.fit(x, y, {epochs: 1, verbose: 0});
      // Averages (w0 + w1) / 2 and w2 / 1; loss (1 + 1) / 2, so that dw = (1/2, 1/2, 1).
      expect([...model.getWeights()[0]!.dataSync()]).to.deep.equal([0.5, 0.5, 0]);
      expect(tf.memory().numTensors).to.equal(before);
      model.dispose();
      tf.dispose([x, y]);
    } finally {
      undo();
    }
  });
});
