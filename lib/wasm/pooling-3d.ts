import * as tf from '@tensorflow/tfjs';
import {attributesOf, inputsOf} from '../base/kernel-data.ts';
import {runKernel} from '../base/run-kernel.ts';
import {replaceKernel} from './kernels.ts';

type Pad = [[0, 0], [number, number], [number, number], [0, 0]];

/** One pooling over two axes of four. */
interface Stage {
  readonly filterSize: [number, number];
  readonly strides: [number, number];
  readonly pad: Pad;
}

type Shape4 = [number, number, number, number];

/** Pooling over three axes as one over rows and columns, then one over the depth of what this gives; both kinds separate so. */
interface Stages {
  readonly plane: Stage;
  readonly depth: Stage;
  /** The shapes in front of, between and behind the two: images, columns. */
  readonly images: Shape4;
  readonly columns: Shape4;
  readonly out: [number, number, number, number, number];
}

function stagesOf(shape: readonly number[], attributes: tf.MaxPool3DAttrs | tf.AvgPool3DAttrs): Stages {
  const {filterSize, strides, pad, dimRoundingMode} = attributes;
  const info = tf.backend_util.computePool3DInfo(
    shape as [number, number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const {batchSize, inDepth, inHeight, inWidth, outDepth, outHeight, outWidth, inChannels} = info;
  // A window smaller than its stride would be padded by less than nothing.
  const [top, bottom, left, right, front, back] = (['top', 'bottom', 'left', 'right', 'front', 'back'] as const).map(
    (side) => Math.max(0, info.padInfo[side]),
  ) as [number, number, number, number, number, number];
  return {
    plane: {
      filterSize: [info.filterHeight, info.filterWidth],
      strides: [info.strideHeight, info.strideWidth],
      pad: [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ],
    },
    depth: {
      filterSize: [info.filterDepth, 1],
      strides: [info.strideDepth, 1],
      pad: [
        [0, 0],
        [front, back],
        [0, 0],
        [0, 0],
      ],
    },
    images: [batchSize * inDepth, inHeight, inWidth, inChannels],
    columns: [batchSize, inDepth, outHeight * outWidth, inChannels],
    out: [batchSize, outDepth, outHeight, outWidth, inChannels],
  };
}

/** Maximum of each window, and of the two stages what they were given. */
function pooled(kernelName: string, x: tf.Tensor, {plane, depth, images, columns}: Stages) {
  const first = tf.reshape(x, images);
  const second = tf.reshape(runKernel(kernelName, {x: first}, plane), columns);
  return {first, second, last: runKernel(kernelName, {x: second}, depth)};
}

/** Replaces maximum pooling in three dimensions, whose kernel takes a number next to zero for the maximum of negative ones. */
export function replaceMaxPool3d(): void {
  replaceKernel(tf.MaxPool3D, () => ({inputs, attrs}) => {
    const {x} = inputsOf<{x: tf.Tensor}>(inputs);
    return tf.tidy(() => {
      const stages = stagesOf(x.shape, attributesOf<tf.MaxPool3DAttrs>(attrs));
      return tf.reshape(pooled(tf.MaxPool, x, stages).last, stages.out);
    });
  });
}

/**
 * Replaces the gradients of pooling in three dimensions: that of the maximum goes wrong everywhere, that of the average where there is
 * padding.
 */
export function replacePooling3dGradients(): void {
  replaceKernel(tf.MaxPool3DGrad, () => ({inputs, attrs}) => {
    const {dy, input} = inputsOf<{dy: tf.Tensor; input: tf.Tensor}>(inputs);
    return tf.tidy(() => {
      const stages = stagesOf(input.shape, attributesOf<tf.MaxPool3DAttrs>(attrs));
      const {first, second, last} = pooled(tf.MaxPool, input, stages);
      const between = runKernel(
        tf.MaxPoolGrad,
        {dy: tf.reshape(dy, last.shape), input: second, output: last},
        stages.depth,
      );
      const plane = tf.reshape(between, [stages.images[0], stages.out[2], stages.out[3], stages.out[4]]);
      const output = tf.reshape(second, plane.shape);
      return tf.reshape(runKernel(tf.MaxPoolGrad, {dy: plane, input: first, output}, stages.plane), input.shape);
    });
  });
  replaceKernel(tf.AvgPool3DGrad, () => ({inputs, attrs}) => {
    const {dy, input} = inputsOf<{dy: tf.Tensor; input: tf.Tensor}>(inputs);
    return tf.tidy(() => {
      const stages = stagesOf(input.shape, attributesOf<tf.AvgPool3DAttrs>(attrs));
      const [batch, depth, height, width, channels] = stages.out;
      const behind = tf.reshape(dy, [batch, depth, height * width, channels]);
      const between = runKernel(tf.AvgPoolGrad, {dy: behind, input: tf.zeros(stages.columns)}, stages.depth);
      const plane = tf.reshape(between, [stages.images[0], height, width, channels]);
      return tf.reshape(
        runKernel(tf.AvgPoolGrad, {dy: plane, input: tf.zeros(stages.images)}, stages.plane),
        input.shape,
      );
    });
  });
}
