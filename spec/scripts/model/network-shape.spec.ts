import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {differentNetworks, networkShape} from '../../../scripts/model/network-shape.ts';

const dense = (...units: number[]) =>
  tf.sequential({
    layers: units.map((count, i) => tf.layers.dense({units: count, ...(i === 0 && {inputShape: [7]})})),
  });

describe('networkShape', () => {
  it('has the sizes of the input and of the layers with weights', () => {
    const convolutional = tf.sequential({
      layers: [
        tf.layers.conv2d({filters: 2, kernelSize: 3, inputShape: [6, 6, 1]}),
        tf.layers.flatten(),
        tf.layers.dense({units: 4}),
      ],
    });
    const models = [dense(5, 3), convolutional];
    expect(models.map(networkShape)).to.deep.equal(['7-5-3', '6x6x1-4x4x2-4']);
    for (const model of models) model.dispose();
  });
});

describe('differentNetworks', () => {
  it('tells the shapes, or what else differs', () => {
    const [one, other] = [dense(5, 3), dense(4, 3)];
    expect(differentNetworks([one, other], ['--from', '--to'], 'kernel')).to.equal(
      'the two are different networks: --from has 7-5-3, --to has 7-4-3; give two of the same layers',
    );
    expect(differentNetworks([one, one], ['--from', '--to'], 'other activations')).to.equal(
      '--from and --to are different models: other activations',
    );
    for (const model of [one, other]) model.dispose();
  });
});
