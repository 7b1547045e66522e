import * as tf from '@tensorflow/tfjs';
import type {LossName} from './losses.ts';
import {modelLoss, type ModelLoss} from './model-loss.ts';

/** What the classes of tfjs do not show of a compiled model. */
interface CompiledModel {
  readonly loss?: unknown;
}

interface Traced extends tf.SymbolicTensor {
  readonly sourceLayer: tf.layers.Layer;
  readonly inputs: tf.SymbolicTensor[];
}

/** Layers that give out what they take in, in another shape at most. */
const passingOn = ['Reshape', 'Flatten', 'Permute', 'Dropout', 'RepeatVector'];

/**
 * What comes out of a model: the activation of its last layer that changes numbers, 'softmax' of a layer of that name.
 *
 * @returns null where that layer does not say, and for several outputs
 */
export function outputKind(model: tf.LayersModel): string | null {
  if (model.outputs.length > 1) return null;
  let {sourceLayer: layer, inputs} = model.outputs[0] as Traced;
  while (passingOn.includes(layer.getClassName()) && inputs.length === 1) {
    ({sourceLayer: layer, inputs} = inputs[0] as Traced);
  }
  if (layer instanceof tf.LayersModel) return outputKind(layer);
  if (layer.getClassName() === 'Softmax') return 'softmax';
  const {activation} = layer.getConfig();
  return typeof activation === 'string' ? activation : null;
}

/** Losses of logits, and of probabilities. */
const ofLogits = ['softmaxCrossEntropy', 'sigmoidCrossEntropy'];
const ofProbabilities = [
  'categoricalCrossentropy',
  'sparseCategoricalCrossentropy',
  'binaryCrossentropy',
  'kullbackLeiblerDivergence',
];

/** Whether a loss is one of classes. */
export const isLossOfClasses = (loss: string): boolean => [...ofLogits, ...ofProbabilities].includes(loss);

/** Why a loss measures what a model gives wrongly, with the loss to take; null where it does not, or the last layer does not say. */
export function lossProblem(loss: string, model: tf.LayersModel): string | null {
  const kind = outputKind(model);
  if (ofLogits.includes(loss) && (kind === 'softmax' || kind === 'sigmoid')) {
    const way = kind === 'softmax' ? 'categoricalCrossentropy' : 'binaryCrossentropy';
    return `${loss} is a loss of logits, and the model ends with ${kind}: take ${way}`;
  }
  if (ofProbabilities.includes(loss) && kind === 'linear') {
    const way = loss.startsWith('binary') ? 'sigmoidCrossEntropy' : 'softmaxCrossEntropy';
    return `${loss} is a loss of probabilities, and the model ends without softmax or sigmoid: take ${way}`;
  }
  return null;
}

/** The loss that a model was compiled with, by its name or as it is; null where it was not, or with several. */
function compiledLoss(model: tf.LayersModel): string | ModelLoss | null {
  const {loss} = model as unknown as CompiledModel;
  const [only, ...others] = Array.isArray(loss) ? (loss as unknown[]) : [loss];
  if (others.length > 0) return null;
  if (typeof only === 'function') return {name: only.name === '' ? 'own loss' : only.name, of: only as ModelLoss['of']};
  return typeof only === 'string' ? only : null;
}

/**
 * The loss of a model: the one that is given, else the one that it was compiled with, else softmaxCrossEntropy where its last layer
 * gives several logits.
 *
 * @param owner whose argument it is, for messages
 * @throws RangeError where nothing tells the loss, or it does not fit what the model gives
 */
export function lossOfModel(
  owner: string,
  model: tf.LayersModel,
  given: LossName | (string & {}) | ModelLoss | undefined,
): ModelLoss {
  const told = given ?? compiledLoss(model);
  const kind = outputKind(model);
  const units = (model.outputShape as tf.Shape).at(-1) ?? 1;
  if (told === null && (units === 1 || kind === 'softmax' || kind === 'sigmoid')) {
    const way =
      kind === 'softmax' ? 'categoricalCrossentropy' : kind === 'sigmoid' ? 'binaryCrossentropy' : 'meanSquaredError';
    throw new RangeError(
      `${owner}: loss must be given: the model is not compiled, and ends with ${kind === 'linear' || kind === null ? 'one number' : kind}; ` +
        `'${way}' for example`,
    );
  }
  const loss = modelLoss(owner, told ?? 'softmaxCrossEntropy');
  const problem = lossProblem(loss.name, model);
  if (problem !== null) throw new RangeError(`${owner}: loss: ${problem}`);
  return loss;
}
