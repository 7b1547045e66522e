import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {secondOrder} from '../../../../lib/autograd/scope/second-order.ts';
import {repairGradients} from '../../../../lib/autograd/repairs/index.ts';
import {randomStream} from '../../../../lib/base/random.ts';
import {type Grid, grid} from './grid.ts';

/** An operation and the same on plain float64 arrays. */
export interface GradientCase {
  readonly name: string;
  readonly shapes: readonly (readonly number[])[];
  readonly operation: (...xs: tf.Tensor[]) => tf.Tensor;
  readonly reference: (...xs: Grid[]) => Grid;
  /** Maps the seeded normal numbers; by default they stay. */
  readonly values?: (value: number, index: number) => number;
  /** Backends that lack the operation or refuse it. */
  readonly except?: readonly string[];
  /** Whether the operation has a gradient in a scope of second-order gradients only. */
  readonly inScope?: boolean;
}

const STEP = 1e-4;

/** Weighted squares, so that operations which are linear have second derivatives to get wrong, too. */
const lossOf = (weights: readonly number[], {values}: Grid): number =>
  values.reduce((sum, value, i) => sum + (weights[i]! * value * value) / 2, 0);

function expectClose(actual: ArrayLike<number>, expected: readonly number[], what: string): void {
  const scale = Math.max(...expected.map(Math.abs));
  expect(scale, `${what} is not zero`).to.be.greaterThan(1e-3);
  const error = Math.max(...expected.map((value, i) => Math.abs(value - actual[i]!)));
  expect(error / scale, what).to.be.lessThan(1e-4);
}

/** The loss with some inputs moved along directions. */
function movedLoss(inputs: readonly Grid[], reference: GradientCase['reference'], weights: readonly number[]) {
  return (steps: readonly {direction: readonly (readonly number[])[]; by: number}[]): number => {
    const moved = inputs.map(({shape, values}, k) =>
      grid(
        shape,
        values.map((value, i) => value + steps.reduce((sum, {direction, by}) => sum + by * direction[k]![i]!, 0)),
      ),
    );
    return lossOf(weights, reference(...moved));
  };
}

/** Directions along each single number of the inputs, input by input. */
const axesOf = (inputs: readonly Grid[]): number[][][][] =>
  inputs.map(({values}, k) =>
    values.map((_, i) => inputs.map((other, l) => other.values.map((_, j) => Number(k === l && i === j)))),
  );

function expectedGradient(loss: ReturnType<typeof movedLoss>, axes: number[][][][]): number[][] {
  return axes.map((input) =>
    input.map((direction) => (loss([{direction, by: STEP}]) - loss([{direction, by: -STEP}])) / (2 * STEP)),
  );
}

function expectedProduct(loss: ReturnType<typeof movedLoss>, axes: number[][][][], v: number[][]): number[][] {
  const mixed = (direction: number[][], by: number): number =>
    loss([
      {direction, by},
      {direction: v, by: STEP},
    ]) -
    loss([
      {direction, by},
      {direction: v, by: -STEP},
    ]);
  return axes.map((input) =>
    input.map((direction) => (mixed(direction, STEP) - mixed(direction, -STEP)) / (4 * STEP * STEP)),
  );
}

/**
 * Compares an operation's value, gradient and Hessian-vector product with float64 central differences of its reference.
 *
 * The gradient is taken in a program with repairs, the product in a scope of second-order gradients.
 */
export function gradientCase({
  name,
  shapes,
  operation,
  reference,
  values = (v) => v,
  except = [],
  inScope = false,
}: GradientCase): void {
  it(name, function () {
    if (except.includes(tf.getBackend())) this.skip();
    const random = randomStream(1, name);
    const draw = (count: number): number[] => Array.from({length: count}, () => Math.fround(random.normal()));
    const inputs = shapes.map((shape) =>
      grid(
        shape,
        draw(tf.util.sizeFromShape([...shape])).map((value, i) => Math.fround(values(value, i))),
      ),
    );
    const expected = reference(...inputs);
    const weights = draw(expected.values.length);
    const v = inputs.map((input) => draw(input.values.length));
    const loss = movedLoss(inputs, reference, weights);
    const axes = axesOf(inputs);
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const xs = inputs.map((input) => tf.tensor([...input.values], [...input.shape], 'float32'));
      const vs = v.map((direction, k) => tf.tensor(direction, xs[k]!.shape, 'float32'));
      const weight = tf.tensor(weights, [...expected.shape], 'float32');
      const lossOfTensors = (...given: tf.Tensor[]): tf.Scalar =>
        tf.sum(tf.mul(weight, tf.square(operation(...given)))).div(2);
      const check = (): void => {
        const y = operation(...xs);
        expect(y.shape, 'shape').to.deep.equal(expected.shape);
        expectClose(y.dataSync(), expected.values, 'value');
        const gradients = tf.grads(lossOfTensors)(xs);
        expectedGradient(loss, axes).forEach((each, k) => expectClose(gradients[k]!.dataSync(), each, `gradient ${k}`));
      };
      if (inScope) secondOrder(check);
      else {
        const undo = repairGradients();
        try {
          check();
        } finally {
          undo();
        }
      }
      const product = (...given: tf.Tensor[]): tf.Tensor =>
        tf.addN(
          tf
            .grads(lossOfTensors)(given)
            .map((each, k) => tf.sum(tf.mul(each, vs[k]!))),
        );
      const products = secondOrder(() => tf.grads(product)(xs));
      expectedProduct(loss, axes, v).forEach((each, k) => expectClose(products[k]!.dataSync(), each, `product ${k}`));
    });
    expect(tf.memory().numTensors, 'tensors').to.equal(before);
  });
}
