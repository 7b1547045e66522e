import * as tf from '@tensorflow/tfjs';

/** A quadratic `x' A x / 2 - b' x` with eigenvalues between 1 and 2, and its variable at the start, which is 0. */
export function quadratic(n: number): {
  x: tf.Variable;
  loss: () => tf.Scalar;
  least: readonly number[];
  dispose: () => void;
} {
  const wave = (i: number): number => Math.sin(12.9898 * i + Math.sin(78.233 * i));
  // A reflection of a diagonal matrix.
  const v = Array.from({length: n}, (_, i) => wave(i + 1));
  const square = v.reduce((sum, each) => sum + each * each, 0);
  const mirror = (of: readonly number[]): number[] => {
    const along = of.reduce((sum, each, i) => sum + each * v[i]!, 0);
    return of.map((each, i) => each - (2 * along * v[i]!) / square);
  };
  const eigenvalues = Array.from({length: n}, (_, i) => 1 + i / n);
  const b = Array.from({length: n}, (_, i) => 1 + wave(n + i));
  const columns = Array.from({length: n}, (_, j) =>
    mirror(mirror(Array.from({length: n}, (_each, i) => (i === j ? 1 : 0))).map((each, i) => each * eigenvalues[i]!)),
  );
  const least = mirror(mirror(b).map((each, i) => each / eigenvalues[i]!));
  const [matrix, linear] = tf.tidy(() => [tf.keep(tf.tensor2d(columns)), tf.keep(tf.tensor1d(b))] as const);
  const x = tf.tidy(() => tf.variable(tf.zeros([n])));
  const loss = (): tf.Scalar =>
    tf.tidy(() => {
      const ax = tf.matMul(matrix, tf.reshape(x, [n, 1])).flatten();
      return tf.sum(tf.mul(x, tf.sub(tf.mul(ax, 0.5), linear))).asScalar();
    });
  return {x, loss, least, dispose: () => tf.dispose([matrix, linear, x])};
}

/** A loss of plain numbers, one tensor each. */
export const variableOf = (values: readonly number[]): tf.Variable =>
  tf.tidy(() => tf.variable(tf.tensor1d([...values])));

/** The function of Rosenbrock. */
export const rosenbrock = (w: tf.Variable) => (): tf.Scalar =>
  tf.tidy(() => {
    const [a, b] = tf.unstack(w) as [tf.Tensor, tf.Tensor];
    const valley = tf.square(tf.sub(b, tf.square(a)));
    return tf.add(tf.mul(valley, 100), tf.square(tf.sub(1, a))).asScalar();
  });
