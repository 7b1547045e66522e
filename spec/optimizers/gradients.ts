import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../lib/base/random.ts';

/** Variables of several shapes with their start values, all made and named here. */
export interface Problem {
  readonly variables: tf.Variable[];
  readonly starts: number[][];
  dispose(): void;
}

const shapes = [[3, 2], [2], [], [1, 2, 2]];
let problems = 0;

/** Four variables of rank 0 to 3, with names as tfjs-layers gives them. */
export function problem(seed = 1): Problem {
  const id = problems++;
  const random = randomStream(seed, 'start');
  const starts = shapes.map((shape) => Array.from({length: tf.util.sizeFromShape(shape)}, () => random.normal()));
  const variables = shapes.map((shape, i) =>
    tf.tidy(() => tf.variable(tf.tensor(starts[i]!, shape), true, `p${id}/l${i}/kernel`)),
  );
  return {variables, starts, dispose: () => tf.dispose(variables)};
}

/** The gradients of update t: of different size for every weight, sometimes 0. */
export function gradientValues(t: number, seed = 1): number[][] {
  const random = randomStream(seed, 'gradient', t);
  return shapes.map((shape, i) =>
    Array.from({length: tf.util.sizeFromShape(shape)}, () =>
      random.uniform() < 0.1 ? 0 : random.normal() * 10 ** (i - 2),
    ),
  );
}

/** The gradients of update t as `applyGradients` takes them; they live as long as f runs. */
export function withGradients(
  {variables}: Problem,
  values: readonly (number[] | null)[],
  f: (gradients: {name: string; tensor: tf.Tensor}[]) => void,
): void {
  const list = variables.map((variable, i) => ({
    name: variable.name,
    tensor: values[i] === null ? null : tf.tensor(values[i]!, variable.shape),
  }));
  f(list as {name: string; tensor: tf.Tensor}[]);
  for (const {tensor} of list) tensor?.dispose();
}

/** The values of tensors as plain arrays. */
export function read(tensors: readonly tf.Tensor[]): number[][] {
  return tensors.map((tensor) => [...tensor.dataSync()]);
}
