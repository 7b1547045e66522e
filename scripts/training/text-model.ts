import type * as tf from '@tensorflow/tfjs';
import type {ImageDataset} from '../../lib/data/index.ts';
import {modelCatalogue} from '../../lib/models/index.ts';
import {parseModel} from '../arguments/model-spec.ts';
import {UsageError} from '../arguments/errors.ts';

/** A model as `--model` has it, with the initial weights of a seed; and the name of its loss. */
export function modelFromText(
  text: string,
  {train, classes}: ImageDataset,
  seed: number,
): {model: tf.LayersModel; loss: string} {
  const mistakes: string[] = [];
  const choice = parseModel(text, mistakes);
  if (!choice) throw new UsageError(mistakes);
  const entry = modelCatalogue[choice.name];
  return {
    model: entry.build({rows: train.rows, columns: train.columns, classes, seed, ...choice.options}),
    loss: entry.loss,
  };
}
