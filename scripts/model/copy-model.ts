import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../lib/base/random.ts';
import {layersToAnyDepth} from '../../lib/models/parts/index.ts';

/** What TensorFlow.js begins the names with that it makes itself; a number, which counts up in a process, follows. */
function ownPrefix(layer: tf.layers.Layer): string {
  const name = layer.getClassName();
  if (name === 'InputLayer') return 'input';
  if (layer instanceof tf.LayersModel) return name === 'Sequential' ? 'sequential_' : 'model';
  const snake = name
    .replaceAll(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
  return `${snake}_${name}`;
}

/** Names without a trace of what else the process has built: layers that TensorFlow.js named are counted within their model. */
function steadyNames(model: tf.LayersModel): Map<string, string> {
  const counts = new Map<string, number>();
  return new Map(
    layersToAnyDepth(model).flatMap((layer) => {
      const prefix = ownPrefix(layer);
      if (!layer.name.startsWith(prefix) || !/^\d+$/.test(layer.name.slice(prefix.length))) return [];
      const count = (counts.get(prefix) ?? 0) + 1;
      counts.set(prefix, count);
      return [[layer.name, `${prefix}${count}`] as const];
    }),
  );
}

/** What tfjs keeps the weights of a layer in. */
interface Weight {
  trainable: boolean;
  read(): tf.Tensor;
  write(value: tf.Tensor): void;
}

interface Weighted {
  readonly _trainableWeights: readonly Weight[];
  readonly _nonTrainableWeights: readonly Weight[];
}

/** Gives the layers of a copy the weights of the original and what is frozen of it, which configurations do not hold of models within. */
function takeOver(copy: tf.LayersModel, model: tf.LayersModel): void {
  const [from, to] = [layersToAnyDepth(model), layersToAnyDepth(copy)];
  if (from.length !== to.length) throw new Error('the copy has other layers');
  // Those outside first: a model sets all that is in it.
  for (const [i, layer] of from.entries()) to[i]!.trainable = layer.trainable;
  // One by one: the lists of a model begin with what is not frozen, in whichever order that was done.
  const weightsOf = (layers: readonly tf.layers.Layer[]): Weight[] =>
    (layers as unknown as readonly Weighted[]).flatMap((layer) => [
      ...layer._trainableWeights,
      ...layer._nonTrainableWeights,
    ]);
  const copies = weightsOf(to);
  for (const [i, weight] of weightsOf(from).entries()) {
    copies[i]!.write(weight.read());
    copies[i]!.trainable = weight.trainable;
  }
}

/** Whether two models give the same for the same inputs, as far as a try of numbers between 0 and 1 tells. */
function giveTheSame(copy: tf.LayersModel, model: tf.LayersModel): boolean {
  const random = randomStream(0, 'copy');
  return tf.tidy(() => {
    const inputs = model.inputs.map(({shape}) => {
      const size = shape.map((length) => length ?? 2);
      const count = size.reduce((product, length) => product * length, 1);
      return tf.tensor(
        Float32Array.from({length: count}, () => random.uniform()),
        size,
      );
    });
    const [one, other] = [model, copy].map((each) => [each.predict(inputs)].flat().map((output) => output.dataSync()));
    return one!.every((values, o) => values.every((value, i) => Object.is(value, other![o]![i])));
  });
}

/**
 * A copy of a model with the same layers and weights, whose layers have the same names in every process.
 *
 * @returns null where TensorFlow.js cannot make one that does the same, as for layers of classes that it does not know
 */
export function copyModel(model: tf.LayersModel): tf.LayersModel | null {
  const names = steadyNames(model);
  let copy: tf.LayersModel | null = null;
  try {
    const written = JSON.stringify(model.getConfig()).replaceAll(/"([^"\\]+)"/g, (text, name: string) =>
      names.has(name) ? `"${names.get(name)}"` : text,
    );
    const kind = model.constructor as unknown as {fromConfig(kind: unknown, config: object): tf.LayersModel};
    copy = kind.fromConfig(kind, JSON.parse(written) as object);
    takeOver(copy, model);
    if (giveTheSame(copy, model)) return copy;
  } catch {
    // Its configuration does not hold all of it.
  }
  copy?.dispose();
  return null;
}
