import * as tf from '@tensorflow/tfjs';
import {positive, show} from '../../lib/base/arguments.ts';
import {numberOption, type OptionsOf} from '../../lib/base/options.ts';
import type {VariableGradient} from '../base/gradients.ts';
import {readClassOptions} from '../base/class-options.ts';
import {optimizerOption} from './inner-optimizer.ts';
import {around, handOn, isRule, ownerOf, Wrapper} from './wrapper.ts';

export const clippedTable = {
  value: numberOption(positive, undefined, 'greatest size of an element'),
  norm: numberOption(positive, undefined, 'greatest norm of the gradient of a variable'),
  globalNorm: numberOption(positive, undefined, 'greatest norm of all gradients together'),
  adaptive: numberOption(
    positive,
    undefined,
    'greatest norm of the gradient of a unit, as a share of the norm of its weights',
  ),
};

const table = {optimizer: optimizerOption, ...clippedTable};

/** Options of {@link clipped}, of which exactly one is given. */
export interface ClippedOptions extends OptionsOf<typeof clippedTable> {}

type Kind = keyof typeof clippedTable;

const length = (tensor: tf.Tensor, axes?: number[]): tf.Tensor =>
  tf.sqrt(tf.sum(tf.square(tensor), axes, axes !== undefined));

/** By what a gradient is made shorter: `limit / norm` where its norm is not less; a norm that is NaN stays NaN. */
function factorOf(norm: tf.Tensor, limit: tf.Tensor | number): tf.Tensor {
  return tf.where(tf.less(norm, limit), tf.onesLike(norm), tf.div(limit, norm));
}

/** The least norm of weights that counts, so that those that start from 0 can move. */
const leastWeight = 1e-3;

function adaptively(gradient: tf.Tensor, {variable}: VariableGradient, share: number): tf.Tensor {
  // All axes but that of the outputs, which is the last one in TensorFlow.js; a vector is one unit.
  const axes = Array.from({length: Math.max(variable.rank - 1, variable.rank === 1 ? 1 : 0)}, (_, axis) => axis);
  const weight = length(variable, axes);
  const factor = factorOf(length(gradient, axes), tf.mul(tf.maximum(weight, leastWeight), share));
  return tf.mul(gradient, factor);
}

/** How each kind makes all gradients shorter. */
const ways: Readonly<Record<Kind, (list: readonly VariableGradient[], limit: number) => tf.Tensor[]>> = {
  value: (list, limit) => list.map(({gradient}) => tf.clipByValue(gradient!, -limit, limit)),
  norm: (list, limit) => list.map(({gradient}) => tf.mul(gradient!, factorOf(length(gradient!), limit))),
  globalNorm: (list, limit) => {
    const norm = tf.sqrt(tf.addN(list.map(({gradient}) => tf.sum(tf.square(gradient!)))));
    const factor = factorOf(norm, limit);
    return list.map(({gradient}) => tf.mul(gradient!, factor));
  },
  adaptive: (list, limit) => list.map((each) => adaptively(each.gradient!, each, limit)),
};

/**
 * Makes long gradients shorter before another optimizer gets them.
 *
 * - value: each element into [-value, value]
 * - norm: `g min(1, norm / |g|)` for each variable
 * - globalNorm: the same with the norm of all variables together
 * - adaptive: `g min(1, adaptive max(|w|, 0.001) / |g|)` for each unit, which is what leads to one output
 *
 * Conventions: the factor has no epsilon, as in Optax; PyTorch adds 1e-6 to the norm. A norm that is NaN or infinite makes all
 * that it belongs to NaN, so that it is not overlooked. Adaptive clipping takes norms over all axes but the last, and the whole
 * of a vector, as Optax and timm do for dense layers and images; timm leaves out the last layer by default, here `partitioned` does.
 *
 * Reference: Pascanu et al., On the difficulty of training recurrent neural networks, 2013; Brock et al., High-performance
 * large-scale image recognition without normalization, 2021.
 */
export class Clipped extends Wrapper<ClippedOptions> {
  readonly #kind: Kind;
  readonly #limit: number;

  static get className(): string {
    return 'OptimClipped';
  }

  /**
   * @param options `optimizer`, and see {@link ClippedOptions}
   * @throws TypeError for a wrong type, RangeError for another number of kinds than one, and for a limit that is not > 0
   */
  constructor(options: OptionsOf<typeof table>) {
    const owner = ownerOf(Clipped);
    const {optimizer, ...limits} = readClassOptions(owner, table, options);
    const given = Object.entries(limits).filter(([, limit]) => limit !== undefined) as [Kind, number][];
    if (given.length !== 1) {
      throw new RangeError(
        `${owner}: exactly one of ${Object.keys(clippedTable).join(', ')} must be given, received ${show(Object.fromEntries(given))}; ` +
          'for more than one put one wrapper around another',
      );
    }
    super({optimizer}, Object.fromEntries(given));
    [[this.#kind, this.#limit]] = given as [[Kind, number]];
  }

  protected override hand(list: readonly VariableGradient[]): void {
    if (this.#kind === 'value' && isRule(this.inner)) {
      handOn(this.inner, list, this.#limit);
      return;
    }
    const present = list.filter(({gradient}) => gradient !== null);
    const clippedOnes = present.length === 0 ? [] : ways[this.#kind](present, this.#limit);
    const byVariable = new Map(present.map(({variable}, i) => [variable, clippedOnes[i]!]));
    handOn(
      this.inner,
      list.map(({variable}) => ({variable, gradient: byVariable.get(variable) ?? null})),
    );
  }
}

tf.serialization.registerClass(Clipped);

/**
 * Makes long gradients shorter before another optimizer gets them.
 *
 * `g min(1, c / |g|)`, for all variables together with `globalNorm`; see `Clipped` for the other kinds
 *
 * @param optimizer any; it is disposed of with the wrapper
 * @param options exactly one of `value`, `norm`, `globalNorm`, `adaptive`, > 0; 1 is usual, and 0.01 for `adaptive`
 * @throws TypeError for what is no optimizer and for a wrong type, RangeError for another number of kinds than one, or a limit <= 0
 * @example
 * const w = tf.variable(tf.tensor1d([3, 4]));
 * clipped(tf.train.sgd(1), {globalNorm: 1}).minimize(() => tf.sum(tf.mul(w, [3, 4])).asScalar()); // w is 2.4, 3.2
 */
export function clipped(optimizer: tf.Optimizer, options: ClippedOptions): Clipped {
  return new Clipped(around('Clipped', optimizer, options));
}
