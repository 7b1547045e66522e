import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {logisticAutoencoder} from '../../../../lib/models/logistic-autoencoder.ts';
import {softmaxRegression} from '../../../../lib/models/softmax-regression.ts';
import {toObjective} from '../../../../lib/training/objective/objective.ts';

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
      expect(toObjective({model}).measure(batch).correct!.dataSync()[0]).to.equal(2);
      expect(toObjective({model, loss: 'meanSquaredError'}).measure(batch).correct).to.equal(null);
      expect(toObjective({model, loss: 'meanSquaredError'}).measure(batch).loss.dataSync()[0]).to.equal(0.5);
    });
    tf.dispose(batch);
    model.dispose();
  });

  it('measures how an autoencoder gives its input back', () => {
    const model = logisticAutoencoder({inputs: 4, widths: [2], initializer: 'zeros'});
    const x = tf.tensor2d([[0, 1, 1, 0]]);
    const loss = tf.tidy(() => toObjective({model, loss: 'sigmoidCrossEntropy'}).measure({x, y: x}).loss.dataSync()[0]);
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
    const objective = toObjective({model, loss: 'meanSquaredError'});
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
    const objective = toObjective({model, loss: 'meanSquaredError'});
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
      const objective = toObjective({loss: loss as () => tf.Scalar, variables: [w]});
      tf.tidy(() => {
        expect(() => objective.loss(batch)).to.throw(TypeError, message);
        expect(() => objective.measure(batch)).to.throw(TypeError, message);
      });
    }
    w.dispose();
  });

  it('refuses what is incomplete or not there', () => {
    const model = softmaxRegression({inputs: 2, classes: 2});
    const refuses = (source: object, message: RegExp): void => void expect(() => toObjective(source)).to.throw(message);
    refuses({}, /needs a model/);
    refuses({model: 'mlp'}, /model must be a tf.LayersModel, received "mlp"/);
    const loss = (): tf.Scalar => tf.scalar(0);
    const scalar = tf.scalar(1);
    refuses({loss, variables: scalar}, /variables must be an array of tf.Variable, received an object of class Tensor/);
    refuses({loss, variables: [scalar]}, /variables\[0\] must be a tf.Variable, received an object of class Tensor/);
    scalar.dispose();
    refuses({loss: () => tf.scalar(0)}, /needs variables/);
    refuses({model, loss: 'crossEntropy'}, /loss must be a function or one of .*received "crossEntropy"/);
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
