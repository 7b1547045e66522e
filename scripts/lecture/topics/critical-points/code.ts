/** Code of the items on kinds and chances, by their names, with what it prints. */
export const code = {
  kinds: {
    code: `import * as tf from '@tensorflow/tfjs';
import {classifyCriticalPoint} from 'tfjs-optim';

const [x, y] = [tf.variable(tf.scalar(0)), tf.variable(tf.scalar(0))];
const functions = {
  'x^2 + y^2': () => x.square().add(y.square()),
  'x^2 - y^2': () => x.square().sub(y.square()),
  'x^4 + y^4': () => x.square().square().add(y.square().square()),
};
for (const [name, loss] of Object.entries(functions)) {
  const {kind, isDegenerate} = await classifyCriticalPoint({loss, variables: [x, y]});
  console.log(name, kind, isDegenerate);
}`,
    prints: `x^2 + y^2 minimum false
x^2 - y^2 saddle false
x^4 + y^4 degenerate true`,
  },
  powers: {
    code: `for (const d of [1, 2, 3]) console.log(d, (1 / 3 ** d).toFixed(5));
// The chance of 101,770 weights is too small for a number of the computer; its logarithm is not.
console.log(1 / 3 ** 101770, (-101770 * Math.log10(3)).toFixed(1));`,
    prints: `1 0.33333
2 0.11111
3 0.03704
0 -48556.6`,
  },
  gaussian: {
    code: `let state = 7;
const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
let minima = [0, 0];
for (let draw = 0; draw < 100000; draw++) {
  const [a, b, c] = [Math.SQRT2 * normal(), Math.SQRT2 * normal(), normal()];
  if (a > 0) minima[0]++;
  if (a > 0 && a * b > c * c) minima[1]++;
}
console.log(minima.map((count) => (count / 100000).toFixed(2)).join(' '));
console.log((1 / 3).toFixed(2), (1 / 9).toFixed(2));`,
    prints: `0.50 0.15
0.33 0.11`,
  },
  waves: {
    code: `// Critical points of random functions of one number: the slope changes its sign.
for (const seed of [1, 2, 3]) {
  const slope = (x) => [1, 2, 3, 4, 5].reduce((sum, k) => sum + Math.cos(k * x + seed * k * k * 2.4), 0);
  const kinds = {minima: 0, maxima: 0};
  for (let i = 0; i < 1000; i++) {
    const [before, after] = [slope((2 * Math.PI * i) / 1000), slope((2 * Math.PI * (i + 1)) / 1000)];
    if (before < 0 && after >= 0) kinds.minima++;
    if (before >= 0 && after < 0) kinds.maxima++;
  }
  console.log(kinds.minima, kinds.maxima);
}`,
    prints: `3 3
3 3
3 3`,
  },
  network: {
    code: `import * as tf from '@tensorflow/tfjs';
import {adam, mlp, softmaxCrossEntropy, topEigenvalues} from 'tfjs-optim';

const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[1, 0], [0, 1], [0, 1], [1, 0]]);
const model = mlp({inputs: 2, widths: [3], classes: 2, activation: 'tanh', seed: 1});
const loss = () => softmaxCrossEntropy(y, model.apply(x));
const negative = async () => {
  const {values} = await topEigenvalues({loss, variables: model, k: model.countParams()});
  return values.filter((value) => value < -1e-4).length;
};
const before = await negative();
const optimizer = adam(0.05);
for (let k = 0; k < 150; k++) optimizer.minimize(loss);
console.log(before > 3, (await negative()) < before);`,
    prints: `true true`,
  },
};
