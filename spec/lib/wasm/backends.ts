import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {repairGradients} from '../../../lib/autograd/index.ts';
import type {BackendName} from '../../../lib/native/start/backend-choice.ts';
import {loadBackend} from '../../../lib/native/start/start-backend.ts';
import {randomStream} from '../../../lib/base/random.ts';

/** The values that work gives on a backend; the backend that ran before runs again afterwards. */
export async function valuesOn(name: BackendName, work: () => tf.Tensor[]): Promise<Float32Array[]> {
  const before = tf.getBackend() as BackendName;
  await loadBackend({backend: name});
  try {
    const tensors = tf.tidy(work);
    const values = await Promise.all(tensors.map((tensor) => tensor.data<'float32'>()));
    tf.dispose(tensors);
    return values;
  } finally {
    await loadBackend({backend: before});
  }
}

const random = randomStream(5, 'portable kernels');
/** Normal numbers of a shape, not yet on any backend. */
export const numbers = (shape: number[]): {shape: number[]; values: Float32Array} => ({
  shape,
  values: Float32Array.from({length: shape.reduce((a, b) => a * b, 1)}, () => random.normal()),
});
const tensor = ({shape, values}: ReturnType<typeof numbers>): tf.Tensor => tf.tensor(values, shape);

/** Gradients of a weighted sum of what an operation gives, so that every element of it counts differently. */
export function gradients(operation: (...inputs: tf.Tensor[]) => tf.Tensor, inputs: ReturnType<typeof numbers>[]) {
  return (): tf.Tensor[] => {
    const weighted = (...given: tf.Tensor[]): tf.Scalar => {
      const out = operation(...given);
      return tf.sum(tf.mul(out, tf.sin(tf.reshape(tf.range(1, out.size + 1), out.shape))));
    };
    return tf.grads(weighted)(inputs.map(tensor));
  };
}

/** Compares work on the wasm backend with the cpu backend, whose kernels are written apart. */
export async function expectEqualOnWasm(work: () => tf.Tensor[]): Promise<void> {
  const [wasm, cpu] = [await valuesOn('wasm', work), await valuesOn('cpu', work)];
  expect(wasm.length).to.equal(cpu.length);
  for (const [index, values] of wasm.entries()) {
    const size = Math.max(...cpu[index]!.map(Math.abs));
    expect(size).to.be.greaterThan(0.1);
    for (const [i, value] of values.entries()) expect(value).to.be.closeTo(cpu[index]![i]!, 1e-5 * size);
  }
}

/** Gradients on wasm as they are, against those of cpu with its own repairs, which go another way. */
export async function expectRepaired(
  operation: (...inputs: tf.Tensor[]) => tf.Tensor,
  ...shapes: number[][]
): Promise<void> {
  const work = gradients(
    operation,
    shapes.map((shape) => numbers(shape)),
  );
  const found = await valuesOn('wasm', work);
  const undo = repairGradients();
  try {
    const expected = await valuesOn('cpu', work);
    for (const [k, values] of expected.entries()) {
      const size = Math.max(...values.map(Math.abs));
      expect(size).to.be.greaterThan(0.1);
      for (const [i, value] of values.entries()) expect(found[k]![i]).to.be.closeTo(value, 2e-5 * size);
    }
  } finally {
    undo();
  }
}
