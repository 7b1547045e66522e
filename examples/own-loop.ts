import * as tf from '@tensorflow/tfjs';
import {batches, compile, loadBackend, loadMnist, mlp, softmaxCrossEntropy, toTensors} from 'tfjs-optim';
import {nesterov} from 'tfjs-optim/optimizers';

// A training loop of one's own: seeded batches, a step that is one native call where the backend can, and tensors that are
// freed by whoever made them.
await loadBackend();
const digits = await loadMnist();
const train = toTensors(digits.train);
const test = toTensors(digits.test);

const model = mlp({widths: [32], seed: 1});
const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
const optimizer = nesterov(0.02, {momentum: 0.9});
const step = compile((x: tf.Tensor, y: tf.Tensor) =>
  optimizer.minimize(() => softmaxCrossEntropy(y, model.apply(x) as tf.Tensor), true, variables)!,
);

const before = tf.memory().numTensors;
for (let epoch = 0; epoch < 3; epoch++) {
  let sum = 0;
  for (const indices of batches(digits.train.count, {batchSize: 100, seed: 1, epoch})) {
    const [x, y] = [tf.gather(train.x, indices), tf.gather(train.y, indices)];
    const loss = step(x, y);
    sum += loss.dataSync()[0]! * indices.length;
    tf.dispose([x, y, loss]);
  }
  console.log(`epoch ${epoch + 1} loss: ${(sum / digits.train.count).toFixed(3)}`);
}
step.dispose();
optimizer.dispose();
console.log(`tensors left over: ${tf.memory().numTensors - before}`);

const accuracy = tf.tidy(() => {
  const logits = model.predict(test.x, {batchSize: 1000}) as tf.Tensor;
  return logits.argMax(-1).equal(test.y.argMax(-1)).mean().dataSync()[0]!;
});
console.log(`test accuracy: ${accuracy.toFixed(3)}`);
