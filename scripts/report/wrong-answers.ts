import {formatPercent} from './number-format.ts';
import {pngAddress} from './png.ts';
import type {Predictions} from './types.ts';

/** A test image that was answered wrongly. */
export interface Mistake {
  /** Place of the image in the test set. */
  readonly index: number;
  readonly actual: string;
  readonly answer: string;
  readonly confidence: number;
  /** As `5 taken for 3, 98 %`. */
  readonly caption: string;
  /** The image, ink dark on white, as a PNG in a data address. */
  readonly address: string;
}

/**
 * The wrong answers on the test images, those given with most confidence first.
 *
 * @param predictions what a model answered
 * @param classNames names of the classes in the order of the labels
 * @param most how many are returned at most, 40 by default
 */
export function mistakesOf(predictions: Predictions, classNames: readonly string[], most = 40): Mistake[] {
  const {actual: labels, predicted, confidence, pictures} = predictions;
  if (pictures === null) return [];
  const {bytes, rows, columns, channels, isInk} = pictures;
  const size = rows * columns * channels;
  const wrong = [...predicted.keys()].filter((index) => predicted[index] !== labels[index]);
  return wrong
    .sort((a, b) => confidence[b]! - confidence[a]! || a - b)
    .slice(0, most)
    .map((index) => {
      const actual = classNames[labels[index]!]!;
      const answer = classNames[predicted[index]!]!;
      const own = bytes.subarray(index * size, (index + 1) * size);
      const image = isInk ? own.map((value) => 255 - value) : own;
      return {
        index,
        actual,
        answer,
        confidence: confidence[index]!,
        caption: `${actual} taken for ${answer}, ${formatPercent(confidence[index]!, 0)}`,
        address: pngAddress(image, columns, channels),
      };
    });
}
