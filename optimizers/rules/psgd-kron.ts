import * as tf from '@tensorflow/tfjs';
import {notNegative, positive} from '../../lib/base/arguments.ts';
import type {OptionsOf} from '../../lib/base/options.ts';
import {decayOption, describeRule, registerRule, ruleOptions, type WithLearningRate} from '../base/common-options.ts';
import {largestSingularValue} from '../base/largest-singular-value.ts';
import {movingAverage} from '../base/moving-average.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import {asMatrix, gramOf, type Side, sideLength, sides} from '../base/sides.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {Coefficient, UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  momentum: decayOption(0.9, 'decay rate of the average of gradients'),
  factorRate: ruleNumber({from: 0, to: 1}, 0.1, 'the step size of the factors, relative to their size'),
  refreshEvery: ruleNumber({from: 1, whole: true}, 1, 'updates from one step of the factors to the next'),
  longestSide: ruleNumber({from: 0, whole: true}, 2048, 'longer sides of matrices have a diagonal for a factor'),
  boundDecay: decayOption(0.9, 'how slowly the bound falls by which steps of factors are divided'),
  initialScale: ruleNumber(positive, 1, 'the first factors are the identity, together times this'),
  dampening: ruleNumber(
    notNegative,
    1e-9,
    'deviation of noise that gradients are taken to have, which bounds the factors',
  ),
  clipThreshold: ruleNumber(positive, 1.1, 'the greatest root mean square of a direction'),
});

/** Options of {@link psgdKron}. */
export interface PsgdKronOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'm' | `${Side}Factor` | `${Side}Bound`;
type Name =
  | 'momentum'
  | 'gain'
  | 'unbias'
  | 'factorRate'
  | 'boundDecay'
  | 'boundGain'
  | 'noise'
  | 'clipThreshold'
  | 'rate'
  | 'isRefreshed';

type Slots = Partial<Record<Slot, tf.Tensor>>;
type Factors = Partial<Record<Side, tf.Tensor>>;

/** Elements of this size still have a sum of squares in float32. */
const greatest = 1e15;
const bounded = (x: tf.Tensor): tf.Tensor => tf.clipByValue(x, -greatest, greatest);

/** As many as heavyball takes. */
const iterations = 2;

/**
 * PSGD with Kronecker factors: a preconditioner that is learned until it makes gradients white.
 *
 * `m <- momentum m + (1 - momentum) g, P = L' L x R' R, p = P m / (1 - momentum^t),`
 * `L <- L - factorRate (p p' - I n) L / b, b = max(|p p'| + n, b boundDecay + (|p p'| + n) (1 - boundDecay)),` and R likewise with p' p,
 * `w <- w - learningRate p min(1, clipThreshold / rms(p))`
 *
 * At rest the mean of p p' is I n, with the length n of the other side: P is the inverse of the root of the gradients' second moments.
 * After each of its steps a factor is turned nearer to a symmetric matrix, `L <- (I + a K + a^2 K^2 / 2) L` with K of L' - L, which
 * P does not notice; before, both are brought to the same greatest element. |p p'| is an eigenvalue by two power iterations. Every
 * direction has noise of the deviation `dampening` on top of the gradient, by its mean effect, `p p' + dampening^2 P P`: factors of
 * directions without gradient would grow for ever.
 *
 * A kernel [h, w, in, out] of a convolution counts as the matrix [h w in, out]. Vectors and scalars have one factor, a diagonal.
 * There is no random number and no triangular system in it: all is products of matrices.
 *
 * Conventions: the steps of the factors are those of heavyball's `PSGDPRO` (the author's `Q0.5EQ1.5`), which has its noise at random,
 * all else is as in `kron_torch`, timm and pytorch_optimizer. These, and heavyball's `PSGDKron`, have triangular factors that step by the
 * difference of p p' and the same of a random vector, one of each axis of a kernel, and fewer steps as training goes on: pass a schedule
 * as `refreshEvery`, such as `piecewiseConstant([500], [1, 10])`. Their weight decay leaves out vectors.
 *
 * Reference: Li, Preconditioned stochastic gradient descent, 2018; Pooladzandi and Li, Curvature-informed SGD via general purpose
 * Lie-group preconditioners, 2024.
 */
export class PsgdKron extends UpdateRule<WithLearningRate<PsgdKronOptions>, typeof table, Slot, Name> {
  static get className(): string {
    return 'OptimPsgdKron';
  }

  /**
   * @param options `learningRate`, and see {@link PsgdKronOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<PsgdKronOptions>) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    const [longest, scale] = [this.number('longestSide', 1), this.number('initialScale', 1)];
    const isMatrix = (variable: tf.Variable, side: Side): boolean => {
      const length = sideLength(variable, side);
      return length > 1 && length <= longest;
    };
    const kinds = sides.flatMap((side): SlotKind<Slot>[] => {
      const isFor = ({rank}: tf.Variable): boolean => rank >= 2 || side === 'left';
      const factor: SlotKind<Slot> = {
        name: `${side}Factor`,
        isFor,
        shape: (variable) => {
          if (variable.rank < 2) return variable.shape;
          const length = sideLength(variable, side);
          return isMatrix(variable, side) ? [length, length] : [length];
        },
        initial: (variable) => {
          if (variable.rank < 2) return tf.fill(variable.shape, scale);
          const length = sideLength(variable, side);
          return tf.mul(isMatrix(variable, side) ? tf.eye(length) : tf.ones([length]), Math.sqrt(scale));
        },
      };
      return [factor, {name: `${side}Bound`, isFor, shape: () => []}];
    });
    return [{name: 'm'}, ...kinds];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const momentum = this.decayRate('momentum', t);
    const boundDecay = this.number('boundDecay', t);
    return {
      momentum,
      gain: 1 - momentum,
      unbias: 1 / this.correction('momentum', t),
      factorRate: this.number('factorRate', t),
      boundDecay,
      boundGain: 1 - boundDecay,
      noise: this.number('dampening', t) ** 2,
      clipThreshold: this.number('clipThreshold', t),
      rate: this.number('learningRate', t),
      isRefreshed: Number((t - 1) % this.number('refreshEvery', t) === 0),
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const m = movingAverage(slots.m, gradient, c.momentum, c.gain);
    const average = bounded(tf.mul(m, c.unbias.scalar));
    const g = value.rank < 2 ? average : asMatrix(average);
    const refreshed = c.isRefreshed.isZero ? {} : nextFactors(slots, g, c);
    const direction = preconditioned(g, factorsOf({...slots, ...refreshed}));
    const rms = tf.sqrt(tf.mean(tf.square(direction)));
    const share = tf.div(c.clipThreshold.scalar, tf.maximum(rms, c.clipThreshold.scalar));
    const step = tf.reshape(tf.mul(direction, tf.mul(share, c.rate.scalar)), value.shape);
    return {value: tf.sub(value, step), slots: {m, ...refreshed}};
  }
}

function factorsOf({leftFactor: left, rightFactor: right}: Slots): Factors {
  return {...(left && {left}), ...(right && {right})};
}

/** What a factor multiplies by, on its side: its own product with itself. */
const squareOf = (factor: tf.Tensor): tf.Tensor =>
  factor.rank === 2 ? tf.matMul(factor, factor, true) : tf.square(factor);

/** A diagonal, so that it multiplies rows or columns; that of a vector is for its elements. */
const along = (diagonal: tf.Tensor, side: Side, {rank}: tf.Tensor): tf.Tensor =>
  rank === 2 && side === 'left' ? tf.reshape(diagonal, [-1, 1]) : diagonal;

/** A gradient after both factors, twice each. */
function preconditioned(gradient: tf.Tensor, factors: Factors): tf.Tensor {
  let x = gradient;
  for (const side of sides) {
    const factor = factors[side];
    if (factor === undefined) continue;
    if (gradient.rank === 2 && factor.rank === 2) {
      const q = factor as tf.Tensor2D;
      x = side === 'left' ? tf.matMul(q, tf.matMul(q, x), true) : tf.matMul(tf.matMul(x, q, false, true), q);
    } else x = tf.mul(x, along(tf.square(factor), side, gradient));
  }
  return bounded(x);
}

/** The factors, with the greatest elements of both alike. */
function balanced({left, right}: Factors): Factors {
  if (left === undefined || right === undefined) return {...(left && {left})};
  const ratio = tf.sqrt(tf.div(tf.max(tf.abs(right)), tf.max(tf.abs(left))));
  return {left: tf.mul(left, ratio), right: tf.div(right, ratio)};
}

/** The factors after a step towards white gradients, and the bounds of their steps. */
function nextFactors(slots: Slots, g: tf.Tensor, c: Readonly<Record<Name, Coefficient>>): Slots {
  const factors = balanced(factorsOf(slots));
  const p = preconditioned(g, factors);
  const squares: Factors = {};
  for (const side of sides) if (factors[side] !== undefined) squares[side] = squareOf(factors[side]);
  const next: Slots = {};
  for (const [axis, side] of sides.entries()) {
    const [factor, square] = [factors[side], squares[side]];
    if (factor === undefined || square === undefined) continue;
    const other = squares[sides[1 - axis]!];
    const energy = other === undefined ? c.noise.scalar : tf.mul(tf.sum(tf.square(other)), c.noise.scalar);
    const isMatrix = g.rank === 2 && factor.rank === 2;
    const target = g.size / (g.rank === 2 ? g.shape[axis]! : g.size);
    const raised = isMatrix ? tf.matMul(square, square) : tf.square(square);
    const own = isMatrix ? gramOf(p as tf.Tensor2D, side) : tf.square(p);
    const moments = tf.add(isMatrix || g.rank < 2 ? own : tf.sum(own, 1 - axis), tf.mul(raised, energy));
    const size = isMatrix ? largestSingularValue(moments as tf.Tensor2D, iterations) : tf.max(moments);
    const length = tf.add(size, target);
    const held = tf.add(tf.mul(slots[`${side}Bound`]!, c.boundDecay.scalar), tf.mul(length, c.boundGain.scalar));
    const bound = tf.maximum(length, held);
    const grown = isMatrix ? tf.matMul(moments, factor) : tf.mul(moments, factor);
    const change = tf.sub(grown, tf.mul(factor, target));
    const moved = tf.sub(factor, tf.mul(change, tf.div(c.factorRate.scalar, bound)));
    next[`${side}Factor`] = isMatrix ? turned(moved as tf.Tensor2D) : moved;
    next[`${side}Bound`] = bound;
  }
  return next;
}

/** A factor after a rotation from the left towards a symmetric matrix, to second order. */
function turned(q: tf.Tensor2D): tf.Tensor2D {
  const difference: tf.Tensor2D = tf.sub(tf.transpose(q), q);
  const k: tf.Tensor2D = tf.divNoNan(difference, largestSingularValue(difference, iterations));
  const once: tf.Tensor2D = tf.matMul(k, q);
  const twice: tf.Tensor2D = tf.matMul(k, once);
  // The angle at which the trace is greatest.
  const [first, second] = [once, twice].map((x) => tf.sum(tf.mul(x, tf.eye(q.shape[0])))) as [tf.Tensor, tf.Tensor];
  const best = tf.clipByValue(tf.divNoNan(first, tf.neg(second)), 0, 0.5);
  const angle = tf.where(tf.less(second, 0), best, tf.onesLike(best).mul(0.5));
  return tf.add(q, tf.add(tf.mul(once, angle), tf.mul(twice, tf.mul(tf.square(angle), 0.5))));
}

registerRule(PsgdKron);

/**
 * Makes a PSGD optimizer with Kronecker factors, whose preconditioner makes gradients white.
 *
 * `w <- w - learningRate P m`, P = L' L x R' R, where L and R are learned until the mean of (P m) (P m)' is the identity
 *
 * @param learningRate >= 0, a number or a schedule; 0.0003 to 0.001 is usual
 * @param options see {@link PsgdKronOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const optimizer = psgdKron(0.001, {refreshEvery: 5});
 */
export function psgdKron(learningRate: HyperparameterOption, options: PsgdKronOptions = {}): PsgdKron {
  return new PsgdKron(withLearningRate('PsgdKron', learningRate, options));
}

export const psgdKronDescription = /* @__PURE__ */ describeRule(PsgdKron, table, {
  formula: "w <- w - learningRate p, p = L' L m R' R, L <- L - factorRate (p p' - I n) L / |p p' + I n|",
  reference: 'Li 2018, Pooladzandi and Li 2024',
});
