import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {rules} from '../table.ts';

// Rate, updates and the loss to be reached, for a quadratic of condition number 10 and for Rosenbrock's valley.
const quadratic: Record<string, [rate: number, updates: number, loss: number]> = {
  sgd: [0.15, 100, 1e-6],
  momentum: [0.05, 200, 1e-6],
  nesterov: [0.05, 100, 1e-6],
  adagrad: [0.5, 150, 1e-6],
  adadelta: [1, 800, 1e-3],
  rmsprop: [0.01, 250, 1e-3],
  adam: [0.05, 250, 1e-4],
  adamw: [0.05, 250, 1e-4],
  amsgrad: [0.05, 250, 1e-4],
  nadam: [0.05, 250, 1e-4],
  radam: [0.05, 250, 1e-4],
  adamax: [0.05, 250, 1e-4],
  adabelief: [0.05, 250, 1e-4],
  yogi: [0.05, 250, 1e-4],
  adan: [0.05, 400, 1e-4],
  lion: [0.002, 800, 2e-2],
  lamb: [0.05, 250, 1e-2],
  lars: [50, 250, 1e-2],
  rprop: [0.1, 100, 1e-6],
  ademamix: [0.05, 250, 1e-3],
  adopt: [0.05, 250, 1e-4],
  ftrl: [0.5, 150, 1e-6],
  mars: [0.05, 250, 1e-3],
  adafactor: [0.1, 400, 1e-3],
  scheduleFree: [0.2, 400, 1e-3],
};
const rosenbrock: Record<string, [rate: number, updates: number, loss: number]> = {
  sgd: [0.001, 1500, 0.5],
  momentum: [0.0005, 1500, 0.1],
  nesterov: [0.0005, 1500, 0.1],
  adagrad: [0.5, 1500, 0.5],
  adadelta: [10, 1500, 2],
  rmsprop: [0.005, 1500, 0.1],
  adam: [0.02, 1500, 0.1],
  adamw: [0.02, 1500, 0.1],
  amsgrad: [0.02, 1500, 0.1],
  nadam: [0.02, 1500, 0.1],
  radam: [0.005, 1500, 0.5],
  adamax: [0.1, 1500, 0.1],
  adabelief: [0.02, 1500, 0.1],
  yogi: [0.02, 1500, 0.1],
  adan: [0.02, 1500, 0.1],
  lion: [0.005, 1500, 0.5],
  lamb: [0.02, 1500, 0.5],
  lars: [5, 1500, 0.5],
  rprop: [0.01, 1500, 0.1],
  ademamix: [0.01, 1500, 0.5],
  adopt: [0.2, 1500, 0.5],
  ftrl: [0.5, 1500, 0.5],
  mars: [0.02, 1500, 0.5],
  adafactor: [0.05, 1500, 0.5],
  scheduleFree: [0.2, 1500, 0.5],
};

describe('convergence of every optimizer', () => {
  for (const {rule, create} of rules) {
    it(`${rule} minimises a quadratic`, () => {
      const [rate, updates, goal] = quadratic[rule]!;
      const before = tf.memory().numTensors;
      const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 1])));
      const curvature = tf.tensor1d([1, 10]);
      const loss = () => tf.sum(tf.mul(curvature, tf.square(w))).mul<tf.Scalar>(0.5);
      const optimizer = create(rate);
      for (let t = 0; t < updates; t++) optimizer.minimize(loss, false, [w]);
      expect(tf.tidy(() => loss().dataSync()[0])).to.be.below(goal);
      tf.dispose([w, curvature]);
      optimizer.dispose();
      expect(tf.memory().numTensors).to.equal(before);
    });

    it(`${rule} descends Rosenbrock's valley`, () => {
      const [rate, updates, goal] = rosenbrock[rule]!;
      const w = tf.tidy(() => tf.variable(tf.tensor1d([-1.2, 1])));
      const optimizer = create(rate);
      // The gradient in JavaScript, at the point where the optimizer evaluates it.
      const gradient = () => {
        const [x = 0, y = 0] = w.dataSync();
        return tf.tensor1d([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)]);
      };
      const custom = tf.customGrad((point) => ({
        value: tf.zeros([]),
        gradFunc: () => gradient().reshape((point as tf.Tensor).shape),
      }));
      for (let t = 0; t < updates; t++) optimizer.minimize(() => custom(w) as tf.Scalar, false, [w]);
      const [x = 0, y = 0] = w.dataSync();
      expect((1 - x) ** 2 + 100 * (y - x * x) ** 2).to.be.below(goal);
      w.dispose();
      optimizer.dispose();
    });
  }
});
