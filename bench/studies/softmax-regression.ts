import * as tf from '@tensorflow/tfjs';
import {toTensors} from '../../lib/data/index.ts';
import {loadMnist} from '../../lib/data/files/index.ts';
import {softmaxCrossEntropy} from '../../lib/models/index.ts';
import {loadBackend} from '../../lib/native/index.ts';
import {conjugateGradient, lbfgs, newtonCG} from '../../optimizers/index.ts';

/*
 * Softmax regression on all of MNIST to its only minimum, by each solver: evaluations and seconds to each gap of the loss.
 *
 * node --import tsx/esm bench/studies/softmax-regression.ts FOLDER   (the IDX files; SciPy and scikit-learn: softmax_regression.py)
 *
 * loss = mean cross-entropy + lambda / 2 |W|^2, the bias free, from zeros
 */
const minima = {0.01: 0.54385528, 0.001: 0.33461098} as const;
const gaps = [1e-2, 1e-3, 1e-4, 1e-5];

const [dir] = process.argv.slice(2);
await loadBackend();
const {train} = await loadMnist(dir === undefined ? {source: 'embedded'} : {source: 'dir', dir});
const {x, y} = toTensors(train);
console.log('lambda | solver | evaluations + products, seconds to a gap of 1e-2 | 1e-3 | 1e-4 | 1e-5 | end');
for (const lambda of [0.01, 0.001] as const) {
  for (const [name, make] of Object.entries({lbfgs, conjugateGradient, newtonCG})) {
    const [w, b] = [tf.variable(tf.zeros([784, 10])), tf.variable(tf.zeros([10]))];
    const loss = (): tf.Scalar => {
      const cross = softmaxCrossEntropy(y, tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), b));
      return tf.add(cross, tf.mul(lambda / 2, tf.sum(tf.square(w))));
    };
    const reached: string[] = [];
    const began = performance.now();
    const solver = make();
    const result = await solver.solve(loss, [w, b], {
      onIteration: ({loss: value, evaluations: {gradient, product}}) => {
        while (reached.length < gaps.length && value - minima[lambda] <= gaps[reached.length]!) {
          reached.push(`${gradient} + ${product}, ${((performance.now() - began) / 1000).toFixed(2)}`);
        }
      },
    });
    const seconds = ((performance.now() - began) / 1000).toFixed(2);
    const {stopped, loss: value, gradientNorm, evaluations} = result;
    console.log(
      [lambda, name, ...gaps.map((_, i) => reached[i] ?? '-')].join(' | '),
      `| ${stopped} ${value.toFixed(8)} |g| ${gradientNorm.toExponential(1)} ${evaluations.gradient} + ${evaluations.product}, ${seconds}`,
    );
    solver.dispose();
    tf.dispose([w, b]);
  }
}
