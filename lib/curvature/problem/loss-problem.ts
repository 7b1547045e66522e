import * as tf from '@tensorflow/tfjs';
import {ggnvp, hvp, secondOrder, unflatten} from '../../autograd/index.ts';
import {sliceExamples} from '../../training/objective/index.ts';
import {pacer} from '../../base/pace.ts';
import {valuesOf} from '../../base/read.ts';
import {orDeviceLost} from '../../base/or-device-lost.ts';
import type {Examples} from '../../training/index.ts';
import type {SymmetricOperator} from '../operator.ts';
import {addScaled} from '../vectors.ts';
import {compileLeniently, type LenientlyCompiled} from './lenient-compile.ts';
import {type ResolvedLoss, resolveLoss} from './resolve.ts';
import type {LossSource, MatrixName} from './source.ts';

const asBatch = (tensors: tf.Tensor[]): Examples | null =>
  tensors.length === 0 ? null : {x: tensors[0]!, y: tensors[1]!};

const asVector = (tensors: readonly tf.Tensor[]): tf.Tensor1D =>
  tf.concat(tensors.map((tensor) => tf.reshape(tensor, [tensor.size]))) as tf.Tensor1D;

/** Two evaluations of one loss may differ by this much, absolutely and relatively, from the order of sums. */
const repeats = (one: number, other: number): boolean =>
  Math.abs(one - other) <= 1e-6 + 5e-5 * Math.abs(one) || (Number.isNaN(one) && Number.isNaN(other));

/**
 * A loss over all of its data, as the probes use it: its value, gradient and products, and its weights as one vector.
 *
 * Means over batches are weighted with their sizes, in float64. Compiled on the native backend.
 */
export class LossProblem {
  readonly size: number;
  readonly #owner: string;
  readonly #resolved: ResolvedLoss;
  readonly #value: LenientlyCompiled<tf.Tensor[], tf.Scalar>;
  readonly #gradient: LenientlyCompiled<tf.Tensor[], tf.Tensor[]>;
  readonly #products = new Map<MatrixName, LenientlyCompiled<tf.Tensor[], tf.Tensor1D>>();
  readonly #pause = pacer();

  /**
   * Checks what the loss is made of.
   *
   * @throws TypeError, RangeError as the probes do
   */
  constructor(owner: string, source: LossSource) {
    this.#owner = owner;
    this.#resolved = resolveLoss(owner, source);
    const {variables, loss} = this.#resolved;
    this.size = variables.reduce((sum, variable) => sum + variable.size, 0);
    this.#value = compileLeniently((...batch: tf.Tensor[]) => tf.tidy(() => loss(asBatch(batch))));
    this.#gradient = compileLeniently((...batch: tf.Tensor[]) =>
      tf.tidy(() => {
        const {value, grads} = secondOrder(() => tf.variableGrads(() => loss(asBatch(batch)), variables));
        return [value, asVector(variables.map(({name, shape}) => grads[name] ?? tf.zeros(shape)))];
      }),
    );
  }

  /**
   * Checks that the loss gives the same value twice.
   *
   * @throws RangeError where it does not
   */
  async checkRepeats(): Promise<void> {
    const value = (): tf.Scalar => tf.tidy(() => this.#resolved.loss(asBatch(this.#batch(0).tensors)));
    const [[one], [other]] = (await valuesOf(() => [value(), value()])) as unknown as [[number], [number]];
    if (repeats(one, other)) return;
    throw new RangeError(
      `${this.#owner}: loss must give the same value at the same weights, received ${one} and then ${other}; ` +
        'fix what is random in it: dropout masks, noise, the choice of a batch',
    );
  }

  /** The tensors of the batch that starts at an example, and how many examples it has; a slice is to be disposed of. */
  #batch(start: number): {tensors: tf.Tensor[]; count: number} {
    const {data, batchSize, count} = this.#resolved;
    if (data === null) return {tensors: [], count: 1};
    const {x, y} = sliceExamples(data, start, batchSize);
    return {tensors: [x, y], count: Math.min(batchSize, count - start)};
  }

  /** The mean over the batches, by their sizes, of the vectors that a function gives. */
  async #mean(fn: (batch: tf.Tensor[]) => tf.Tensor[], size: number): Promise<Float64Array> {
    const {data, batchSize, count} = this.#resolved;
    const sum = new Float64Array(size);
    for (let start = 0; start < count; start += batchSize) {
      const batch = this.#batch(start);
      const results = fn(batch.tensors);
      let offset = 0;
      for (const result of results) {
        addScaled(
          sum.subarray(offset, offset + result.size),
          batch.count / count,
          (await orDeviceLost(result.data())) as Float32Array,
        );
        offset += result.size;
      }
      tf.dispose(results);
      tf.dispose(batch.tensors.filter((tensor) => tensor !== data?.x && tensor !== data?.y));
      await this.#pause();
    }
    return sum;
  }

  /** L(w) */
  async loss(): Promise<number> {
    return (await this.#mean((batch) => [this.#value(...batch)], 1))[0]!;
  }

  /** L(w) and g(w) */
  async gradient(): Promise<{loss: number; gradient: Float32Array}> {
    const values = await this.#mean((batch) => this.#gradient(...batch), this.size + 1);
    return {loss: values[0]!, gradient: Float32Array.from(values.subarray(1))};
  }

  /** The Hessian or the Gauss-Newton matrix at the weights of the moment. */
  matrix(name: MatrixName = 'hessian'): SymmetricOperator {
    const product = this.#products.get(name) ?? compileLeniently(this.#product(name));
    this.#products.set(name, product);
    return {
      size: this.size,
      apply: async (vector) => {
        const v = tf.tensor1d(vector);
        try {
          return Float32Array.from(await this.#mean((batch) => [product(v, ...batch)], this.size));
        } finally {
          v.dispose();
        }
      },
    };
  }

  #product(name: MatrixName): (...args: tf.Tensor[]) => tf.Tensor1D {
    const {variables, loss, parts} = this.#resolved;
    if (name === 'hessian') {
      return (v, ...batch) =>
        tf.tidy(() => asVector(hvp(() => loss(asBatch(batch)), variables, unflatten(v as tf.Tensor1D, variables))));
    }
    if (parts === null) {
      throw new TypeError(
        `${this.#owner}: matrix 'gaussNewton' needs the name of a loss of the outputs, received a function for loss`,
      );
    }
    const {outputs, loss: outputLoss, penalty} = parts;
    return (v, ...batch) =>
      tf.tidy(() => {
        const vectors = unflatten(v as tf.Tensor1D, variables);
        const product = asVector(ggnvp(() => outputs(asBatch(batch)!), outputLoss, variables, vectors));
        return penalty === null ? product : tf.add(product, asVector(hvp(penalty, variables, vectors)));
      });
  }

  /** The weights as one vector. */
  async weights(): Promise<Float32Array> {
    const values = new Float32Array(this.size);
    let offset = 0;
    for (const variable of this.#resolved.variables) {
      values.set(await orDeviceLost(variable.data()), offset);
      offset += variable.size;
    }
    return values;
  }

  /** Gives the variables the values of a vector. */
  assign(weights: Float32Array): void {
    let offset = 0;
    for (const variable of this.#resolved.variables) {
      const value = tf.tensor(weights.slice(offset, offset + variable.size), variable.shape);
      variable.assign(value);
      value.dispose();
      offset += variable.size;
    }
  }

  /** Frees what was compiled. */
  dispose(): void {
    this.#value.dispose();
    this.#gradient.dispose();
    for (const product of this.#products.values()) product.dispose();
  }
}
