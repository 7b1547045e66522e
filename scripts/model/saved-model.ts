import {dirname, isAbsolute, join, win32} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import * as z from 'zod';
import {fileProblem} from '../../lib/base/node/file-problem.ts';
import {openRegular, readBytes} from '../../lib/base/node/read-file.ts';
import {CommandError} from '../arguments/errors.ts';
import {checked} from '../run/folder/checked.ts';

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

const widths = {float32: 4, int32: 4, bool: 1, complex64: 8, uint8: 1, uint16: 2, float16: 2} as const;

/** Numbers that were packed: `value = code scale + min`, or halves of a float32. */
const quantization = z.discriminatedUnion('dtype', [
  z.looseObject({dtype: z.enum(['uint8', 'uint16']), scale: z.number(), min: z.number()}),
  z.looseObject({dtype: z.literal('float16')}),
]);

const entrySchema = z.looseObject({
  name: z.string(),
  shape: z.array(z.int().nonnegative()),
  dtype: z.enum(['float32', 'int32', 'bool', 'string', 'complex64']),
  quantization: quantization.nullish(),
});
type Entry = z.infer<typeof entrySchema>;

/** Why a path may not be read; null for the path of a file in the folder of `model.json` or below. */
function pathProblem(path: string): string | null {
  if (path === '' || path.includes('\0')) return 'expected the name of a file';
  if (isAbsolute(path) || win32.isAbsolute(path) || /^[A-Za-z]:/.test(path))
    return 'expected a path within the folder, not an absolute one';
  return path.split(/[\\/]/).includes('..') ? 'expected a path within the folder, not one that leaves it' : null;
}

const weightPath = z.string().superRefine((path, context) => {
  const message = pathProblem(path);
  if (message !== null) context.addIssue({code: 'custom', message: `${message}: "${path}"`});
});

/** `model.json` as far as it is read here: its layers are read by TensorFlow.js. */
const modelFile = z.looseObject({
  modelTopology: z.custom<object>(isObject, 'expected an object').nullish(),
  userDefinedMetadata: z.custom<object>(isObject, 'expected an object').nullish(),
  trainingConfig: z.custom<tf.io.TrainingConfig>(isObject, 'expected an object').nullish(),
  weightsManifest: z
    .array(z.looseObject({paths: z.array(weightPath), weights: z.array(entrySchema)}))
    .refine((groups) => {
      const names = groups.flatMap(({weights}) => weights.map(({name}) => name));
      return new Set(names).size === names.length;
    }, 'expected every weight once')
    .nullish(),
});

/** Bytes of a weight in its file; for texts, which tell their own lengths, the fewest. */
function bytesOf({shape, dtype, quantization: packing}: Entry): number {
  const width = packing ? widths[packing.dtype] : dtype === 'string' ? 4 : widths[dtype];
  return shape.reduce((product, length) => product * length, width as number);
}

/** Reads the files of one group of weights, one after the other, once their lengths have been found to be those of the weights. */
async function readGroup(folder: string, paths: readonly string[], weights: readonly Entry[]): Promise<Uint8Array[]> {
  const wanted = weights.reduce((sum, entry) => sum + bytesOf(entry), 0);
  const hasTexts = weights.some(({dtype}) => dtype === 'string');
  const files = [];
  try {
    for (const path of paths) {
      try {
        files.push({...(await openRegular(join(folder, path))), path});
      } catch (error) {
        throw new Error(`${path} ${fileProblem(error)}`, {cause: error});
      }
    }
    const found = files.reduce((sum, {size}) => sum + size, 0);
    if (hasTexts ? found < wanted : found !== wanted) {
      throw new Error(
        `${paths.join(', ')} ${paths.length === 1 ? 'has' : 'have'} ${found} bytes, its weights are ` +
          `${hasTexts ? 'at least ' : ''}${wanted}: a file is damaged or of another model, save it again`,
      );
    }
    const parts = [];
    for (const {file, size, path} of files) {
      const part = await readBytes(file, 0, size);
      if (part.length < size) throw new Error(`${path} became shorter while it was read`);
      parts.push(part);
    }
    return parts;
  } finally {
    for (const {file} of files) await file.close();
  }
}

async function readText(file: string, folder: string): Promise<string> {
  try {
    const {file: opened, size} = await openRegular(file);
    try {
      return new TextDecoder().decode(await readBytes(opened, 0, size));
    } finally {
      await opened.close();
    }
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    throw new CommandError(
      code === 'ENOENT' || code === 'ENOTDIR'
        ? `${folder} holds no model.json: give the folder of a saved model`
        : `${file} ${fileProblem(error)}: give the folder of a saved model`,
    );
  }
}

/**
 * Loads a model that `model.save` or the converter of TensorFlow.js wrote, on every backend, without tfjs-node.
 *
 * Its weights are read out of files in its folder or below, and only where their lengths are those of the weights.
 *
 * @param folder with `model.json` and its weights; or the path of `model.json` itself
 * @throws CommandError where files are missing, do not fit, or are no model with layers
 */
export async function loadSavedModel(folder: string): Promise<tf.LayersModel> {
  const file = folder.endsWith('.json') ? folder : join(folder, 'model.json');
  const text = await readText(file, folder);
  try {
    const document: unknown = JSON.parse(text);
    const {modelTopology, trainingConfig, userDefinedMetadata, weightsManifest} = checked(modelFile, document, {
      where: file,
      what: 'a model that can be loaded',
      remedy: 'save the model again with model.save',
    });
    if (!modelTopology || !weightsManifest) throw new Error('it holds no layers with their weights');
    const parts: Uint8Array[] = [];
    for (const {paths, weights} of weightsManifest) parts.push(...(await readGroup(dirname(file), paths, weights)));
    const bytes = Buffer.concat(parts);
    const artifacts = {
      modelTopology,
      weightSpecs: weightsManifest.flatMap(({weights}) => weights) as tf.io.WeightsManifestEntry[],
      weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
      ...(trainingConfig && {trainingConfig}),
      ...(userDefinedMetadata && {userDefinedMetadata}),
    };
    const model = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
    // It may have been saved with its optimizer, whose state nobody goes on with here; a model does not dispose of one that was loaded.
    (model.optimizer as tf.Optimizer | undefined)?.dispose();
    return model;
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${file} cannot be loaded: ${(error as Error).message}`);
  }
}
