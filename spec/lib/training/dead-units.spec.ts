import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {deadFraction, greatestOutputs} from '../../../lib/training/dead-units.ts';

const deadFractions = (...given: Parameters<typeof greatestOutputs>): number[] =>
  tf.tidy(() => greatestOutputs(...given).map((each) => each.dataSync<'float32'>())).map(deadFraction);

describe('deadFraction', () => {
  it('counts the units that no example wakes', () => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({units: 4, inputShape: [2], activation: 'relu'}),
        tf.layers.dense({units: 2, activation: 'relu'}),
      ],
    });
    tf.tidy(() => {
      // Units: x1, x2, -x1 - x2 (always negative here), -1 (bias); then the first unit and minus the second.
      model.setWeights([
        tf.tensor2d([
          [1, 0, -1, 0],
          [0, 1, -1, 0],
        ]),
        tf.tensor1d([0, 0, 0, -1]),
        tf.tensor2d([
          [1, 0],
          [0, -1],
          [0, 0],
          [0, 0],
        ]),
        tf.zeros([2]),
      ]);
    });
    const x = tf.tensor2d([
      [1, 0],
      [0, 2],
    ]);
    const names = model.layers.map((layer) => (layer.output as tf.SymbolicTensor).name);
    const before = tf.memory().numTensors;
    expect(deadFractions(model, x, names)).to.deep.equal([0.5, 0.5]);
    expect(deadFractions(model, x, [names[1]!])).to.deep.equal([0.5]);
    expect(deadFractions(model, x, [])).to.deep.equal([]);
    expect(tf.memory().numTensors).to.equal(before);
    x.dispose();
    model.dispose();
  });

  it('takes a filter of a convolution as one unit', () => {
    const model = tf.sequential({
      layers: [tf.layers.conv2d({filters: 2, kernelSize: 1, inputShape: [2, 2, 1], activation: 'relu'})],
    });
    tf.tidy(() => model.setWeights([tf.tensor4d([1, -1], [1, 1, 1, 2]), tf.zeros([2])]));
    const x = tf.tensor4d([0, 0, 0, 3], [1, 2, 2, 1]);
    expect(deadFractions(model, x, [(model.layers[0]!.output as tf.SymbolicTensor).name])).to.deep.equal([0.5]);
    x.dispose();
    model.dispose();
  });
});
