import * as tf from '@tensorflow/tfjs';
import {countOutliers, type MatrixName, topEigenvalues} from '../../lib/curvature/index.ts';
import {type LabelledImages, selectImages, toTensors} from '../../lib/data/index.ts';
import {loadMnist} from '../../lib/data/files/index.ts';
import {mlp} from '../../lib/models/index.ts';
import {loadBackend} from '../../lib/native/index.ts';
import {sliceExamples} from '../../lib/training/objective/index.ts';
import {train} from '../../lib/training/index.ts';
import {sgd} from '../../optimizers/index.ts';

/*
 * How many eigenvalues stand apart from the bulk, with 2, 5 and 10 classes of MNIST kept:
 * node --import tsx/esm bench/studies/class-outliers.ts [folder of the IDX files]
 */

const [dir] = process.argv.slice(2);
const examples = 10_000;
const epochs = 5;

function keep(images: LabelledImages, classes: number): LabelledImages {
  const kept = Array.from(images.labels, (label, i) => (label < classes ? i : -1)).filter((i) => i >= 0);
  return selectImages(images, kept);
}

await loadBackend();
const digits = await loadMnist(dir === undefined ? {source: 'embedded'} : {source: 'dir', dir});
console.log(
  `${digits.source}; mlp 784-128-k, sgd 0.1, batch 64, ${epochs} epochs; mean loss over ${examples} examples`,
);
console.log('classes | seed | train accuracy | matrix | widest gap after | factor | eigenvalues');
for (const classes of [2, 5, 10]) {
  const {x, y} = toTensors(keep(digits.train, classes), {classes});
  const data = sliceExamples({x, y}, 0, examples);
  for (const seed of [1, 2, 3]) {
    const model = mlp({classes, seed});
    const {history} = await train({model, data: {x, y}, optimizer: sgd(0.1), epochs, batchSize: 64, seed});
    const accuracy = history.at(-1)!.trainAccuracy!.toFixed(4);
    for (const matrix of ['hessian', 'gaussNewton'] satisfies MatrixName[]) {
      const {values} = await topEigenvalues({variables: model, data, matrix, k: classes + 8, tolerance: 1e-3});
      const {count, ratio} = countOutliers(values);
      const shown = values.map((value) => value.toPrecision(3)).join(' ');
      console.log(`${classes} | ${seed} | ${accuracy} | ${matrix} | ${count} | ${ratio.toPrecision(3)} | ${shown}`);
    }
    model.dispose();
  }
  if (data.x !== x) tf.dispose([data.x, data.y]);
  tf.dispose([x, y]);
}
