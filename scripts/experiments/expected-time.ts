import * as tf from '@tensorflow/tfjs';
import {lossCatalogue, modelCatalogue} from '../../lib/models/index.ts';
import {type Comparison, createOptimizer, updatesPerEpoch} from './comparison.ts';
import type {ComparisonData} from './train-unit.ts';

const elapsed = (work: () => void): number => {
  const before = performance.now();
  work();
  return (performance.now() - before) / 1000;
};

/**
 * Seconds that a comparison will take, from a few updates and one evaluation of its own model made on the spot.
 *
 * @param data left as it is
 */
export function expectedSeconds(comparison: Comparison, data: ComparisonData): number {
  const {dataset, model: choice, optimizers, epochs, seeds, batchSize} = comparison;
  const {rows, columns} = dataset.train;
  const entry = modelCatalogue[choice.name];
  const model = entry.build({rows, columns, classes: dataset.classes, ...choice.options});
  const loss = lossCatalogue[entry.loss];
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const optimizer = createOptimizer(comparison, optimizers[0]!);
  const chunk = Math.min(1000, dataset.train.count);
  try {
    return tf.tidy(() => {
      const [x, y] = [data.train.x, data.train.y].map((tensor) =>
        tensor.slice(0, Math.min(batchSize, dataset.train.count)),
      );
      const update = () => {
        const value = optimizer.minimize(() => loss(y!, model.apply(x!) as tf.Tensor), true, variables)!;
        value.dataSync();
      };
      update();
      const perUpdate = Math.min(...[1, 2, 3].map(() => elapsed(update)));
      const examples = data.train.x.slice(0, chunk);
      const perExample = elapsed(() => (model.apply(examples) as tf.Tensor).dataSync()) / chunk;
      const evaluated = dataset.train.count + dataset.test.count;
      const perUnit = epochs * updatesPerEpoch(comparison) * perUpdate + (epochs + 1) * evaluated * perExample;
      return optimizers.length * seeds * perUnit;
    });
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}
