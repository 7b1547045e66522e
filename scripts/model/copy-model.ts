import * as tf from '@tensorflow/tfjs';
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
    [model as tf.layers.Layer, ...layersToAnyDepth(model)].flatMap((layer) => {
      const prefix = ownPrefix(layer);
      if (!layer.name.startsWith(prefix) || !/^\d+$/.test(layer.name.slice(prefix.length))) return [];
      const count = (counts.get(prefix) ?? 0) + 1;
      counts.set(prefix, count);
      return [[layer.name, `${prefix}${count}`] as const];
    }),
  );
}

/**
 * A copy of a model with the same layers and weights, whose layers have the same names in every process.
 *
 * @returns null where a layer is of a class that TensorFlow.js cannot make again
 */
export function copyModel(model: tf.LayersModel): tf.LayersModel | null {
  const names = steadyNames(model);
  const written = JSON.stringify(model.getConfig()).replaceAll(/"([^"\\]+)"/g, (text, name: string) =>
    names.has(name) ? `"${names.get(name)}"` : text,
  );
  const kind = model.constructor as unknown as {fromConfig(kind: unknown, config: object): tf.LayersModel};
  let copy: tf.LayersModel;
  try {
    copy = kind.fromConfig(kind, JSON.parse(written) as object);
  } catch {
    return null;
  }
  copy.setWeights(model.getWeights());
  return copy;
}
