import * as tf from '@tensorflow/tfjs';
import {build} from './grid.ts';
import {gradientCase} from './gradient-case.ts';

const comparisons: Record<string, [(a: tf.Tensor, b: tf.Tensor) => tf.Tensor, (a: number, b: number) => boolean]> = {
  greater: [tf.greater, (a, b) => a > b],
  greaterEqual: [tf.greaterEqual, (a, b) => a >= b],
  less: [tf.less, (a, b) => a < b],
  lessEqual: [tf.lessEqual, (a, b) => a <= b],
  equal: [tf.equal, (a, b) => a === b],
  notEqual: [tf.notEqual, (a, b) => a !== b],
  logicalAnd: [(a, b) => tf.logicalAnd(a.greater(0), b.greater(0)), (a, b) => a > 0 && b > 0],
  logicalOr: [(a, b) => tf.logicalOr(a.greater(0), b.greater(0)), (a, b) => a > 0 || b > 0],
  logicalXor: [(a, b) => tf.logicalXor(a.greater(0), b.greater(0)), (a, b) => a > 0 !== b > 0],
  logicalNot: [(a) => tf.logicalNot(a.greater(0)), (a) => a <= 0],
  isNaN: [(a, b) => tf.logicalOr(tf.isNaN(a), a.greater(b)), (a, b) => a > b],
  isFinite: [(a, b) => tf.logicalAnd(tf.isFinite(a), a.greater(b)), (a, b) => a > b],
  isInf: [(a, b) => tf.logicalOr(tf.isInf(a), a.greater(b)), (a, b) => a > b],
};

describe('gradients of what is chosen by a condition', () => {
  for (const [name, [condition, holds]] of Object.entries(comparisons)) {
    gradientCase({
      name,
      shapes: [
        [4, 5],
        [4, 5],
      ],
      // Both branches depend on both, whatever the condition is.
      operation: (a, b) => tf.where(condition(a, b), tf.mul(a, tf.sin(b)), tf.exp(tf.sub(a, b))),
      reference: (x, y) =>
        build([4, 5], (...index) => {
          const [a, b] = [x.at(index), y.at(index)];
          return holds(a, b) ? a * Math.sin(b) : Math.exp(a - b);
        }),
    });
  }

  const rows: Record<string, [(x: tf.Tensor) => tf.Tensor, (row: number[]) => boolean]> = {
    any: [(x) => tf.any(tf.greater(x, 1), 1, true), (row) => row.some((one) => one > 1)],
    all: [(x) => tf.all(tf.greater(x, -1), 1, true), (row) => row.every((one) => one > -1)],
  };
  for (const [name, [condition, holds]] of Object.entries(rows)) {
    gradientCase({
      name,
      shapes: [[5, 3]],
      operation: (x) => tf.where(condition(x), tf.square(x), tf.exp(x)),
      reference: (x) =>
        build([5, 3], (row, column) => {
          const value = x.at([row, column]);
          return holds([0, 1, 2].map((each) => x.at([row, each]))) ? value ** 2 : Math.exp(value);
        }),
    });
  }
});

describe('gradients of steps', () => {
  const steps: Record<string, [(x: tf.Tensor) => tf.Tensor, (x: number) => number]> = {
    'cast to int32': [(x) => tf.cast(tf.cast(x, 'int32'), 'float32'), Math.trunc],
    'cast to bool': [(x) => tf.cast(tf.cast(x, 'bool'), 'float32'), (x) => Number(x !== 0)],
    'floorDiv by a number': [(x) => tf.floorDiv(x, 0.7), (x) => Math.floor(x / 0.7)],
    'floorDiv of a number': [(x) => tf.floorDiv(2, x), (x) => Math.floor(2 / x)],
  };
  for (const [name, [step, reference]] of Object.entries(steps)) {
    gradientCase({
      name: `${name} adds nothing`,
      shapes: [[12]],
      operation: (x) => tf.add(step(x), tf.square(x)),
      reference: (x) => build([12], (i) => reference(x.at([i])) + x.at([i]) ** 2),
      values: (value) => value * 3,
    });
  }

  for (const [name, operation, sign] of [
    ['argMax', tf.argMax, 1],
    ['argMin', tf.argMin, -1],
  ] as const) {
    gradientCase({
      name: `${name} adds nothing`,
      shapes: [[3, 4]],
      operation: (x) => tf.add(tf.cast(operation(x, 1), 'float32'), tf.sum(tf.square(x), 1)),
      reference: (x) =>
        build([3], (i) => {
          const row = [0, 1, 2, 3].map((j) => x.at([i, j]));
          const best = Math.max(...row.map((one) => one * sign)) * sign;
          return row.indexOf(best) + row.reduce((sum, one) => sum + one ** 2, 0);
        }),
    });
  }
});
