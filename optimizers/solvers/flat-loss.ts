import * as tf from '@tensorflow/tfjs';
import {flatten, hvp, unflatten} from '../../lib/autograd/index.ts';
import {kept, type Reading} from '../../lib/base/reading.ts';
import {
  compile,
  compiledSteadily,
  type Compiled,
  type EvaluatedAgain,
  type Evaluations,
  releasingTape,
  UntraceableError,
} from '../../lib/update/index.ts';

/** A point with the loss and its gradient there; the vectors have all variables end to end, and belong to the solver. */
export interface Point {
  readonly x: tf.Tensor1D;
  readonly value: number;
  readonly gradient: tf.Tensor1D;
  /** |gradient|, Euclidean. */
  readonly norm: number;
}

/** A point of a line, and the slope along it. */
export interface PointAhead extends Point {
  readonly step: number;
  readonly slope: number;
}

type Along = (from: tf.Tensor, direction: tf.Tensor, step: tf.Tensor) => tf.Tensor[];
type Times = (x: tf.Tensor, vector: tf.Tensor) => tf.Tensor;

/**
 * Runs compiled what can be, and plain what cannot.
 *
 * @param isSteady whether all that is compiled counts as the graph has it, from the first call on
 */
function lenient<Arguments extends tf.Tensor[], Result extends tf.TensorContainer>(
  fn: (...args: Arguments) => Result,
  isSteady: boolean,
): Compiled<(...args: Arguments) => Result> {
  const fast = isSteady ? compiledSteadily(fn) : compile(fn);
  let chosen: (...args: Arguments) => Result = fast;
  const call = (...args: Arguments): Result => {
    try {
      return chosen(...args);
    } catch (error) {
      if (chosen === fn || !(error instanceof UntraceableError)) throw error;
      chosen = fn;
      return fn(...args);
    }
  };
  return Object.assign(call, {dispose: () => fast.dispose()});
}

/**
 * A loss as a function of one vector, which holds all variables end to end.
 *
 * An evaluation is one call and one read of three numbers. It is compiled on the native backend from the second one on, where the
 * first one drew nothing and moved nothing.
 */
export class FlatLoss {
  readonly evaluations: Evaluations = {gradient: 0, product: 0};
  readonly variables: readonly tf.Variable[];
  readonly #loss: EvaluatedAgain<tf.Scalar>;
  readonly #along: Along;
  readonly #hessian: Times;
  readonly #matrix: Times;
  readonly #isSteady: boolean;
  #fast: {along: Compiled<Along>; hessian: Compiled<Times>; matrix: Compiled<Times>} | null = null;

  /**
   * @param loss a function of the variables alone
   * @param variables those that it depends on
   * @param multiply a matrix in the place of the Hessian, times vectors in the shapes of the variables
   * @param isSteady whether all that is compiled counts as the graph has it, from the first call on
   */
  constructor(
    loss: EvaluatedAgain<tf.Scalar>,
    variables: readonly tf.Variable[],
    multiply?: (vectors: tf.Tensor[]) => tf.Tensor[],
    isSteady = false,
  ) {
    this.#loss = loss;
    this.#isSteady = isSteady;
    this.variables = variables;
    const list = [...variables];
    this.#along = (from, direction, step) => {
      const x = tf.add(from, tf.mul(direction, step)) as tf.Tensor1D;
      this.#put(x);
      const {value, grads} = releasingTape(() => tf.variableGrads(loss, list));
      const gradient = flatten(list.map(({name, shape}) => grads[name] ?? tf.zeros(shape)));
      const numbers = tf.stack([value, tf.sum(tf.mul(gradient, direction)), tf.sum(tf.square(gradient))]);
      return [x, gradient, numbers];
    };
    const times =
      (product: (vectors: tf.Tensor[]) => tf.Tensor[]): Times =>
      (x, vector) => {
        this.#put(x as tf.Tensor1D);
        return flatten(product(unflatten(vector as tf.Tensor1D, list)));
      };
    // Those of batch normalisation were moved by the first evaluation.
    this.#hessian = times((vectors) => hvp(loss, list, vectors, {batchStatistics: true}));
    this.#matrix = multiply === undefined ? this.#hessian : times(multiply);
  }

  /** Whether the loss draws nothing and moves nothing, as far as the first evaluation told. */
  get isPure(): boolean {
    return this.#loss.isPure();
  }

  get #ways(): {along: Along; hessian: Times; matrix: Times} {
    if (this.#fast === null && this.isPure) {
      const fast = <Arguments extends tf.Tensor[], Result extends tf.TensorContainer>(
        fn: (...args: Arguments) => Result,
      ) => lenient(fn, this.#isSteady);
      const hessian = fast(this.#hessian);
      const matrix = this.#matrix === this.#hessian ? hessian : fast(this.#matrix);
      this.#fast = {along: fast(this.#along), hessian, matrix};
    }
    return this.#fast ?? {along: this.#along, hessian: this.#hessian, matrix: this.#matrix};
  }

  #put(x: tf.Tensor1D): void {
    // One that was disposed of would take the value, and keep it for ever.
    for (const [i, value] of unflatten(x, [...this.variables]).entries())
      if (!this.variables[i]!.isDisposed) this.variables[i]!.assign(value);
  }

  /** Moves the variables to a point. */
  move({x}: Point): void {
    tf.tidy(() => this.#put(x));
  }

  /** The loss at from + step direction; the variables stay there. The caller disposes of the vectors. */
  *along(from: tf.Tensor1D, direction: tf.Tensor1D, step: number): Reading<PointAhead> {
    this.evaluations.gradient++;
    const [x, gradient, numbers] = kept(() => this.#ways.along(from, direction, tf.scalar(step))) as [
      tf.Tensor1D,
      tf.Tensor1D,
      tf.Tensor,
    ];
    let isRead = false;
    try {
      const [value, slope, square] = (yield numbers) as unknown as [number, number, number];
      isRead = true;
      return {x, value, gradient, norm: Math.sqrt(square), step, slope};
    } finally {
      if (!isRead) tf.dispose([x, gradient]);
    }
  }

  /** The loss where the variables are. The caller disposes of the vectors. */
  *here(): Reading<Point> {
    const [x, still] = kept(() => {
      const all = flatten([...this.variables]);
      return [all, tf.zerosLike(all)];
    }) as [tf.Tensor1D, tf.Tensor1D];
    try {
      return yield* this.along(x, still, 0);
    } finally {
      tf.dispose([x, still]);
    }
  }

  /** The Hessian at a point times a vector; the caller disposes of it. */
  hessian({x}: Point, vector: tf.Tensor1D): tf.Tensor1D {
    this.evaluations.product++;
    return this.#ways.hessian(x, vector) as tf.Tensor1D;
  }

  /** The matrix that was given, else the Hessian, at a point times a vector; the caller disposes of it. */
  product({x}: Point, vector: tf.Tensor1D): tf.Tensor1D {
    this.evaluations.product++;
    return this.#ways.matrix(x, vector) as tf.Tensor1D;
  }

  /** Frees what was compiled. */
  dispose(): void {
    this.#fast?.along.dispose();
    this.#fast?.hessian.dispose();
    this.#fast?.matrix.dispose();
    this.#fast = null;
  }
}

/** Frees the vectors of a point. */
export function disposePoint({x, gradient}: Point): void {
  tf.dispose([x, gradient]);
}
