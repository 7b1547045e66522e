import type * as tf from '@tensorflow/tfjs';
import {layersToAnyDepth} from '../../models/parts/index.ts';

/** Axes of a weight, counted from the end, that tell its filters apart; 'whole' where it has none. */
export type FilterAxes = readonly number[] | 'whole' | 'one-dimensional';

type Weights = Readonly<Record<string, FilterAxes>>;

/** [..., inputs, outputs] */
const last: FilterAxes = [-1];
/** [height, width, inputs, multiplier]: a filter for each input and each of its multiples. */
const channelwise: FilterAxes = [-2, -1];
/** [height, width, outputs, inputs] */
const transposed: FilterAxes = [-2];
const plain: Weights = {kernel: last, bias: 'one-dimensional'};
/** [inputs, gates x units] and [units, gates x units]: a filter for every gate of every unit. */
const recurrent: Weights = {...plain, recurrent_kernel: last};
const normalised: Weights = {gamma: 'one-dimensional', beta: 'one-dimensional'};

/** By the class of the layer and the name of its weight. */
const table: Readonly<Record<string, Weights>> = {
  Dense: plain,
  Conv1D: plain,
  Conv2D: plain,
  Conv3D: plain,
  Conv2DTranspose: {...plain, kernel: transposed},
  Conv3DTranspose: {...plain, kernel: transposed},
  DepthwiseConv2D: {...plain, depthwise_kernel: channelwise},
  SeparableConv2D: {...plain, depthwise_kernel: channelwise, pointwise_kernel: last},
  Embedding: {embeddings: [-2]},
  SimpleRNNCell: recurrent,
  GRUCell: recurrent,
  LSTMCell: recurrent,
  ConvLSTM2DCell: recurrent,
  BatchNormalization: normalised,
  LayerNormalization: normalised,
  PReLU: {alpha: 'one-dimensional'},
};

/**
 * Which axes of the weights of a model tell filters apart, in the order of `model.getWeights()`.
 *
 * 'one-dimensional' are biases, the scales and shifts of normalisation and slopes, of whatever shape; 'whole' is what belongs to a
 * layer that is not known here: nothing tells its filters apart.
 */
export function filterAxes(model: tf.LayersModel): FilterAxes[] {
  const found = new Map<object, FilterAxes>();
  // Those within come later: a recurrent layer shows the weights of its cell as its own.
  for (const layer of layersToAnyDepth(model)) {
    const name = layer.getClassName();
    const known = Object.hasOwn(table, name) ? table[name] : undefined;
    for (const weight of known ? layer.weights : []) {
      // 'dense_1/kernel'
      const axes = known![weight.originalName.split('/').at(-1)!];
      if (axes !== undefined) found.set(weight, axes);
    }
  }
  return model.weights.map((weight) => found.get(weight) ?? (weight.shape.length < 2 ? 'one-dimensional' : 'whole'));
}
