import * as tf from '@tensorflow/tfjs';
import {build, type Grid, indices} from './grid.ts';
import {gradientCase} from './gradient-case.ts';

const SHAPE = [2, 3, 4];

/** Folds the values along an axis up to each place. */
function cumulated(x: Grid, axis: number, exclusive: boolean, reverse: boolean, fold: (all: number[]) => number): Grid {
  return build(x.shape, (...index) => {
    const here = index[axis]!;
    const places = [...Array(x.shape[axis]).keys()].filter((place) => {
      const isBefore = reverse ? place > here : place < here;
      return isBefore || (place === here && !exclusive);
    });
    return fold(places.map((place) => x.at(index.map((one, i) => (i === axis ? place : one)))));
  });
}

const sum = (all: number[]): number => all.reduce((a, b) => a + b, 0);
const product = (all: number[]): number => all.reduce((a, b) => a * b, 1);

describe('gradients of cumsum and cumprod', () => {
  for (const [axis, exclusive, reverse] of [
    [0, false, false],
    [1, true, false],
    [2, false, true],
    [-1, true, true],
    [-3, true, false],
  ] as const) {
    for (const [name, operation, fold] of [
      ['cumsum', tf.cumsum, sum],
      ['cumprod', tf.cumprod, product],
    ] as const) {
      gradientCase({
        name: `${name} along ${axis}${exclusive ? ', exclusive' : ''}${reverse ? ', reverse' : ''}`,
        shapes: [SHAPE],
        operation: (x) => operation(x, axis, exclusive, reverse),
        reference: (x) => cumulated(x, (axis + 3) % 3, exclusive, reverse, fold),
      });
    }
  }

  gradientCase({
    name: 'cumprod with zeros',
    shapes: [[7]],
    operation: (x) => tf.cumprod(x),
    reference: (x) => cumulated(x, 0, false, false, product),
    values: (value, i) => (i === 2 || i === 4 ? 0 : value + 1),
  });
});

describe('gradient of prod', () => {
  for (const [axes, kept] of [
    [[-1], [0, 1]],
    [[-1, 0], [1]],
    [[1, 2], [0]],
  ] as const) {
    gradientCase({
      name: `over [${axes.join()}], with a zero`,
      shapes: [SHAPE],
      operation: (x) => tf.prod(x, [...axes]),
      reference: (x) => {
        const sizes = kept.map((axis) => SHAPE[axis]!);
        return build(sizes, (...index) =>
          product(
            indices(SHAPE)
              .filter((all) => kept.every((axis, i) => all[axis] === index[i]))
              .map((all) => x.at(all)),
          ),
        );
      },
      values: (value, i) => (i === 5 ? 0 : value),
    });
  }
});
