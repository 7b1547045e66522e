import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {logisticAutoencoder} from '../../../../lib/models/logistic-autoencoder.ts';
import {softmaxRegression} from '../../../../lib/models/softmax-regression.ts';
import {train} from '../../../../lib/training/index.ts';
import {toObjective} from '../../../../lib/training/objective/objective.ts';

const l2 = 0.5;

/** A dense layer [2, 2] of ones: its penalty is 4 l2. */
const dense = (options: {inputShape?: number[]; trainable?: boolean} = {}): tf.layers.Layer =>
  tf.layers.dense({
    units: 2,
    useBias: false,
    kernelInitializer: 'ones',
    kernelRegularizer: tf.regularizers.l2({l2}),
    ...options,
  });

const regularizer = (): never => tf.regularizers.l2({l2}) as never;
/** Kernels of ones, [2, 2] each, of inputs and states. */
const recurrent = (): tf.layers.RNN =>
  tf.layers.simpleRNN({
    units: 2,
    useBias: false,
    kernelInitializer: 'ones',
    recurrentInitializer: 'ones',
    kernelRegularizer: regularizer(),
    recurrentRegularizer: regularizer(),
  });
const gated = (): tf.layers.RNN =>
  tf.layers.lstm({
    units: 2,
    useBias: false,
    kernelInitializer: 'ones',
    recurrentInitializer: 'ones',
    kernelRegularizer: regularizer(),
    recurrentRegularizer: regularizer(),
  });

const applied = (layer: tf.layers.Layer, x: tf.SymbolicTensor): tf.SymbolicTensor =>
  layer.apply(x) as tf.SymbolicTensor;
const model = (shape: number[], apply: (x: tf.SymbolicTensor) => tf.SymbolicTensor): tf.LayersModel => {
  const inputs = tf.input({shape});
  return tf.model({inputs, outputs: apply(inputs)});
};
const chain = (...layers: tf.layers.Layer[]): tf.LayersModel => tf.sequential({layers});

/** A layer that tells its penalties in a way of its own: 3, and no more. */
class Told extends tf.layers.Layer {
  static className = 'Told';
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.clone(Array.isArray(inputs) ? inputs[0]! : inputs);
  }
  override calculateLosses(): tf.Scalar[] {
    return [tf.scalar(1), tf.scalar(2)];
  }
}

/** Penalties by hand, and whether TensorFlow.js counts them all in `model.fit`. */
const penalised: Readonly<
  Record<string, readonly [() => tf.LayersModel, number, 'as model.fit' | 'more than model.fit']>
> = {
  'a Sequential': [() => chain(dense({inputShape: [2]}), dense()), 8 * l2, 'as model.fit'],
  'a functional model': [() => model([2], (x) => applied(dense(), applied(dense(), x))), 8 * l2, 'as model.fit'],
  'a layer applied twice': [
    () => {
      const shared = dense();
      return model([2], (x) => applied(shared, applied(shared, x)));
    },
    8 * l2,
    'as model.fit',
  ],
  'a model in a model': [
    () => {
      const inner = model([2], (x) => applied(dense(), applied(dense(), x)));
      return model([2], (x) => applied(dense(), applied(inner, x)));
    },
    12 * l2,
    'as model.fit',
  ],
  'a model applied twice in a model': [
    () => {
      const inner = model([2], (x) => applied(dense(), x));
      return model([2], (x) => applied(inner, applied(inner, x)));
    },
    8 * l2,
    'as model.fit',
  ],
  'a frozen layer': [() => chain(dense({inputShape: [2], trainable: false}), dense()), 8 * l2, 'as model.fit'],
  'a layer that adds up its own': [() => chain(dense({inputShape: [2]}), new Told({})), 4 * l2 + 3, 'as model.fit'],
  'a layer at every time': [
    () => model([3, 2], (x) => applied(tf.layers.timeDistributed({layer: dense()}), x)),
    4 * l2,
    'as model.fit',
  ],
  'a Sequential first in a Sequential': [() => chain(chain(dense({inputShape: [2]})), dense()), 8 * l2, 'as model.fit'],
  'a Sequential behind a layer of a Sequential': [
    () => chain(dense({inputShape: [2]}), chain(dense({inputShape: [2]}), dense())),
    12 * l2,
    'as model.fit',
  ],
  'a model at every time': [
    () => model([3, 2], (x) => applied(tf.layers.timeDistributed({layer: chain(dense({inputShape: [2]}))}), x)),
    4 * l2,
    'more than model.fit',
  ],
  'a recurrent layer': [() => model([3, 2], (x) => applied(recurrent(), x)), 8 * l2, 'more than model.fit'],
  'an LSTM, whose four gates have kernels of their own': [
    () => model([3, 2], (x) => applied(gated(), x)),
    32 * l2,
    'more than model.fit',
  ],
  'a recurrent layer in both directions': [
    () => model([3, 2], (x) => applied(tf.layers.bidirectional({layer: recurrent(), mergeMode: 'sum'}), x)),
    16 * l2,
    'more than model.fit',
  ],
};

/** The loss that `model.fit` reports of one step with all the examples, without moving anything. */
async function fitted(given: tf.LayersModel, {x, y}: {x: tf.Tensor; y: tf.Tensor}): Promise<number> {
  given.compile({optimizer: tf.train.sgd(0), loss: 'meanSquaredError'});
  const {history} = await given.fit(x, y, {epochs: 1, batchSize: x.shape[0], verbose: 0});
  return history['loss']![0] as number;
}

describe('penalties in the loss that is trained', () => {
  for (const [name, [build, penalty, compared]] of Object.entries(penalised)) {
    it(`${name}: by hand, ${compared}`, async () => {
      const own = build();
      const [inputs, outputs] = [own.inputs[0]!.shape, own.outputs[0]!.shape].map(
        (shape) => shape.slice(1) as number[],
      );
      const batch = {x: tf.ones([4, ...inputs!]), y: tf.ones([4, ...outputs!])};
      const zeros = {x: tf.zeros([4, ...inputs!]), y: tf.zeros([4, ...outputs!])};
      const objective = toObjective('train', {model: own, loss: 'meanSquaredError'});
      const losses = tf.tidy(() => [
        objective.loss(batch).dataSync()[0]!,
        objective.measure(batch).loss.dataSync()[0]!,
        objective.loss(zeros).dataSync()[0]!,
      ]);
      // Without biases, zeros give zeros: the penalty is all there is.
      expect(losses[2]).to.be.closeTo(penalty, 1e-5);
      expect(losses[1]).to.be.closeTo(losses[0]!, 1e-5);
      const reported = await fitted(own, batch);
      if (compared === 'as model.fit') expect(losses[0]).to.be.closeTo(reported, 1e-5 * reported);
      else expect(losses[0]! - reported).to.be.closeTo(penalty, 1e-5 * losses[0]!);
      tf.dispose([batch, zeros]);
      own.dispose();
    });
  }

  it('moves the weights of recurrent layers in train: w <- w - rate 2 l2 w', async () => {
    const own = model([3, 2], (x) => applied(recurrent(), x));
    const data = {x: tf.zeros([4, 3, 2]), y: tf.zeros([4, 2])};
    await train({model: own, loss: 'meanSquaredError', data, optimizer: tf.train.sgd(0.1), epochs: 1, batchSize: 4});
    for (const weight of own.getWeights()) {
      for (const value of weight.dataSync()) expect(value).to.be.closeTo(1 - 0.1 * 2 * l2, 1e-6);
    }
    tf.dispose(data);
    own.dispose();
  });
});

describe('toObjective', () => {
  it('counts right classes for softmaxCrossEntropy alone', () => {
    const model = softmaxRegression({inputs: 2, classes: 2});
    const batch = {
      x: tf.tensor2d([
        [1, 0],
        [0, 1],
        [2, 0],
      ]),
      y: tf.tensor2d([
        [1, 0],
        [1, 0],
        [1, 0],
      ]),
    };
    tf.tidy(() => {
      model.setWeights([tf.eye(2), tf.zeros([2])]);
      expect(toObjective('train', {model}).measure(batch).correct!.dataSync()[0]).to.equal(2);
      expect(toObjective('train', {model, loss: 'meanSquaredError'}).measure(batch).correct).to.equal(null);
      expect(toObjective('train', {model, loss: 'meanSquaredError'}).measure(batch).loss.dataSync()[0]).to.equal(0.5);
    });
    tf.dispose(batch);
    model.dispose();
  });

  it('measures how an autoencoder gives its input back', () => {
    const model = logisticAutoencoder({inputs: 4, widths: [2], initializer: 'zeros'});
    const x = tf.tensor2d([[0, 1, 1, 0]]);
    const loss = tf.tidy(
      () => toObjective('train', {model, loss: 'sigmoidCrossEntropy'}).measure({x, y: x}).loss.dataSync()[0],
    );
    expect(loss).to.be.closeTo(Math.log(2), 1e-6);
    x.dispose();
    model.dispose();
  });

  it('adds the penalties of regularisers, in training and in evaluation', () => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({
          units: 1,
          inputShape: [1],
          kernelInitializer: 'ones',
          kernelRegularizer: tf.regularizers.l2({l2: 0.25}),
        }),
      ],
    });
    const objective = toObjective('train', {model, loss: 'meanSquaredError'});
    const batch = {x: tf.tensor2d([[2]]), y: tf.tensor2d([[5]])};
    tf.tidy(() => {
      expect(objective.loss(batch).dataSync()[0]).to.be.closeTo(9.25, 1e-6);
      expect(objective.measure(batch).loss.dataSync()[0]).to.be.closeTo(9.25, 1e-6);
    });
    tf.dispose([batch.x, batch.y]);
    model.dispose();
  });

  it('uses dropout in updates and not in evaluation', () => {
    const model = tf.sequential({
      layers: [tf.layers.dropout({rate: 0.9, inputShape: [50], seed: 1}), tf.layers.dense({units: 1})],
    });
    const batch = {x: tf.ones([1, 50]), y: tf.zeros([1, 1])};
    const objective = toObjective('train', {model, loss: 'meanSquaredError'});
    const [training, evaluation, again] = tf.tidy(() =>
      [objective.loss(batch), objective.measure(batch).loss, objective.measure(batch).loss].map(
        (loss) => loss.dataSync()[0]!,
      ),
    );
    expect(evaluation).to.equal(again);
    expect(training).not.to.be.closeTo(evaluation!, 1e-6);
    tf.dispose([batch.x, batch.y]);
    model.dispose();
  });

  it('says when a loss function gives no scalar', () => {
    const w = tf.tidy(() => tf.variable(tf.zeros([2])));
    const batch = {x: w, y: w};
    const cases: [() => unknown, RegExp][] = [
      [() => tf.square(w), /loss must give a scalar tensor, .* received a tensor of shape \[2\]/],
      [async () => 0, /and at once, received an object of class Promise/],
      [() => 5, /received 5/],
    ];
    for (const [loss, message] of cases) {
      const objective = toObjective('train', {loss: loss as () => tf.Scalar, variables: [w]});
      tf.tidy(() => {
        expect(() => objective.loss(batch)).to.throw(TypeError, message);
        expect(() => objective.measure(batch)).to.throw(TypeError, message);
      });
    }
    w.dispose();
  });

  it('refuses what is incomplete or not there', () => {
    const model = softmaxRegression({inputs: 2, classes: 2});
    const refuses = (source: object, message: RegExp): void =>
      void expect(() => toObjective('train', source)).to.throw(message);
    refuses({}, /needs a model/);
    refuses({model: 'mlp'}, /model must be a tf.LayersModel, received "mlp"/);
    const loss = (): tf.Scalar => tf.scalar(0);
    const scalar = tf.scalar(1);
    refuses({loss, variables: scalar}, /variables must be an array of tf.Variable, received an object of class Tensor/);
    refuses({loss, variables: [scalar]}, /variables\[0\] must be a tf.Variable, received an object of class Tensor/);
    scalar.dispose();
    refuses({loss: () => tf.scalar(0)}, /needs variables/);
    refuses({model, loss: 'crossEntropy'}, /loss must be one of .* or a function, received "crossEntropy"/);
    refuses(
      {model, loss: {name: 'mine'}},
      /loss must be a name, a function or \{name, of, correct\}, received (an object|\{"name":"mine"\})/,
    );
    refuses({model, variables: []}, /variables must have something to train/);
    model.trainable = false;
    refuses({model}, /model must have something to train/);
    const input = tf.input({shape: [2]});
    const twice = tf.model({inputs: input, outputs: [model.apply(input), model.apply(input)] as tf.SymbolicTensor[]});
    model.trainable = true;
    refuses({model: twice}, /one input and one output, received 1 and 2/);
    model.dispose();
  });
});
