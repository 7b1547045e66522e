/** Code of the items on surfaces and learning, by their names, with what it prints. */
export const code = {
  surfaces: {
    code: `import * as tf from '@tensorflow/tfjs';
import {mlp, plane, randomPlane} from 'tfjs-optim';

const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [1, 0]]);
// How far the loss rises within the same relative distance, in two networks.
const highest = [2, 20].map(async (layers) => {
  const widths = Array.from({length: layers - 1}, () => 8);
  const model = mlp({inputs: 2, widths, classes: 2, initializer: 'heNormal', seed: 1});
  const around = randomPlane({model, seed: 1});
  const {loss} = await plane({model, ...around, x: '-1:1:5', y: '-1:1:5', data: {x, y}});
  return Math.max(...loss.flat());
});
const [shallow, deep] = await Promise.all(highest);
console.log(shallow < 10, deep > 10 * shallow);`,
    prints: `true true`,
  },
  notConvex: {
    code: `// Two weights, output a b x: all with a b = 1 are solutions, and the middle between two of them is none.
const loss = ([a, b]) => (1 - a * b) ** 2;
const [first, second] = [[2, 0.5], [-2, -0.5]];
for (const t of [0, 0.25, 0.5, 0.75, 1]) {
  const between = first.map((value, i) => (1 - t) * value + t * second[i]);
  console.log(t, loss(between).toFixed(4));
}`,
    prints: `0 0.0000
0.25 0.5625
0.5 1.0000
0.75 0.5625
1 0.0000`,
  },
  normalised: {
    code: `import * as tf from '@tensorflow/tfjs';
import {filterNormalizedDirection, mlp, rescaleUnits} from 'tfjs-optim';

const model = mlp({inputs: 2, widths: [4], classes: 2, seed: 1});
const copy = rescaleUnits({model, layer: 'hidden1', factors: 10});
for (const weights of [model.getWeights(), copy]) {
  const direction = filterNormalizedDirection({model, weights, seed: 1});
  const norm = (tensor) => tf.norm(tensor).dataSync()[0];
  const ratio = [0, 2].map((i) => (norm(direction[i]) / norm(weights[i])).toFixed(3));
  console.log(ratio.join(' '), (norm(weights[0]) / norm(model.getWeights()[0])).toFixed(1));
}`,
    prints: `1.000 1.000 1.0
1.000 1.000 10.0`,
  },
  kindsOfLearning: {
    code: `// Two heaps on a line. With labels: the middle of the two means. Without: two clusters.
const heaps = [1, 2, 1.5, 2.5, 7, 8, 7.5, 8.5];
const labels = [0, 0, 0, 0, 1, 1, 1, 1];
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const means = [0, 1].map((c) => mean(heaps.filter((_, i) => labels[i] === c)));
let centres = [0, 1];
for (let round = 0; round < 5; round++) {
  const of = heaps.map((x) => (Math.abs(x - centres[0]) < Math.abs(x - centres[1]) ? 0 : 1));
  centres = centres.map((centre, c) => (of.includes(c) ? mean(heaps.filter((_, i) => of[i] === c)) : centre));
}
console.log(means.join(' '), centres.join(' '));`,
    prints: `1.75 7.75 1.75 7.75`,
  },
  tasks: {
    code: `// Points near a line: one number keeps nearly all of their spread.
const points = Array.from({length: 100}, (_, i) => [i / 10, i / 20 + Math.sin(7 * i) / 5]);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const [mx, my] = [0, 1].map((j) => mean(points.map((point) => point[j])));
const xx = mean(points.map(([x]) => (x - mx) ** 2));
const yy = mean(points.map(([, y]) => (y - my) ** 2));
const xy = mean(points.map(([x, y]) => (x - mx) * (y - my)));
const greatest = (xx + yy) / 2 + Math.sqrt(((xx - yy) / 2) ** 2 + xy ** 2);
console.log((greatest / (xx + yy)).toFixed(3), ((xy * xy) / (xx * yy)).toFixed(3));`,
    prints: `0.998 0.990`,
  },
};
