import type * as tf from '@tensorflow/tfjs';

/** Examples of a piece and points of a group, as they suit the caches and the memory. */
export interface ScanSizes {
  readonly piece: number;
  readonly group: number;
}

const bytesOf = (shapes: readonly (readonly (number | null)[])[]): number =>
  4 * shapes.reduce((sum, shape) => sum + shape.reduce<number>((product, size) => product * (size ?? 1), 1), 0);

/** Bytes of the activations of a piece, and of all that a group holds at a time. */
const pieceBytes = 64e6;
const groupBytes = 64e6;

/** Beyond these, neither a larger piece nor a larger group makes a scan faster. */
const mostExamples = 500;
const mostPoints = 16;

/**
 * Chooses the sizes for a model.
 *
 * @param model with known shapes of its layers
 */
export function scanSizes(model: tf.LayersModel): ScanSizes {
  const outputs = model.layers.flatMap((layer) => {
    const {outputShape} = layer;
    return (Array.isArray(outputShape[0]) ? outputShape : [outputShape]) as (number | null)[][];
  });
  const example = bytesOf(outputs);
  const piece = Math.min(mostExamples, Math.max(1, Math.floor(pieceBytes / example)));
  const weights = bytesOf(model.weights.map(({shape}) => shape));
  const group = Math.min(mostPoints, Math.max(1, Math.floor(groupBytes / (piece * example + weights))));
  return {piece, group};
}
