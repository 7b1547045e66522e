import type {ProbedOperator} from '../operator.ts';
import {addScaled, dot, norm, orthogonalize, scaled} from '../vectors.ts';
import {tridiagonalEigensystem} from './tridiagonal.ts';

/** Rounding of a product in float32, as a fraction of |A|: no residual says more than that. */
export const resolution = 1e-6;

/** The values of a Lanczos run, ascending, with what is known of each. */
export interface RitzValues {
  readonly values: Float64Array;
  /** |A y - value y| of each, at least the rounding of a product: an eigenvalue of A is that near. */
  readonly residuals: Float64Array;
  /** Squared first components of the eigenvectors of T: the part that the start vector has of each; they sum to 1. */
  readonly weights: Float64Array;
  /** Eigenvectors of T in the columns; the Ritz vector is their combination of the basis. */
  readonly vectors: readonly Float64Array[];
}

/**
 * The Lanczos process with full reorthogonalisation, one product of the operator a step.
 *
 * A q_j = beta_(j-1) q_(j-1) + alpha_j q_j + beta_j q_(j+1), q_1 = start / |start|
 *
 * The recurrence and all sums are float64, the basis is kept in float32, as the products take it: 4 bytes a number, so m steps
 * hold 4 m P bytes. Where the Krylov space is exhausted, beta is dropped and the run goes on from a new direction, if there is one.
 *
 * Golub and Van Loan, Matrix Computations, chapter 10; Paige, 1972.
 */
export class Lanczos {
  readonly alphas: number[] = [];
  readonly betas: number[] = [];
  readonly basis: Float32Array[] = [];
  /** What was dropped after step j, where the space was exhausted; 0 elsewhere. */
  readonly #dropped: number[] = [];
  readonly #operator: ProbedOperator;
  readonly #locked: readonly Float32Array[];
  readonly #fresh: (() => Float32Array) | undefined;
  #next: Float32Array | null;
  #scale = 0;

  /**
   * @param operator A
   * @param start any vector that is not zero
   * @param options `locked`: orthonormal vectors that the run stays orthogonal to; `fresh`: gives a random vector to go on from
   *   where the space is exhausted, without it the run ends there
   */
  constructor(
    operator: ProbedOperator,
    start: Float32Array,
    {locked = [], fresh}: {locked?: readonly Float32Array[]; fresh?: () => Float32Array} = {},
  ) {
    this.#operator = operator;
    this.#locked = locked;
    this.#fresh = fresh;
    this.#next = this.#direction(start);
  }

  /** Whether every direction that can be reached is in the basis. */
  get isExhausted(): boolean {
    return this.#next === null;
  }

  get steps(): number {
    return this.alphas.length;
  }

  /** Greatest |A q| seen, a lower bound of |A|. */
  get scale(): number {
    return this.#scale;
  }

  /** One step; does nothing once it is exhausted. */
  async step(): Promise<void> {
    const q = this.#next;
    if (q === null) return;
    this.basis.push(q);
    const w = Float64Array.from(await this.#operator.apply(q));
    this.#scale = Math.max(this.#scale, norm(w));
    const alpha = dot(q, w);
    this.alphas.push(alpha);
    addScaled(w, -alpha, q);
    orthogonalize(w, this.#locked);
    orthogonalize(w, this.basis);
    const beta = norm(w);
    const isFull = this.basis.length + this.#locked.length >= this.#operator.size;
    if (!isFull && beta > 2 * resolution * this.#scale) {
      this.betas.push(beta);
      this.#dropped.push(0);
      this.#next = scaled(w, 1 / beta);
      return;
    }
    this.betas.push(0);
    this.#dropped.push(isFull ? 0 : beta);
    this.#next = isFull || this.#fresh === undefined ? null : this.#direction(this.#fresh());
  }

  /** What the run knows after the steps so far, at least one. */
  ritz(): RitzValues {
    const {values, vectors} = tridiagonalEigensystem(this.alphas, this.betas);
    const last = this.steps - 1;
    const leaks = this.#dropped.map((beta, j) => (j === last ? Math.max(beta, this.betas[last]!) : beta));
    const floor = resolution * this.#scale;
    const residuals = values.map((_, i) => Math.max(floor, Math.hypot(...leaks.map((b, j) => b * vectors[j]![i]!))));
    return {values, residuals, weights: values.map((_, i) => vectors[0]![i]! ** 2), vectors};
  }

  /** The unit vector of what is new in x; null where nothing is. */
  #direction(x: Float32Array): Float32Array | null {
    const rest = Float64Array.from(x);
    orthogonalize(rest, this.#locked);
    orthogonalize(rest, this.basis);
    const length = norm(rest);
    return length > 1e-3 * norm(x) * Math.sqrt(1 / x.length) ? scaled(rest, 1 / length) : null;
  }
}
