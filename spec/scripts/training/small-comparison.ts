import type {ImageDataset, LabelledImages} from '../../../lib/data/index.ts';
import {digitsAsExamples} from '../../../scripts/data/open-data.ts';
import {parseCatalogueModel} from '../../../scripts/model/catalogue-spec.ts';
import {type ModelSource, openModel} from '../../../scripts/model/model-source.ts';
import {parseOptimizers} from '../../../scripts/arguments/optimizer-spec.ts';
import type {Comparison} from '../../../scripts/training/comparison.ts';
import {noise} from '../../lib/data/support/fake-set.ts';

const images = (count: number, start: number): LabelledImages => ({
  images: noise(count * 784, start),
  labels: Uint8Array.from({length: count}, (_, example) => example % 10),
  count,
  rows: 28,
  columns: 28,
});

const dataset: ImageDataset = {
  name: 'mnist',
  source: 'made up',
  classes: 10,
  train: images(50, 1),
  test: images(20, 2),
};

/** A comparison on made-up images that takes no time. */
export function smallComparison({
  optimizers = 'sgd,adam',
  model = 'logreg',
  ...changes
}: Partial<Omit<Comparison, 'optimizers' | 'model'>> & {optimizers?: string; model?: string} = {}): Comparison {
  const datasets = changes.datasets ?? [digitsAsExamples(dataset)];
  return {
    datasets,
    model: openModel(parseCatalogueModel(model, [])!, datasets[0]) as ModelSource,
    optimizers: parseOptimizers(optimizers, []),
    schedule: undefined,
    epochs: 2,
    batchSize: 20,
    seed: 1,
    seeds: 1,
    ...changes,
  };
}
