import {toTensors} from '../../lib/data/index.ts';
import {modelCatalogue} from '../../lib/models/index.ts';
import type {Examples} from '../../lib/training/index.ts';
import type {Comparison} from './comparison.ts';

/** The tensors of a data set, shared by all units. */
export interface ComparisonData {
  readonly train: Examples;
  readonly test: Examples;
}

/** The sets as tensors, the images as their own targets where the model reconstructs; the caller disposes them. */
export function comparisonData({dataset, model}: Pick<Comparison, 'dataset' | 'model'>): ComparisonData {
  const {input: shape, task} = modelCatalogue[model.name];
  const [train, test] = [dataset.train, dataset.test].map((images) => {
    const {x, y} = toTensors(images, {classes: dataset.classes, shape});
    if (task === 'classification') return {x, y};
    y.dispose();
    return {x, y: x};
  });
  return {train: train!, test: test!};
}
