import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {CommandError} from '../arguments/errors.ts';

interface ModelFile {
  readonly modelTopology?: unknown;
  readonly trainingConfig?: tf.io.TrainingConfig;
  readonly weightsManifest?: readonly {
    readonly paths: readonly string[];
    readonly weights: tf.io.WeightsManifestEntry[];
  }[];
}

/**
 * Loads a model that `model.save` or the converter of TensorFlow.js wrote, on every backend, without tfjs-node.
 *
 * @param folder with `model.json` and its weights; or the path of `model.json` itself
 * @throws CommandError where files are missing or are no model with layers
 */
export async function loadSavedModel(folder: string): Promise<tf.LayersModel> {
  const file = folder.endsWith('.json') ? folder : join(folder, 'model.json');
  if (!existsSync(file)) throw new CommandError(`${folder} holds no model.json: give the folder of a saved model`);
  try {
    const {modelTopology, trainingConfig, weightsManifest} = JSON.parse(readFileSync(file, 'utf8')) as ModelFile;
    if (!modelTopology || !weightsManifest) throw new Error('it holds no layers with their weights');
    const parts = weightsManifest.flatMap(({paths}) => paths.map((path) => readFileSync(join(dirname(file), path))));
    const bytes = Buffer.concat(parts);
    const artifacts = {
      modelTopology: modelTopology,
      weightSpecs: weightsManifest.flatMap(({weights}) => weights),
      weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
      ...(trainingConfig && {trainingConfig}),
    };
    return await tf.loadLayersModel(tf.io.fromMemory(artifacts));
  } catch (error) {
    throw new CommandError(`${file} cannot be loaded: ${(error as Error).message}`);
  }
}
