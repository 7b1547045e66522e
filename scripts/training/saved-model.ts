import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import * as z from 'zod';
import {CommandError} from '../arguments/errors.ts';
import {checked} from '../run/folder/checked.ts';

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

const weightsEntry = z.custom<tf.io.WeightsManifestEntry>(
  (entry) => z.looseObject({name: z.string(), shape: z.array(z.number()), dtype: z.string()}).safeParse(entry).success,
  'expected an object with name, shape and dtype',
);

/** `model.json` as far as it is read here: its layers are read by TensorFlow.js. */
const modelFile = z.looseObject({
  modelTopology: z.custom<object>(isObject, 'expected an object').nullish(),
  trainingConfig: z.custom<tf.io.TrainingConfig>(isObject, 'expected an object').nullish(),
  weightsManifest: z.array(z.looseObject({paths: z.array(z.string()), weights: z.array(weightsEntry)})).nullish(),
});

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
    const document: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const {modelTopology, trainingConfig, weightsManifest} = checked(modelFile, document, {
      where: file,
      what: 'a model that can be loaded',
      remedy: 'save the model again with model.save',
    });
    if (!modelTopology || !weightsManifest) throw new Error('it holds no layers with their weights');
    const parts = weightsManifest.flatMap(({paths}) => paths.map((path) => readFileSync(join(dirname(file), path))));
    const bytes = Buffer.concat(parts);
    const artifacts = {
      modelTopology,
      weightSpecs: weightsManifest.flatMap(({weights}) => weights),
      weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
      ...(trainingConfig && {trainingConfig}),
    };
    return await tf.loadLayersModel(tf.io.fromMemory(artifacts));
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${file} cannot be loaded: ${(error as Error).message}`);
  }
}
