import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../../lib/base/random.ts';
import {adam} from '../../../../optimizers/index.ts';
import {dot, type Matrix, type Vector} from '../../frame/vectors.ts';
import {patterns} from './compute-threshold.ts';

/** One inequality for w = (w0, w1, w2): row . w >= 0, or > 0. */
export interface Inequality {
  readonly row: Vector;
  readonly isStrict: boolean;
}

/** The inequalities that a perceptron meets whose outputs at (0,0), (1,0), (0,1), (1,1) are these. */
export const inequalitiesOf = (outputs: readonly number[]): Inequality[] =>
  [
    [1, 0, 0],
    [1, 1, 0],
    [1, 0, 1],
    [1, 1, 1],
  ].map((row, i) => (outputs[i] === 1 ? {row, isStrict: false} : {row: row.map((value) => -value), isStrict: true}));

export const isMet = ({row, isStrict}: Inequality, w: Vector): boolean =>
  isStrict ? dot(row, w) > 0 : dot(row, w) >= 0;

/** All w of three whole numbers from -most to most. */
export function wholeWeights(most: number): number[][] {
  const whole = Array.from({length: 2 * most + 1}, (_, i) => i - most);
  return whole.flatMap((a) => whole.flatMap((b) => whole.map((c) => [a, b, c])));
}

/**
 * Factors >= 0 whose sum of the inequalities is 0 > 0, which is the proof that no w meets all (Farkas); null where no factors up to 2
 * are such.
 */
export function contradiction(inequalities: readonly Inequality[]): number[] | null {
  const n = inequalities.length;
  for (let code = 1; code < 3 ** n; code++) {
    const factors = inequalities.map((_, i) => Math.floor(code / 3 ** i) % 3);
    const sums = [0, 1, 2].map((j) =>
      dot(
        factors,
        inequalities.map(({row}) => row[j]!),
      ),
    );
    const isStrict = inequalities.some((each, i) => each.isStrict && factors[i]! > 0);
    if (isStrict && sums.every((sum) => sum === 0)) return factors;
  }
  return null;
}

/** A hidden unit for each of (0,1) and (1,0), whose OR is the output: z and y for all four inputs. */
export const xorTable = (): {x: number[]; z: number[]; y: number}[] =>
  patterns(2).map((x) => {
    const [a, b] = x as [number, number];
    const z = [Number(a - b >= 1), Number(b - a >= 1)];
    return {x, z, y: Number(z[0]! + z[1]! >= 1)};
  });

/** Weights of networks that are trained beside each other, one for each seed in the first axis. */
const startOf = (seeds: readonly number[], width: number): tf.Variable[] => {
  const draw = (name: string, shape: readonly [number, number]) =>
    tf.variable(
      tf.tensor3d(
        seeds.flatMap((seed) => {
          const random = randomStream(seed, 'xor', name, width);
          return Array.from({length: shape[0] * shape[1]}, () => random.normal());
        }),
        [seeds.length, ...shape],
      ),
    );
  return tf.tidy(() => [draw('W1', [2, width]), draw('b1', [1, width]), draw('W2', [width, 1]), draw('b2', [1, 1])]);
};

/** The nets of the outputs at some inputs, a row for each seed. */
function nets([W1, b1, W2, b2]: readonly tf.Tensor[], inputs: Matrix, isLinear: boolean): tf.Tensor2D {
  const [seeds] = W1!.shape as [number, number, number];
  const x = tf.tile(tf.tensor3d([inputs.map((row) => [...row])]), [seeds, 1, 1]);
  const net = tf.add(tf.matMul(x, W1!), b1!);
  return tf.squeeze(tf.add(tf.matMul(isLinear ? net : tf.tanh(net), W2!), b2!), [2]);
}

/**
 * Trains networks 2 - width - 1 on XOR, tanh inside and a logistic output, with Adam on the cross-entropy of all four examples.
 *
 * @param isLinear leaves the tanh out
 * @returns which seeds have all four right in the end, their last losses, and outputs of the first one that has on `grid`
 */
export function trainXor(
  seeds: readonly number[],
  {width, steps, isLinear = false, grid}: {width: number; steps: number; isLinear?: boolean; grid?: Matrix},
): {solved: number; losses: number[]; outputs: number[]} {
  const inputs = patterns(2);
  const weights = startOf(seeds, width);
  const optimizer = adam(0.05);
  const result = tf.tidy(() => {
    const y = tf.tensor1d(inputs.map(([a, b]) => a! ^ b!));
    const each = () => {
      const net = nets(weights, inputs, isLinear);
      // softplus(net) - y net is the cross-entropy of the logistic output.
      return tf.mean(tf.sub(tf.softplus(net), tf.mul(y, net)), 1);
    };
    for (let step = 0; step < steps; step++) optimizer.minimize(() => tf.sum(each()), false, weights);
    const right = tf.equal(tf.greater(nets(weights, inputs, isLinear), 0), tf.cast(y, 'bool'));
    const isSolved = [...tf.all(right, 1).dataSync()];
    const shown = Math.max(0, isSolved.indexOf(1));
    const outputs =
      grid === undefined
        ? []
        : tf
            .sigmoid(nets(weights, grid, isLinear))
            .slice([shown, 0], [1, -1])
            .dataSync();
    return {
      solved: isSolved.filter((is) => is === 1).length,
      losses: [...each().dataSync()],
      outputs: [...outputs],
    };
  });
  optimizer.dispose();
  tf.dispose(weights);
  return result;
}
