import * as tf from '@tensorflow/tfjs';
import {loadBackend, loadMnist, softmaxCrossEntropy, toTensors} from 'tfjs-optim';
import {lbfgs} from 'tfjs-optim/optimizers';

// Fits softmax regression with weight decay to its one minimum, and says why it stopped: not after a number of epochs that somebody
// chose, but because float32 knows no better weights.
await loadBackend();
const {x, y} = toTensors((await loadMnist()).train);
const [images, classes] = [x.slice(0, 2000), y.slice(0, 2000)];
const weights = tf.variable(tf.zeros([784, 10]));
const biases = tf.variable(tf.zeros([10]));
const loss = () =>
  tf.tidy((): tf.Scalar => {
    const logits = tf.add(tf.matMul(tf.reshape(images, [-1, 784]), weights), biases);
    return tf.add(softmaxCrossEntropy(classes, logits), tf.mul(0.005, tf.sum(tf.square(weights))));
  });

const solver = lbfgs();
const {stopped, iterations, evaluations, ...end} = await solver.solve(loss, [weights, biases], {
  onIteration({iteration, loss: value, gradientNorm}) {
    if (iteration % 10 === 0)
      console.log(`iteration ${iteration}: loss ${value.toFixed(6)}, gradient ${gradientNorm.toExponential(1)}`);
  },
});
console.log(`stopped: ${stopped}`);
console.log(`loss: ${end.loss.toFixed(6)}`);
console.log(`gradient: ${end.gradientNorm.toExponential(1)}`);
console.log(`evaluations: ${evaluations.gradient} in ${iterations} iterations, and ${evaluations.product} products`);

// A start elsewhere ends in the same place, since the loss is convex.
weights.assign(tf.randomNormal([784, 10], 0, 0.1, 'float32', 1));
const again = await lbfgs().solve(loss, [weights, biases]);
console.log(`loss from elsewhere: ${again.loss.toFixed(6)}`);
solver.dispose();
