import * as tf from '@tensorflow/tfjs';
import {parameterShapes} from '../parameter-shapes.ts';
import type {Layer, Network} from '../task.ts';
import {classes, images, initialValues} from './data.ts';

type LayerArgs = {inputShape?: number[]; activation: 'relu' | 'linear'};

function layerOf(layer: Layer, {inputShape, activation}: LayerArgs): tf.layers.Layer {
  const first = inputShape === undefined ? {} : {inputShape};
  if (layer.kind === 'dense') {
    return tf.layers.dense({units: layer.units, activation, kernelInitializer: 'zeros', ...first});
  }
  if (layer.kind === 'convolution') {
    const {filters, size: kernelSize} = layer;
    return tf.layers.conv2d({
      filters,
      kernelSize,
      padding: 'same',
      activation,
      kernelInitializer: 'zeros',
      ...first,
    });
  }
  return layer.kind === 'pool' ? tf.layers.maxPooling2d({poolSize: 2}) : tf.layers.flatten();
}

/** The network as an ordinary model of TensorFlow.js, giving logits; the caller disposes it. */
export function benchModel(network: Network): tf.Sequential {
  const last = network.layers.length - 1;
  const model = tf.sequential({
    layers: network.layers.map((layer, index) =>
      layerOf(layer, {
        activation: index === last ? 'linear' : 'relu',
        ...(index === 0 && {inputShape: [...network.input]}),
      }),
    ),
  });
  tf.tidy(() => {
    model.setWeights(
      parameterShapes(network).map((shape, stream) => tf.tensor(initialValues(shape, stream), shape, 'float32')),
    );
  });
  return model;
}

/** Examples for a network and their labels, one-hot; the caller disposes them. */
export function buildExamples({input}: Network, count: number): {x: tf.Tensor; y: tf.Tensor2D} {
  const pixels = input.reduce((product, size) => product * size, 1);
  const x = tf.tensor(images(count, pixels), [count, ...input], 'float32');
  const y = tf.tidy(() => tf.oneHot(tf.tensor1d(classes(count), 'int32'), 10).toFloat() as tf.Tensor2D);
  return {x, y};
}

/** The variables that are trained, in order. */
export function variablesOf(model: tf.LayersModel): tf.Variable[] {
  return model.trainableWeights.map((weight) => weight.read() as tf.Variable);
}
