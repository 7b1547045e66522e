import * as tf from '@tensorflow/tfjs';
import {gradientRule, type GradientRule} from '../scope/gradient-rule.ts';
import {runKernel as run} from '../../base/run-kernel.ts';

/** Resizing is linear, dx = R'dy, so that the derivative of dx with respect to dy is R again. */
const transposed = (gradient: string, resize: string): GradientRule =>
  gradientRule<tf.ResizeBilinearGradAttrs & {halfPixelCenters: boolean}>(
    gradient,
    ['dy'],
    (u, [dy], {alignCorners, halfPixelCenters}) => ({
      dy: () => run(resize, {images: u}, {alignCorners, halfPixelCenters, size: dy!.shape.slice(1, 3)}),
      images: null,
    }),
  );

export const resizeBilinearGradient = transposed(tf.ResizeBilinearGrad, tf.ResizeBilinear);
export const resizeNearestGradient = transposed(tf.ResizeNearestNeighborGrad, tf.ResizeNearestNeighbor);
