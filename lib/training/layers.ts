import type * as tf from '@tensorflow/tfjs';

/** Variables that belong together, and where their activation can be read. */
export interface LayerGroup {
  readonly name: string;
  readonly variables: readonly tf.Variable[];
  /** Name of the symbolic tensor that holds the ReLU's outputs; null where the activation is not a ReLU. */
  readonly relu: string | null;
}

/** The name of the one output of a layer that is used once; null for others. */
function outputName(layer: tf.layers.Layer): string | null {
  if (layer.inboundNodes.length !== 1 || Array.isArray(layer.output)) return null;
  return layer.output.name;
}

const isRelu = (layer: tf.layers.Layer): boolean =>
  layer.getClassName() === 'ReLU' || layer.getConfig()['activation'] === 'relu';

const isLinear = (layer: tf.layers.Layer): boolean => (layer.getConfig()['activation'] ?? 'linear') === 'linear';

function reluOf(layer: tf.layers.Layer): string | null {
  if (isRelu(layer)) return outputName(layer);
  const next = layer.outboundNodes.length === 1 ? layer.outboundNodes[0]?.outboundLayer : undefined;
  const activates = next !== undefined && ['ReLU', 'Activation'].includes(next.getClassName());
  return activates && isLinear(layer) && isRelu(next) ? outputName(next) : null;
}

/**
 * Groups the variables that are trained by the layers of their model, in its order; without a model by the part of their
 * names before the last slash.
 *
 * @param variables that are trained
 * @param model whose layers they belong to, or null
 */
export function layerGroups(variables: readonly tf.Variable[], model: tf.LayersModel | null): LayerGroup[] {
  const groups: LayerGroup[] = [];
  const left = new Set(variables);
  for (const layer of model?.layers ?? []) {
    const own = layer.trainableWeights
      .map((weight) => weight.read() as tf.Variable)
      .filter((value) => left.delete(value));
    if (own.length > 0) groups.push({name: layer.name, variables: own, relu: reluOf(layer)});
  }
  const rest = new Map<string, tf.Variable[]>();
  for (const variable of left) {
    const name = variable.name.replace(/\/[^/]*$/, '');
    rest.set(name, [...(rest.get(name) ?? []), variable]);
  }
  return [...groups, ...[...rest].map(([name, own]) => ({name, variables: own, relu: null}))];
}
