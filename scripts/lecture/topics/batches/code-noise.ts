/** Code of the items on what the noise does, with what it prints. */
export const noiseCode = {
  well: {
    code: `import {batches} from 'tfjs-optim';

// f = (x^2 - 1)^2 / 4 - x / 10 is shallow at -1 and deep at 1; the slopes of two examples differ by 3.
for (const batchSize of [1, 'full']) {
  let x = -0.95;
  for (let epoch = 0; epoch < 1000; epoch++) {
    for (const some of batches(2, {batchSize, seed: 1, epoch, sampling: 'replacement'})) {
      const noise = some.reduce((sum, i) => sum + (i === 0 ? 1.5 : -1.5), 0) / some.length;
      x -= 0.2 * (x * (x * x - 1) - 0.1 + noise);
    }
  }
  console.log(batchSize, x > 0 ? 'deep' : 'shallow');
}`,
    prints: `1 deep
full shallow`,
  },
  saddle: {
    code: `import {batches} from 'tfjs-optim';

// y^4 / 4 - y^2 / 2 from the saddle at 0; the slopes of two examples differ by .2.
for (const batchSize of [1, 'full']) {
  let y = 0;
  for (let epoch = 0; epoch < 150; epoch++) {
    for (const some of batches(2, {batchSize, seed: 1, epoch, sampling: 'replacement'})) {
      const noise = some.reduce((sum, i) => sum + (i === 0 ? 0.1 : -0.1), 0) / some.length;
      y -= 0.1 * (y ** 3 - y + noise);
    }
  }
  console.log(batchSize, Math.abs(y).toFixed(1));
}`,
    prints: `1 1.0
full 0.0`,
  },
  zero: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp, sgd, train} from 'tfjs-optim';

const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [1, 0]]);
const model = mlp({inputs: 2, widths: [4], classes: 2, activation: 'tanh'});
model.setWeights(model.getWeights().map((weight) => tf.zerosLike(weight)));
await train({model, data: {x, y}, optimizer: sgd(0.5), epochs: 10, batchSize: 1, seed: 1});
for (const weight of model.getWeights()) {
  console.log(weight.shape.join(' x '), weight.abs().max().dataSync()[0] > 0);
}`,
    prints: `2 x 4 false
4 false
4 x 2 false
2 true`,
  },
  track: {
    code: `// A target that goes up by .01 with each example: the newest one followed at rate .2, and the mean of all.
let [newest, sum, target] = [0, 0, 0];
for (let t = 1; t <= 1000; t++) {
  target += 0.01;
  newest -= 0.2 * (newest - target);
  sum += target;
}
console.log((target - newest).toFixed(2), (target - sum / 1000).toFixed(2));`,
    prints: '0.04 4.99',
  },
  trackNames: {
    code: `// A hundred examples say 1, then twenty say -1: one update each, with the newest one and with all so far.
let [newest, all] = [0, 0];
const seen = [];
for (let t = 0; t < 120; t++) {
  seen.push(t < 100 ? 1 : -1);
  newest -= 0.2 * (newest - seen.at(-1));
  all -= 0.2 * (all - seen.reduce((sum, each) => sum + each, 0) / seen.length);
}
console.log(newest.toFixed(2), all.toFixed(2));`,
    prints: '-0.98 0.73',
  },
  floor: {
    code: `import {batches, inverseTimeDecay} from 'tfjs-optim';

// (w - y)^2 / 2 with y = 1 or -1: how far from 0 the last 1000 of 20000 updates are.
for (const rate of [() => 0.5, () => 0.05, inverseTimeDecay(0.5, {k: 0.05})]) {
  let [w, update, squares] = [3, 0, 0];
  for (const [i] of batches(20000, {batchSize: 1, seed: 1})) {
    w -= rate(update++) * (w - (i % 2) * 2 + 1);
    if (update > 19000) squares += w * w;
  }
  console.log((squares / 1000).toFixed(4));
}`,
    prints: `0.3182
0.0211
0.0000`,
  },
  floorDigits: {
    code: `import {batches} from 'tfjs-optim';

// w x = y on two examples: with y = 1, 2 one weight fits both, with y = 1, 3 none does.
for (const y of [[1, 2], [1, 3]]) {
  let [w, moved] = [0, 0];
  for (let epoch = 0; epoch < 200; epoch++) {
    for (const [i] of batches(2, {batchSize: 1, seed: 1, epoch})) {
      const step = 0.1 * (w * (i + 1) - y[i]) * (i + 1);
      w -= step;
      moved = Math.abs(step);
    }
  }
  console.log(y.join(' '), w.toFixed(1), moved > 0.01 ? 'still moves' : 'rests');
}`,
    prints: `1 2 1.0 rests
1 3 1.4 still moves`,
  },
  restarts: {
    code: `// (tanh w - .5)^2 at rate 1: where ten updates change little, start from elsewhere.
const error = (w) => (Math.tanh(w) - 0.5) ** 2;
for (const start of [-9, -6, 2]) {
  let w = start;
  for (let k = 0; k < 10; k++) w -= 2 * (Math.tanh(w) - 0.5) * (1 - Math.tanh(w) ** 2);
  const isBad = error(w) > 0.9 * error(start);
  console.log(start, error(w).toFixed(3), isBad ? 'start again' : 'go on');
}`,
    prints: `-9 2.250 start again
-6 2.250 start again
2 0.007 go on`,
  },
};
