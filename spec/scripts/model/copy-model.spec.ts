import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {copyModel} from '../../../scripts/model/copy-model.ts';

class Doubling extends tf.layers.Layer {
  static readonly className = 'Doubling';
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.mul(Array.isArray(inputs) ? inputs[0]! : inputs, 2);
  }
}

/** One whose factor is not in its configuration. */
class Scaling extends tf.layers.Layer {
  static readonly className = 'Scaling';
  readonly factor: number;
  constructor({factor = 1, ...options}: {factor?: number}) {
    super(options);
    this.factor = factor;
  }
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.mul(Array.isArray(inputs) ? inputs[0]! : inputs, this.factor);
  }
}

/** Two inputs' worth of layers: one shared, one frozen, one named, one model within. */
function build(): tf.LayersModel {
  const input = tf.input({shape: [4, 4, 1]});
  const shared = tf.layers.conv2d({filters: 2, kernelSize: 3, padding: 'same'});
  const normal = tf.layers.batchNormalization({trainable: false});
  const first = normal.apply(shared.apply(input)) as tf.SymbolicTensor;
  const within = tf.sequential({
    layers: [tf.layers.flatten({inputShape: [4, 4, 2]}), tf.layers.dense({units: 3, name: 'block10'})],
  });
  return tf.model({inputs: input, outputs: within.apply(first) as tf.SymbolicTensor});
}

describe('copyModel', () => {
  it('gives the same outputs, and names that do not tell what else was built', () => {
    const before = tf.memory().numTensors;
    const [one, two] = [build(), build()];
    const copies = [copyModel(one)!, copyModel(two)!];
    const names = copies.map((copy) => copy.layers.map(({name}) => name));
    expect(names[0]).to.deep.equal(names[1]);
    expect(names[0]).to.deep.equal([
      'input1',
      'conv2d_Conv2D1',
      'batch_normalization_BatchNormalization1',
      'sequential_1',
    ]);
    expect((copies[0]!.layers.at(-1) as tf.Sequential).layers.at(-1)!.name, 'a name of the user').to.equal('block10');
    expect(copies[0]!.trainableWeights.length).to.equal(one.trainableWeights.length);
    tf.tidy(() => {
      const x = tf.randomNormal([2, 4, 4, 1], 0, 1, 'float32', 3);
      for (const [i, model] of [one, two].entries())
        expect((copies[i]!.predict(x) as tf.Tensor).dataSync()).to.deep.equal(
          (model.predict(x) as tf.Tensor).dataSync(),
        );
    });
    for (const model of [one, two, ...copies]) model.dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('keeps what is frozen, also of a model within, whose weights have another order then', () => {
    const base = tf.sequential({layers: [tf.layers.dense({units: 3, inputShape: [3], kernelInitializer: 'identity'})]});
    base.trainable = false;
    const model = tf.sequential({layers: [base, tf.layers.dense({units: 3, kernelInitializer: 'zeros'})]});
    const copy = copyModel(model)!;
    const kernels = (of: tf.LayersModel): number[][] => of.getWeights().map((weight) => [...weight.dataSync()]);
    expect(kernels(copy)).to.deep.equal(kernels(model));
    expect(copy.trainableWeights.map(({shape}) => shape)).to.deep.equal(model.trainableWeights.map(({shape}) => shape));
    expect([...(copy.layers[0] as tf.Sequential).getWeights()[0]!.dataSync()]).to.deep.equal([
      1, 0, 0, 0, 1, 0, 0, 0, 1,
    ]);
    model.trainable = false;
    expect(copyModel(model)!.trainableWeights).to.deep.equal([]);
  });

  it('has none of a layer whose configuration does not hold all of it', () => {
    tf.serialization.registerClass(Scaling);
    const model = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [2]}), new Scaling({factor: 50})]});
    expect(copyModel(model)).to.equal(null);
    model.dispose();
  });

  it('has none of a layer whose class is unknown', () => {
    const model = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [2]}), new Doubling({})]});
    expect(copyModel(model)).to.equal(null);
    model.dispose();
  });
});
