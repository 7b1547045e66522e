import * as tf from '@tensorflow/tfjs';
import {nativeBackend} from '../../lib/native/binding.ts';

/** An orthogonal matrix of eigenvectors in columns, and the eigenvalues, greatest first. */
export interface Eigen {
  readonly values: tf.Tensor1D;
  readonly vectors: tf.Tensor2D;
}

/** Sorts eigenvalues, and what stands in the order of them along an axis. */
export function sortedBy(values: tf.Tensor1D): {values: tf.Tensor1D; order: tf.Tensor1D} {
  const {values: sorted, indices} = tf.topk(values, values.size);
  return {values: sorted, order: indices};
}

/** One turn of a round robin: the first stays, the others go round; all have met after n - 1 turns. */
function nextSeats(n: number): number[] {
  // Pairs sit at 2i and 2i + 1: the upper row goes to the right, the lower one to the left.
  return Array.from({length: n}, (_, seat) => {
    if (seat === 0 || n === 2) return seat;
    if (seat === 2) return 1;
    if (seat % 2 === 0) return seat - 2;
    return seat === n - 1 ? n - 2 : seat + 2;
  });
}

/** More than float32 needs, for sides of some hundreds. */
const sweepsOfJacobi = 8;

/** Jacobi's method, in which n / 2 rotations at a time take n / 2 pairs of rows and columns apart. */
function jacobi(matrix: tf.Tensor2D, sweeps: number): Eigen {
  const size = matrix.shape[0];
  const n = size + (size % 2);
  const border: [[number, number], [number, number]] = [
    [0, n - size],
    [0, n - size],
  ];
  const seats = tf.tensor1d(nextSeats(n), 'int32');
  let a = tf.pad(matrix, border);
  let rows: tf.Tensor2D = tf.eye(n);
  for (let turn = 0; turn < sweeps * (n - 1); turn++) {
    const before = [a, rows];
    [a, rows] = tf.tidy(() => {
      const pairs = tf.reshape(a, [n / 2, 2, n / 2, 2]);
      // The entries of pairs with themselves stand in the diagonal of n / 2 times n / 2.
      const own = (i: number, j: number): tf.Tensor =>
        tf.sum(tf.mul(tf.reshape(tf.slice(pairs, [0, i, 0, j], [-1, 1, -1, 1]), [n / 2, n / 2]), tf.eye(n / 2)), 1);
      const [p, q, off] = [own(0, 0), own(1, 1), tf.mul(own(0, 1), 2)];
      const difference = tf.sub(q, p);
      const root = tf.sqrt(tf.add(tf.square(difference), tf.square(off)));
      const sign = tf.sub(tf.mul(tf.cast(tf.greaterEqual(difference, 0), 'float32'), 2), 1);
      const tangent = tf.divNoNan(tf.mul(off, sign), tf.add(tf.abs(difference), root));
      const cosine = tf.rsqrt(tf.add(tf.square(tangent), 1)).reshape([n / 2, 1]);
      const sine = tf.mul(tangent.reshape([n / 2, 1]), cosine);
      const turned = (x: tf.Tensor2D): tf.Tensor2D => {
        const [upper, lower] = tf.unstack(tf.reshape(x, [n / 2, 2, n]), 1) as [tf.Tensor, tf.Tensor];
        const both = [
          tf.sub(tf.mul(cosine, upper), tf.mul(sine, lower)),
          tf.add(tf.mul(sine, upper), tf.mul(cosine, lower)),
        ];
        return tf.gather(tf.reshape(tf.stack(both, 1), [n, n]), seats) as tf.Tensor2D;
      };
      return [turned(tf.transpose(turned(a))), turned(rows)] as [tf.Tensor2D, tf.Tensor2D];
    });
    tf.dispose(before);
  }
  const diagonal = tf.sum(tf.mul(a, tf.eye(n)), 1).slice(0, size) as tf.Tensor1D;
  const {values, order} = sortedBy(diagonal);
  return {values, vectors: tf.transpose(tf.gather(rows.slice([0, 0], [size, size]), order))};
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, in float32.
 *
 * TensorFlow computes them where it runs; elsewhere operations of TensorFlow.js do, which is meant for sides up to 100 or so.
 *
 * @param matrix symmetric
 * @example
 * eigenOf(tf.tensor2d([[1, 0], [0, 2]])).values; // 2, 1
 */
export function eigenOf(matrix: tf.Tensor2D): Eigen {
  return tf.tidy(() => {
    const backend = nativeBackend();
    if (backend === null) return {...jacobi(matrix, sweepsOfJacobi)};
    const {TF_ATTR_BOOL, TF_ATTR_TYPE} = backend.binding;
    const attributes = [
      {name: 'compute_v', type: TF_ATTR_BOOL, value: true},
      {name: 'T', type: TF_ATTR_TYPE, value: backend.getDTypeInteger('float32')},
    ];
    const [values, vectors] = backend.executeMultipleOutputs('SelfAdjointEigV2', attributes, [matrix], 2);
    return {
      values: tf.reverse(values as tf.Tensor1D, 0),
      vectors: tf.reverse(vectors as tf.Tensor2D, 1),
    };
  });
}

/** The orthogonal factor of a square matrix by Householder's reflections; columns of zeros are no hindrance. */
function householder(matrix: tf.Tensor2D): tf.Tensor2D {
  const n = matrix.shape[0];
  const identity = tf.eye(n);
  let [r, q]: [tf.Tensor2D, tf.Tensor2D] = [tf.clone(matrix), tf.eye(n)];
  for (let j = 0; j < n - 1; j++) {
    const before = [r, q];
    [r, q] = tf.tidy(() => {
      const unit = tf.slice(identity, [0, j], [n, 1]);
      const column = tf.mul(tf.slice(r, [0, j], [n, 1]), tf.greaterEqual(tf.range(0, n), j).reshape([n, 1]));
      const head = tf.slice(column, [j, 0], [1, 1]);
      const length = tf.sqrt(tf.sum(tf.square(column)));
      const signed = tf.where(tf.greaterEqual(head, 0), length, tf.neg(length));
      const v = tf.add(column, tf.mul(unit, signed)) as tf.Tensor2D;
      const share = tf.divNoNan(2, tf.sum(tf.square(v)));
      return [
        tf.sub(r, tf.mul(tf.matMul(v, tf.matMul(v, r, true)), share)),
        tf.sub(q, tf.mul(tf.matMul(tf.matMul(q, v), v, false, true), share)),
      ] as [tf.Tensor2D, tf.Tensor2D];
    });
    tf.dispose(before);
  }
  return q;
}

/**
 * The orthogonal factor Q of a square matrix Q R, in float32; where it is computed is said at {@link eigenOf}.
 *
 * @example
 * orthogonalFactor(tf.tensor2d([[2, 0], [0, 3]])); // the identity, up to signs
 */
export function orthogonalFactor(matrix: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const backend = nativeBackend();
    if (backend === null) return householder(matrix);
    const {TF_ATTR_BOOL, TF_ATTR_TYPE} = backend.binding;
    const attributes = [
      {name: 'full_matrices', type: TF_ATTR_BOOL, value: false},
      {name: 'T', type: TF_ATTR_TYPE, value: backend.getDTypeInteger('float32')},
    ];
    return backend.executeMultipleOutputs('Qr', attributes, [matrix], 2)[0] as tf.Tensor2D;
  });
}
