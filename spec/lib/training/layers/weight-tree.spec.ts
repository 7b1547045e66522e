import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {type LayerNode, weightTree} from '../../../../lib/training/layers/weight-tree.ts';

/** Keeps a weight and a layer where no class of TensorFlow.js does, the weight behind its own getter. */
class Odd extends tf.layers.Layer {
  static readonly className = 'OddOfWeightTree';
  readonly inside = tf.layers.dense({units: 2, name: 'inside'});
  readonly hidden: ReturnType<Odd['addWeight']>[] = [];
  override build(): void {
    this.inside.build([null, 2]);
    this.hidden.push(this.addWeight('scale', [2], 'float32', tf.initializers.ones()));
    this._trainableWeights.splice(0);
    this.built = true;
  }
  override get trainableWeights() {
    return this.trainable ? [...this.hidden, ...this.inside.trainableWeights] : [];
  }
  override get nonTrainableWeights() {
    return this.trainable ? [] : [...this.inside.weights, ...this.hidden];
  }
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return this.inside.apply(inputs) as tf.Tensor;
  }
}

const paths = ({name, weights, parts}: LayerNode, at = ''): string[] => [
  ...weights.map((weight) => `${at}${name}.${weight.name} ${weight.index}`),
  ...Object.entries(parts).flatMap(([part, nodes]) => nodes.flatMap((node) => paths(node, `${at}${name}>${part}>`))),
];

describe('weightTree', () => {
  it('lists layers within layers, the same whatever is frozen', () => {
    const shared = tf.layers.dense({units: 2, name: 'shared'});
    const inner = tf.sequential({
      name: 'inner',
      layers: [tf.layers.batchNormalization({name: 'norm', inputShape: [2]})],
    });
    const input = tf.input({shape: [2]});
    const odd = new Odd({name: 'odd'});
    const twice = shared.apply(shared.apply(input)) as tf.SymbolicTensor;
    const output = inner.apply(odd.apply(twice)) as tf.SymbolicTensor;
    const model = tf.model({inputs: input, outputs: output, name: 'm'});
    const whole = paths(weightTree(model).root);
    expect(whole).to.deep.equal([
      'm>layers>shared.kernel 0',
      'm>layers>shared.bias 1',
      'm>layers>odd.scale:own 4',
      'm>layers>odd>inside>inside.kernel 2',
      'm>layers>odd>inside>inside.bias 3',
      'm>layers>inner>layers>norm.gamma 5',
      'm>layers>inner>layers>norm.beta 6',
      'm>layers>inner>layers>norm.moving_mean 7',
      'm>layers>inner>layers>norm.moving_variance 8',
    ]);
    expect(weightTree(model).trained).to.deep.equal([0, 1, 4, 2, 3, 5, 6]);
    for (const layer of [shared, odd, inner.layers[0]!]) {
      layer.trainable = false;
      expect(paths(weightTree(model).root)).to.deep.equal(whole);
    }
    expect(weightTree(model).trained).to.deep.equal([]);
    model.dispose();
  });
});
