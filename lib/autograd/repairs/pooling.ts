import * as tf from '@tensorflow/tfjs';
import {attributesOf, inputsOf} from '../../base/kernel-data.ts';
import {runKernel} from '../../base/run-kernel.ts';
import {tapValues, type Windows, windows2d, windows3d} from '../gradients/windows.ts';
import {lower, type Lowering} from './lowering.ts';
import {gradient, kernel, type Repair} from './repair.ts';
import {spread} from './spread.ts';
import {fitted, inPairs, metOnly, type Reach, reaches2d, reaches3d} from './window-padding.ts';

type Pool = tf.AvgPoolAttrs & {dimRoundingMode?: 'floor'};

/** Below every number that can occur, but not infinite. */
const LOWEST = -3.4028234663852886e38;

function describe(shape: readonly number[], {filterSize, strides, pad, dimRoundingMode}: Pool) {
  if (shape.length === 4) {
    const info = tf.backend_util.computePool2DInfo(
      shape as never,
      filterSize,
      strides,
      1,
      inPairs(pad),
      dimRoundingMode,
    );
    return {reaches: reaches2d(info) as Reach[], windows: windows2d(info)};
  }
  const info = tf.backend_util.computePool3DInfo(
    shape as never,
    filterSize as never,
    strides as never,
    1,
    pad as never,
    dimRoundingMode,
  );
  return {reaches: reaches3d(info) as Reach[], windows: windows3d(info)};
}

/** How many values of the tensor each window meets along an axis. */
const met = ({size, out, stride, extent, before}: Reach): number[] =>
  Array.from({length: out}, (_, i) => {
    const from = i * stride - before;
    return Math.min(from + extent, size) - Math.max(from, 0);
  });

/** Window size over the number of values met, at every place: [1, ...out, 1]. */
function corrections(reaches: readonly Reach[]): tf.Tensor {
  const factors = reaches.map((reach, axis) => {
    const shape = [1, ...reaches.map(({out}, i) => (i === axis ? out : 1)), 1];
    return tf.tensor(
      met(reach).map((count) => reach.extent / count),
      shape,
    );
  });
  return factors.reduce<tf.Tensor>((product, factor) => tf.mul(product, factor), tf.scalar(1));
}

/** Padded pooling as pooling of a padded tensor: tfjs-node pads by name only, and gradients forget how numbers are rounded. */
const pool = (kernelName: string, needs: (pad: unknown, backend: string) => boolean, isMean: boolean): Lowering =>
  lower<{x: tf.Tensor}, Pool>(kernelName, ({inputs: {x}, attributes, backend}) => {
    if (attributes.pad === 'valid') return undefined;
    const {reaches} = describe(x.shape, attributes);
    if (!needs(attributes.pad, backend)) {
      const met = x.rank === 5 && backend !== 'tensorflow' ? metOnly(x, reaches) : x;
      return met === x ? undefined : runKernel(kernelName, {x: met}, attributes);
    }
    const valid = {...attributes, pad: 'valid', dimRoundingMode: undefined};
    const result = runKernel(kernelName, {x: fitted(x, reaches, isMean ? 0 : LOWEST)}, valid);
    return isMean ? tf.mul(result, corrections(reaches)) : result;
  });

const isNumeric = (pad: unknown): boolean => pad !== 'same';
/** The gradient kernels of cpu and wasm divide by the whole window, whatever part of it lies outside. */
const isMisjudged = (pad: unknown, backend: string): boolean => backend !== 'tensorflow' || isNumeric(pad);

export const pools: readonly Lowering[] = [
  pool(tf.AvgPool, isMisjudged, true),
  pool(tf.AvgPool3D, isMisjudged, true),
  pool(tf.MaxPool, isNumeric, false),
  pool(tf.MaxPool3D, isNumeric, false),
];

/** Sends dy to the first place in each window at which x is the maximum. */
function toMaximum(dy: tf.Tensor, x: tf.Tensor, windows: Windows, reaches: readonly Reach[]): tf.Tensor {
  const values = tapValues(x, windows, LOWEST);
  const greatest = values.reduce((most, one) => tf.maximum(most, one));
  const whole = reaches.map(({size, before}, i) => size + before + windows.after[i]!);
  let left = dy;
  const parts = values.map((one, i) => {
    const isHere = tf.equal(one, greatest);
    const sent = tf.where(isHere, left, tf.zerosLike(left));
    left = tf.where(isHere, tf.zerosLike(left), left);
    return placed(sent, windows, i, whole);
  });
  return tf.slice(tf.addN(parts), [0, ...windows.before, 0], x.shape);
}

/** The values of one position of the window, back where they came from. */
function placed(values: tf.Tensor, {filter, strides}: Windows, index: number, whole: readonly number[]): tf.Tensor {
  const apart = strides.reduce((rest, stride, axis) => spread(rest, axis + 1, stride), values);
  let rest = index;
  const place = filter.toReversed().map((size) => {
    const [here, next] = [rest % size, Math.floor(rest / size)];
    rest = next;
    return here;
  });
  const room = place.reverse().map((front, axis): [number, number] => {
    return [front, whole[axis]! - front - apart.shape[axis + 1]!];
  });
  return tf.pad(apart, [[0, 0], ...room, [0, 0]]);
}

const maxPoolGradient: tf.KernelFunc = ({inputs, attrs}) => {
  const {dy, input} = inputsOf<{dy: tf.Tensor; input: tf.Tensor}>(inputs);
  const {windows, reaches} = describe(input.shape, attributesOf<Pool>(attrs));
  return tf.tidy(() => toMaximum(dy, input, windows, reaches));
};

const maxPool3d: tf.KernelFunc = ({inputs, attrs}) => {
  const {x} = inputsOf<{x: tf.Tensor}>(inputs);
  const {windows} = describe(x.shape, attributesOf<Pool>(attrs));
  return tf.tidy(() => tapValues(x, windows, LOWEST).reduce((most, one) => tf.maximum(most, one)));
};

/** With indexes it is the same maximum, which has its gradient where it stands alone. */
const withIndexes = gradient({
  kernelName: tf.MaxPoolWithArgmax,
  inputsToSave: ['x'],
  outputsToSave: [true, false],
  gradFunc: (dy, [x, y], attributes) => {
    const {filterSize, strides, pad} = attributesOf<tf.MaxPoolWithArgmaxAttrs>(attributes);
    const values = [dy].flat()[0]!;
    const inputs = {dy: values, input: x!, output: y!};
    return {x: () => runKernel(tf.MaxPoolGrad, inputs, {filterSize, strides, pad})};
  },
});

export const pooling: readonly Repair[] = [
  // Where no value is positive, the kernels of wasm take the first, or a number next to zero, for the maximum.
  kernel(tf.MaxPoolGrad, () => maxPoolGradient, ['wasm']),
  kernel(tf.MaxPool3D, () => maxPool3d, ['wasm']),
  // The kernel of cpu takes the width of the window for its height, that of TensorFlow sends dy to every place of a tie.
  kernel(tf.MaxPool3DGrad, () => maxPoolGradient),
  withIndexes,
];
