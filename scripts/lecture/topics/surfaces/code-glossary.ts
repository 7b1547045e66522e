/** Code of the items on words and remarks, by their names, with what it prints. */
export const code = {
  definitions: {
    code: `// Two units that hold each other down: all at once they swing, one at a time they come to rest.
const next = (other) => (other > 0 ? -1 : 1);
let [a, b] = [1, 1];
const clocked = [];
for (let t = 0; t < 4; t++) {
  [a, b] = [next(b), next(a)];
  clocked.push([a, b].join());
}
console.log(clocked.join(' '));
[a, b] = [1, 1];
for (let t = 0; t < 3; t++) {
  a = next(b);
  b = next(a);
}
console.log([a, b].join());`,
    prints: `-1,-1 1,1 -1,-1 1,1
-1,1`,
  },
  distribution: {
    code: `import * as tf from '@tensorflow/tfjs';
import {adam, mlp, softmaxCrossEntropy} from 'tfjs-optim';

// Two classes, left and right of 0; tested on the same points, and moved by 2.
const x = tf.linspace(-2, 2, 40).reshape([40, 1]);
const labels = x.greater(0).toFloat();
const y = tf.concat([labels, labels.sub(1).neg()], 1);
const model = mlp({inputs: 1, widths: [4], classes: 2, activation: 'tanh', seed: 1});
const optimizer = adam(0.1);
for (let k = 0; k < 60; k++) optimizer.minimize(() => softmaxCrossEntropy(y, model.apply(x)));
for (const shift of [0, 2]) {
  const told = model.predict(x.add(shift)).argMax(1);
  console.log(shift, tf.equal(told, y.argMax(1)).mean().dataSync()[0].toFixed(1));
}`,
    prints: `0 1.0
2 0.5`,
  },
  performance: {
    code: `// The mean of n numbers: more examples, or knowledge from before, bring it nearer to 3.
let state = 11;
const draw = () => 3 + 2 * ((state = (state * 48271) % 2147483647) / 2147483647 - 0.5) * Math.sqrt(12);
const off = (n, known) => {
  let squared = 0;
  for (let trial = 0; trial < 2000; trial++) {
    let sum = 3.2 * known;
    for (let i = 0; i < n; i++) sum += draw();
    squared += (sum / (n + known) - 3) ** 2 / 2000;
  }
  return Math.sqrt(squared).toFixed(1);
};
console.log(off(4, 0), off(64, 0), off(4, 20));`,
    prints: `1.0 0.3 0.2`,
  },
  justification: {
    code: `import * as tf from '@tensorflow/tfjs';
import {adam, amsgrad} from 'tfjs-optim';

for (const make of [adam, amsgrad]) {
  const w = tf.variable(tf.scalar(0));
  const optimizer = make(0.5, {beta1: 0, beta2: 0.1});
  for (let t = 1; t <= 300; t++) {
    optimizer.learningRate = 0.5 / Math.sqrt(t);
    optimizer.minimize(() => w.mul(t % 3 === 1 ? 3 : -1));
    w.assign(w.clipByValue(-1, 1));
  }
  console.log(Math.sign(w.dataSync()[0]));
}`,
    prints: `1
-1`,
  },
  combination: {
    code: `import * as tf from '@tensorflow/tfjs';
import {adam, momentum, rmsprop, sgd} from 'tfjs-optim';

// A valley with curvatures 1 and 100.
for (const optimizer of [sgd(0.018), momentum(0.018), rmsprop(0.05), adam(0.2)]) {
  const w = tf.variable(tf.tensor1d([5, 1]));
  const loss = () => w.square().mul([1, 100]).sum().div(2);
  for (let k = 0; k < 150; k++) optimizer.minimize(loss, false, [w]);
  console.log(optimizer.getClassName(), loss().dataSync()[0] < 0.01);
}`,
    prints: `OptimSgd false
OptimMomentum true
OptimRmsprop false
OptimAdam true`,
  },
};
