import type {LabelledImages} from './types.ts';

/**
 * Copies the examples with the given indices, in their order; an index may occur more than once.
 *
 * @param examples images and labels
 * @param indices whole numbers from 0 to `examples.count - 1`
 * @throws RangeError for an index outside
 * @example
 * const {train} = holdout(digits.labels, {fraction: 0.2});
 * const smaller = selectImages(digits, train);
 */
export function selectImages(examples: LabelledImages, indices: ArrayLike<number>): LabelledImages {
  const {images, labels, count, rows, columns} = examples;
  const size = rows * columns;
  const chosen = {images: new Uint8Array(indices.length * size), labels: new Uint8Array(indices.length)};
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!;
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      throw new RangeError(`selectImages: indices must be whole numbers from 0 to ${count - 1}, received ${index}`);
    }
    chosen.images.set(images.subarray(index * size, (index + 1) * size), i * size);
    chosen.labels[i] = labels[index]!;
  }
  return {...chosen, count: indices.length, rows, columns};
}
