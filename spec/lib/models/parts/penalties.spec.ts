import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {hessianTrace} from '../../../../lib/curvature/index.ts';
import {interpolate} from '../../../../lib/landscape/index.ts';
import {penaltiesOf} from '../../../../lib/models/parts/penalties.ts';

const l2 = 0.5;
const kernelRegularizer = (): tf.serialization.Serializable => tf.regularizers.l2({l2});

type Dense = Partial<Parameters<typeof tf.layers.dense>[0]>;

/** A dense layer [2, 2] of ones: its penalty is 4 l2. */
const dense = (options: Dense = {}): tf.layers.Layer =>
  tf.layers.dense({
    units: 2,
    useBias: false,
    kernelInitializer: 'ones',
    kernelRegularizer: kernelRegularizer() as never,
    ...options,
  });

const functional = (apply: (x: tf.SymbolicTensor) => tf.SymbolicTensor): tf.LayersModel => {
  const inputs = tf.input({shape: [2]});
  return tf.model({inputs, outputs: apply(inputs)});
};
const through = (layer: tf.layers.Layer, x: tf.SymbolicTensor): tf.SymbolicTensor =>
  layer.apply(x) as tf.SymbolicTensor;

const rnn = (): tf.layers.RNN =>
  tf.layers.simpleRNN({
    units: 2,
    kernelInitializer: 'ones',
    recurrentInitializer: 'ones',
    kernelRegularizer: kernelRegularizer() as never,
    recurrentRegularizer: kernelRegularizer() as never,
  });

const sequence = (layer: tf.layers.Layer): tf.LayersModel => {
  const inputs = tf.input({shape: [3, 2]});
  return tf.model({inputs, outputs: through(layer, inputs)});
};

/** Models that were never applied, and how many kernels of four ones are penalised. */
const models: Readonly<Record<string, readonly [() => tf.LayersModel, number]>> = {
  'a Sequential': [() => tf.sequential({layers: [dense({inputShape: [2]}), dense()]}), 2],
  'a functional model': [() => functional((x) => through(dense(), through(dense(), x))), 2],
  'a layer applied twice, which model.fit penalises twice': [
    () => {
      const shared = dense();
      return functional((x) => through(shared, through(shared, x)));
    },
    2,
  ],
  'a Sequential in a Sequential': [
    () => tf.sequential({layers: [tf.sequential({layers: [dense({inputShape: [2]})]}), dense()]}),
    2,
  ],
  'a Sequential in a functional model': [
    () => {
      const inner = tf.sequential({layers: [dense({inputShape: [2]}), dense()]});
      return functional((x) => through(dense(), through(inner, x)));
    },
    3,
  ],
  'a frozen layer': [() => tf.sequential({layers: [dense({inputShape: [2], trainable: false}), dense()]}), 2],
  'a layer at every time': [() => sequence(tf.layers.timeDistributed({layer: dense()})), 1],
  'a model at every time': [
    () => sequence(tf.layers.timeDistributed({layer: tf.sequential({layers: [dense({inputShape: [2]})]})})),
    1,
  ],
  'a recurrent layer': [() => sequence(rnn()), 2],
  'a recurrent layer in both directions': [
    () => sequence(tf.layers.bidirectional({layer: rnn(), mergeMode: 'concat'})),
    4,
  ],
  'no regulariser': [() => functional((x) => through(tf.layers.dense({units: 1}), x)), 0],
};

describe('penalties of models that were never applied', () => {
  for (const [name, [build, kernels]] of Object.entries(models)) {
    it(name, () => {
      const model = build();
      const sum = (): number =>
        penaltiesOf(model).reduce((total, each) => total + tf.tidy(() => each().dataSync()[0]!), 0);
      expect(sum()).to.be.closeTo(4 * l2 * kernels, 1e-6);
      const {shape} = model.inputs[0]!;
      tf.tidy(() => void model.predict(tf.ones([1, ...(shape.slice(1) as number[])])));
      expect(sum(), 'once it was applied').to.be.closeTo(4 * l2 * kernels, 1e-6);
      model.dispose();
    });
  }
});

describe('the loss that is probed or scanned, of a model that was never applied', () => {
  const data = {x: tf.zeros([4, 2]), y: tf.zeros([4, 2])};
  after(() => tf.dispose([data.x, data.y]));

  it('has its penalties in the Hessian: 2 l2 for each weight, and the Gauss-Newton matrix', async () => {
    for (const matrix of ['hessian', 'gaussNewton'] as const) {
      const model = tf.sequential({layers: [tf.sequential({layers: [dense({inputShape: [2]})]}), dense()]});
      const {trace} = await hessianTrace({loss: 'meanSquaredError', variables: model, data, matrix});
      expect(trace).to.be.closeTo(2 * l2 * 8, 1e-4);
      model.dispose();
    }
  });

  it('has those of recurrent layers in both directions', async () => {
    const model = sequence(tf.layers.bidirectional({layer: rnn(), mergeMode: 'concat'}));
    const examples = {x: tf.zeros([2, 3, 2]), y: tf.zeros([2, 4])};
    const {trace} = await hessianTrace({loss: 'meanSquaredError', variables: model, data: examples});
    // The biases of the four units have curvature of their own.
    const bare = sequence(
      tf.layers.bidirectional({
        layer: tf.layers.simpleRNN({
          units: 2,
          kernelInitializer: 'ones',
          recurrentInitializer: 'ones',
        }),
        mergeMode: 'concat',
      }),
    );
    const {trace: without} = await hessianTrace({loss: 'meanSquaredError', variables: bare, data: examples});
    expect(trace - without).to.be.closeTo(2 * l2 * 16, 1e-3);
    tf.dispose(examples);
    model.dispose();
    bare.dispose();
  });

  it('has its penalties along a path: 8 l2 a^2 from the origin', async () => {
    const model = tf.sequential({layers: [dense({inputShape: [2]}), dense()]});
    const to = model.getWeights();
    const from = to.map((weight) => tf.zerosLike(weight));
    const points = await interpolate({model, from, to, alphas: [0, 0.5, 1, 2], data, loss: 'meanSquaredError'});
    for (const {alpha, trainLoss} of points) expect(trainLoss).to.be.closeTo(8 * l2 * alpha ** 2, 1e-5);
    tf.dispose(from);
    model.dispose();
  });
});
