import {expect} from 'chai';
import type * as tf from '@tensorflow/tfjs';

/** The relative distance |a - b| / |b| of lists of numbers. */
export function relativeError(actual: Iterable<number>, expected: readonly number[]): number {
  const values = [...actual];
  expect(values.length).to.equal(expected.length);
  return Math.hypot(...values.map((value, i) => value - expected[i]!)) / Math.hypot(...expected);
}

/** Asserts that tensors, laid end to end, are numbers that are not all zero, within a relative distance. */
export function expectClose(actual: readonly tf.Tensor[], expected: readonly number[], tolerance: number): void {
  expect(Math.hypot(...expected), 'the expected values must not be trivial').to.be.greaterThan(1e-4);
  expect(
    relativeError(
      actual.flatMap((tensor) => [...tensor.dataSync()]),
      expected,
    ),
  ).to.be.lessThan(tolerance);
}
