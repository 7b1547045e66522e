import * as tf from '@tensorflow/tfjs';
import {attributesOf, inputsOf} from '../../base/kernel-data.ts';
import {runKernel} from '../../base/run-kernel.ts';
import {gradient, kernel, type Repair} from './repair.ts';

interface Resize {
  readonly alignCorners: boolean;
  readonly halfPixelCenters?: boolean;
}

/** The matrix [new, old] that resizing one axis is, found by resizing the columns of the identity. */
function matrix(kernelName: string, from: number, to: number, attributes: Resize): tf.Tensor2D {
  const images = tf.reshape(tf.eye(from), [1, from, 1, from]);
  return tf.reshape(runKernel(kernelName, {images}, {...attributes, size: [to, 1]}), [to, from]);
}

/** `dx = R' dy C` with the matrices R of the rows and C of the columns of each image. */
function unresized(dy: tf.Tensor, rows: tf.Tensor, columns: tf.Tensor): tf.Tensor {
  const [batch, height, width, channels] = dy.shape as [number, number, number, number];
  const [oldHeight, oldWidth] = [rows.shape.at(-1)!, columns.shape.at(-1)!];
  const each = (matrices: tf.Tensor): tf.Tensor =>
    matrices.rank === 3 ? matrices : tf.tile(tf.expandDims(matrices, 0), [batch, 1, 1]);
  const tall = tf.matMul(each(rows), tf.reshape(dy, [batch, height, width * channels]), true);
  const turned = tf.transpose(tf.reshape(tall, [batch, oldHeight, width, channels]), [0, 2, 1, 3]);
  const whole = tf.matMul(each(columns), tf.reshape(turned, [batch, width, oldHeight * channels]), true);
  return tf.transpose(tf.reshape(whole, [batch, oldWidth, oldHeight, channels]), [0, 2, 1, 3]);
}

/** The kernels forget half pixel centers; on cpu they also mix up the axes of the images, or the images themselves. */
const resizeGradient = (gradientName: string, kernelName: string): Repair =>
  kernel(gradientName, (original, backend) => (call) => {
    const {dy, images} = inputsOf<{dy: tf.Tensor; images: tf.Tensor}>(call.inputs);
    const attributes = attributesOf<Resize>(call.attrs);
    if (backend === 'tensorflow' && attributes.halfPixelCenters !== true) return original(call);
    const [, oldHeight, oldWidth] = images.shape as [number, number, number, number];
    const [, height, width] = dy.shape as [number, number, number, number];
    return tf.tidy(() =>
      unresized(dy, matrix(kernelName, oldHeight, height, attributes), matrix(kernelName, oldWidth, width, attributes)),
    );
  });

/** Crops are resized from parts of the images, by matrices of their own. */
const cropAndResize = gradient({
  kernelName: tf.CropAndResize,
  inputsToSave: ['image', 'boxes', 'boxInd'],
  gradFunc: (dy, saved, attributes) => {
    const [image, boxes, boxInd] = saved as [tf.Tensor4D, tf.Tensor2D, tf.Tensor1D];
    const {cropSize, method} = attributesOf<tf.CropAndResizeAttrs>(attributes);
    const [batch, height, width] = image.shape;
    return {
      image: () => {
        const first = tf.zeros([boxInd.size], 'int32') as tf.Tensor1D;
        const crops = (side: 'rows' | 'columns', from: number): tf.Tensor => {
          const isRows = side === 'rows';
          const probe = tf.reshape(tf.eye(from), isRows ? [1, from, 1, from] : [1, 1, from, from]) as tf.Tensor4D;
          // One place across lies in the middle of the box: it must be inside of the image.
          const inside = tf.tensor2d([isRows ? [1, 0, 1, 0] : [0, 1, 0, 1]]);
          const size: [number, number] = isRows ? [cropSize[0], 1] : [1, cropSize[1]];
          const result = tf.image.cropAndResize(probe, tf.mul(boxes, inside), first, size, method, 0);
          return tf.reshape(result, [boxInd.size, -1, from]);
        };
        const parts = unresized(dy as tf.Tensor, crops('rows', height), crops('columns', width));
        return tf.unsortedSegmentSum(parts, boxInd, batch);
      },
      boxes: () => {
        throw new Error('CropAndResize: the gradient with respect to boxes is not known; keep the boxes constant');
      },
      boxInd: () => tf.zeros(boxInd.shape),
    };
  },
});

export const resizing: readonly Repair[] = [
  resizeGradient(tf.ResizeBilinearGrad, tf.ResizeBilinear),
  resizeGradient(tf.ResizeNearestNeighborGrad, tf.ResizeNearestNeighbor),
  cropAndResize,
];
