import * as tf from '@tensorflow/tfjs';
import {combineScalars} from './combination.ts';
import {withMethods} from './substitute.ts';

type LayerVariable = tf.LayersModel['weights'][number];

/** What the classes of tfjs do not show of a dense or convolutional layer. */
interface HiddenLayer extends tf.layers.Layer {
  readonly kernel: LayerVariable;
  readonly bias: LayerVariable | null | undefined;
  readonly activation: {apply(tensor: tf.Tensor): tf.Tensor} | null;
  readonly strides: [number, number];
  readonly padding: 'same' | 'valid';
  readonly dataFormat: string;
  readonly dilationRate: [number, number];
}

/** Layers without weights that keep the input of a model independent of its weights. */
const transparent = ['InputLayer', 'Flatten', 'Reshape', 'Permute', 'ZeroPadding2D'];

const sourcesOf = (layer: tf.layers.Layer): tf.layers.Layer[] => {
  const [node] = layer.inboundNodes;
  return node?.inboundLayers ?? [];
};

function isSupported(layer: tf.layers.Layer): layer is HiddenLayer {
  if (layer.inboundNodes.length !== 1) return false;
  const {dataFormat, dilationRate} = layer as Partial<HiddenLayer>;
  if (layer.getClassName() === 'Dense')
    return (layer.inboundNodes[0]!.inputShapes[0] as tf.Shape | undefined)?.length === 2;
  const isPlain = dataFormat === undefined || dataFormat === 'channelsLast';
  return layer.getClassName() === 'Conv2D' && isPlain && [dilationRate ?? 1].flat().every((rate) => rate === 1);
}

/**
 * The layer of a model whose input does not depend on the weights: the first dense or convolutional one; null where there is
 * none that is known well enough.
 *
 * @param model of any topology
 */
export function linearLayer(model: tf.LayersModel): tf.layers.Layer | null {
  const found = model.layers.filter((layer) => {
    if (!isSupported(layer)) return false;
    let sources = sourcesOf(layer);
    while (sources.length === 1 && transparent.includes(sources[0]!.getClassName())) sources = sourcesOf(sources[0]!);
    return sources.length === 0;
  });
  return found.length === 1 ? found[0]! : null;
}

/**
 * Runs a function once for every point of a scan, during which the first layer of a model blends products that are made once.
 *
 * x (sum_b c_b W_b) = sum_b c_b (x W_b): a product for each tensor of the basis, in place of one for each point.
 *
 * @param layer of {@link linearLayer}
 * @param layerVariables the weights of the model
 * @param basis values of the weights, in their order
 * @param points the coefficients of each point
 * @param run what is done for each point
 */
export function withBlendedLayer<T>(
  layer: tf.layers.Layer,
  {
    layerVariables,
    basis,
    points,
  }: {
    layerVariables: readonly LayerVariable[];
    basis: readonly (readonly tf.Tensor[])[];
    points: readonly (readonly tf.Scalar[])[];
  },
  run: (point: number) => T,
): T[] {
  const {kernel, bias, activation, strides, padding} = layer as HiddenLayer;
  const valuesOf = (variable: LayerVariable): tf.Tensor[] => {
    const at = layerVariables.indexOf(variable);
    return basis.map((tensors) => tensors[at]!);
  };
  const isDense = layer.getClassName() === 'Dense';
  const product = (x: tf.Tensor, w: tf.Tensor): tf.Tensor =>
    isDense ? tf.matMul(x, w) : tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, padding);
  let products: tf.Tensor[] | null = null;
  const results = points.map((coefficients, point) => {
    const call = (inputs: tf.Tensor | tf.Tensor[]): tf.Tensor => {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs;
      // The layers tidy up behind themselves, and the products are for all points.
      products ??= valuesOf(kernel).map((w) => tf.keep(product(x, w)));
      const blended = combineScalars(products, coefficients);
      const shifted = bias ? tf.add(blended, combineScalars(valuesOf(bias), coefficients)) : blended;
      return activation ? activation.apply(shifted) : shifted;
    };
    return withMethods([layer], 'call', [call], () => run(point));
  });
  tf.dispose(products ?? []);
  return results;
}
