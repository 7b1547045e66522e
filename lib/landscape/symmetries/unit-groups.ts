import * as tf from '@tensorflow/tfjs';
import {show} from '../../base/arguments.ts';
import {otherCopy} from '../../base/other-copy.ts';

/** A weight and its axis along which the units of a layer lie: at place b units + u, for each of its blocks b. */
export interface UnitSlot {
  /** Of the weight in `model.getWeights()`. */
  readonly index: number;
  readonly axis: number;
  /** 1, or the number of positions where a flattened image is read. */
  readonly blocks: number;
}

/** The units of a hidden layer, and every weight that knows them apart. */
export interface UnitGroup {
  readonly layer: string;
  readonly units: number;
  /** Kernel and bias of the layer itself. */
  readonly incoming: readonly UnitSlot[];
  /** Weights of batch normalisation between. */
  readonly between: readonly UnitSlot[];
  /** The kernel that reads the units. */
  readonly outgoing: readonly UnitSlot[];
  /** Whether f(s z) = s f(z) for s > 0 all the way to the next kernel. */
  readonly isHomogeneous: boolean;
}

const elementwise = ['Activation', 'ReLU', 'LeakyReLU', 'ELU', 'ThresholdedReLU', 'Softmax'];
const transparent = [
  'InputLayer',
  'Dropout',
  'SpatialDropout1D',
  'GaussianNoise',
  'GaussianDropout',
  'AlphaDropout',
  'Flatten',
  'MaxPooling1D',
  'MaxPooling2D',
  'AveragePooling1D',
  'AveragePooling2D',
  'GlobalMaxPooling1D',
  'GlobalMaxPooling2D',
  'GlobalAveragePooling1D',
  'GlobalAveragePooling2D',
  'ZeroPadding2D',
];
const kernels = ['Dense', 'Conv1D', 'Conv2D'];

function isHomogeneous(layer: tf.layers.Layer): boolean {
  const {activation = 'linear', maxValue = null} = layer.getConfig() as {activation?: string; maxValue?: number | null};
  const name = layer.getClassName();
  if (name === 'ReLU') return maxValue === null;
  if (name === 'LeakyReLU') return true;
  if ([...kernels, 'Activation'].includes(name)) return activation === 'relu' || activation === 'linear';
  return !elementwise.includes(name);
}

function refuse(owner: string, layer: tf.layers.Layer, what: string): RangeError {
  return new RangeError(
    `${owner}: the model must be a chain of dense and convolutional layers with channels last, activations, pooling, dropout, ` +
      `flattening and batch normalisation between them; layer ${show(layer.name)} (${layer.getClassName()}) ${what}`,
  );
}

type Open = Pick<UnitGroup, 'layer' | 'units' | 'isHomogeneous'> & {incoming: UnitSlot[]; between: UnitSlot[]};

/**
 * The hidden units of a model that is a chain of layers, layer by layer.
 *
 * @param owner whose model this is
 * @throws RangeError naming the layer that is not supported
 */
export function unitGroups(owner: string, model: tf.LayersModel): UnitGroup[] {
  if (!(model instanceof tf.LayersModel)) {
    throw new TypeError(`${owner}: model must be a tf.LayersModel, received ${show(model)}${otherCopy(model)}`);
  }
  const joint = model.layers.find(({inboundNodes}) => inboundNodes.some((node) => node.inboundLayers.length > 1));
  if (joint) throw refuse(owner, joint, 'joins several branches');
  const groups: UnitGroup[] = [];
  let open = null as Open | null;
  for (const layer of model.layers) {
    const name = layer.getClassName();
    if (layer.inboundNodes.length > 1 || layer.outboundNodes.length > 1) {
      throw refuse(owner, layer, 'is used more than once');
    }
    const slots = layer.weights.map((weight) => ({
      index: model.weights.indexOf(weight),
      shape: weight.shape as number[],
    }));
    if ((layer as {dataFormat?: string}).dataFormat === 'channelsFirst') {
      throw refuse(owner, layer, 'has its channels first');
    }
    if (kernels.includes(name)) {
      const [kernel, ...biases] = slots;
      const {shape} = kernel!;
      const [inputs, units] = shape.slice(-2) as [number, number];
      if (open) {
        const {units: width, ...group} = open;
        const blocks = inputs / width;
        if (!Number.isInteger(blocks)) throw refuse(owner, layer, `reads ${inputs} inputs of ${width} units`);
        groups.push({...group, units: width, outgoing: [{index: kernel!.index, axis: shape.length - 2, blocks}]});
      }
      open = {
        layer: layer.name,
        units,
        isHomogeneous: isHomogeneous(layer),
        incoming: [
          {index: kernel!.index, axis: shape.length - 1, blocks: 1},
          ...biases.map(({index}) => ({index, axis: 0, blocks: 1})),
        ],
        between: [],
      };
    } else if (name === 'BatchNormalization') {
      if (!open) continue;
      const blocks = slots[0]!.shape[0]! / open.units;
      if (!Number.isInteger(blocks)) throw refuse(owner, layer, 'does not normalise channels');
      open.between.push(...slots.map(({index}) => ({index, axis: 0, blocks})));
      open = {...open, isHomogeneous: false};
    } else if (elementwise.includes(name)) {
      if (open) open = {...open, isHomogeneous: open.isHomogeneous && isHomogeneous(layer)};
    } else if (!transparent.includes(name)) throw refuse(owner, layer, 'is not supported');
  }
  return groups;
}

/** The group of a layer. */
export function groupOf(owner: string, model: tf.LayersModel, layer: string | tf.layers.Layer): UnitGroup {
  const groups = unitGroups(owner, model);
  const wanted = layer instanceof tf.layers.Layer ? layer.name : layer;
  const found = groups.find((group) => group.layer === wanted);
  if (found) return found;
  const names = groups.map((group) => group.layer).join(', ') || 'none';
  throw new RangeError(`${owner}: layer must be a hidden layer with units (${names}), received ${show(wanted)}`);
}
