import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {permuteUnits} from '../../../../lib/landscape/index.ts';
import {leakFree, sequential, values} from '../support.ts';
import {convolutionModel, denseModel, models, outputsAt, relativeDifference} from './models.ts';

describe('permuteUnits', () => {
  leakFree();

  it('moves columns of the kernel, biases, and rows of the next kernel', () => {
    const model = denseModel(1);
    const [w, b, v] = model.getWeights();
    const order = [6, 0, 1, 2, 3, 4, 5];
    const moved = permuteUnits({model, layer: 'one', order});
    const [kernel, next] = [w!.arraySync() as number[][], v!.arraySync() as number[][]];
    expect(moved[0]!.arraySync()).to.deep.equal(kernel.map((row) => order.map((unit) => row[unit])));
    expect(values([moved[1]!])).to.deep.equal(order.map((unit) => b!.dataSync()[unit]));
    expect(moved[2]!.arraySync()).to.deep.equal(order.map((unit) => next[unit]));
    expect(values(moved.slice(3))).to.deep.equal(values(model.getWeights().slice(3)));
    tf.dispose(moved);
    model.dispose();
  });

  for (const [name, build] of Object.entries(models))
    it(`gives the same outputs for every hidden layer of the ${name} stack`, () => {
      const model = build(2);
      const before = outputsAt(model, model.getWeights());
      const layers = model.layers.filter(({name}) => /^(one|two|c1|c2|d1)$/.test(name));
      expect(layers).to.have.length(name === 'convolution' ? 3 : 2);
      for (const layer of layers) {
        const units = layer.outputShape.at(-1) as number;
        const order = Array.from({length: units}, (_, unit) => (unit + 1) % units);
        const moved = permuteUnits({model, layer: layer.name, order});
        expect(relativeDifference(before, outputsAt(model, moved)), layer.name).to.be.lessThan(1e-5);
        expect(values(moved)).not.to.deep.equal(values(model.getWeights()));
        tf.dispose(moved);
      }
      model.dispose();
    });

  it('takes other weights, and never gives tensors of the caller', () => {
    const model = denseModel(1);
    const weights = model.getWeights().map((weight) => tf.clone(weight));
    const moved = permuteUnits({model, layer: 'two', order: [0, 1, 2, 3, 4], weights});
    expect(moved.some((tensor) => weights.includes(tensor))).to.equal(false);
    expect(values(moved)).to.deep.equal(values(weights));
    tf.dispose([moved, weights]);
    model.dispose();
  });

  it('refuses other layers, other orders and other models by name', () => {
    const model = denseModel(1);
    expect(() => permuteUnits({model, layer: 'out', order: []})).to.throw(
      RangeError,
      /hidden layer.*\(one, two\), received "out"/,
    );
    expect(() => permuteUnits({model, layer: 'two', order: [0, 1, 2, 3, 3]})).to.throw(RangeError, /from 0 to 4 once/);
    expect(() => permuteUnits({model: 3 as never, layer: 'two', order: []})).to.throw(TypeError, /tf.LayersModel/);
    const recurrent = sequential([
      tf.layers.simpleRNN({units: 2, inputShape: [3, 1], recurrentInitializer: 'zeros', name: 'loop'}),
      tf.layers.dense({units: 1}),
    ]);
    expect(() => permuteUnits({model: recurrent, layer: 'loop', order: [0, 1]})).to.throw(
      RangeError,
      /"loop" \(SimpleRNN\) is not supported/,
    );
    model.dispose();
    recurrent.dispose();
    const skip = convolutionModel(1);
    const input = tf.input({shape: [2]});
    const hidden = tf.layers.dense({units: 2, name: 'hidden'}).apply(input) as tf.SymbolicTensor;
    const sum = tf.layers.add().apply([hidden, input]) as tf.SymbolicTensor;
    const residual = tf.model({inputs: input, outputs: sum});
    expect(() => permuteUnits({model: residual, layer: 'hidden', order: [0, 1]})).to.throw(
      RangeError,
      /chain of dense/,
    );
    skip.dispose();
    residual.dispose();
  });
});
