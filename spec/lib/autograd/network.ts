import * as tf from '@tensorflow/tfjs';
import {readFileSync} from 'node:fs';

type Values = {readonly shape: number[]; readonly values: number[]};
type LayerSpec = [kind: string, config: Record<string, unknown>];

/** A small network with its exact gradient and Hessian-vector product. */
export interface NetworkCase {
  readonly name: string;
  readonly layers: readonly LayerSpec[];
  readonly inputShape: number[];
  readonly loss: string;
  readonly training?: true;
  readonly x: Values;
  readonly y: Values;
  readonly weights: readonly Values[];
  readonly v: readonly number[][];
  readonly gradient: readonly number[][];
  readonly hv: readonly number[][];
}

/** The cases, computed in float64 by another library. */
export const networkCases = (
  JSON.parse(readFileSync(new URL('../../fixtures/second-order.json', import.meta.url), 'utf8')) as {
    cases: NetworkCase[];
  }
).cases;

type Factory = (config: object) => tf.layers.Layer;
const factories = tf.layers as unknown as Record<string, Factory>;

function layerOf([kind, config]: LayerSpec): tf.layers.Layer {
  const {layer, ...rest} = config;
  return factories[kind]!(layer === undefined ? rest : {...rest, layer: layerOf(layer as LayerSpec)});
}

/** Two branches of one input, merged. */
function branches(x: tf.SymbolicTensor, {merge, units}: Record<string, unknown>): tf.SymbolicTensor {
  const branch = (activation: 'tanh' | 'softplus'): tf.SymbolicTensor =>
    tf.layers.dense({units: units as number, activation}).apply(x) as tf.SymbolicTensor;
  return factories[merge as string]!({...(merge === 'dot' && {axes: -1})}).apply([
    branch('tanh'),
    branch('softplus'),
  ]) as tf.SymbolicTensor;
}

/** The model of a case with its weights; the caller disposes of it. */
export function modelOf({layers, inputShape, weights}: NetworkCase): tf.LayersModel {
  const input = tf.input({shape: inputShape});
  const output = layers.reduce<tf.SymbolicTensor>(
    (x, [kind, config]) =>
      kind === 'branches' ? branches(x, config) : (layerOf([kind, config]).apply(x) as tf.SymbolicTensor),
    input,
  );
  const model = tf.model({inputs: input, outputs: output});
  for (const [i, weight] of model.trainableWeights.entries()) {
    tf.tidy(() => void weight.write(tf.tensor(weights[i]!.values, weights[i]!.shape)));
  }
  return model;
}

const logits = (y: tf.Tensor, z: tf.Tensor): tf.Tensor => tf.neg(tf.sum(tf.mul(y, tf.logSoftmax(z)), -1));

/** The loss of a case, a mean, as tfjs-layers or tf.losses computes it. */
export function lossOf(network: NetworkCase, model: tf.LayersModel): () => tf.Scalar {
  const {x, y, loss, training = false} = network;
  const compute = lossFunction(loss, model);
  return () =>
    tf.tidy(() => {
      const output = model.apply(tf.tensor(x.values, x.shape), {training}) as tf.Tensor;
      return tf.mean(compute(tf.tensor(y.values, y.shape), output));
    });
}

function lossFunction(loss: string, model: tf.LayersModel): (y: tf.Tensor, output: tf.Tensor) => tf.Tensor {
  if (loss === 'softmaxCrossEntropy') return logits;
  if (loss.startsWith('tf.')) {
    const name = loss.slice(3) as 'meanSquaredError';
    return (y, output) =>
      loss === 'tf.cosineDistance' ? tf.losses.cosineDistance(y, output, -1) : tf.losses[name](y, output);
  }
  model.compile({optimizer: 'sgd', loss});
  return (model as unknown as {lossFunctions: ((y: tf.Tensor, output: tf.Tensor) => tf.Tensor)[]}).lossFunctions[0]!;
}
