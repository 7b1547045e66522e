import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../lib/base/random.ts';
import {seedOption} from '../../lib/base/options.ts';
import {hvp} from '../../lib/autograd/index.ts';
import {coefficientsOf, type Declaration, evaluateAgain, expectEvaluations, inFloat32} from '../../lib/update/index.ts';
import type {GradientArgument, VariableGradient} from './gradients.ts';
import {type OptionTable, type RuleNumber, ruleNumber} from './rule-options.ts';
import type {SharedKind} from './shared-state.ts';
import {UpdateRule} from './update-rule.ts';

/** The options of rules that estimate the diagonal of the Hessian, with the defaults in which they differ. */
export const hessianOptions = <const Every extends number>(every: Every) => ({
  updateEvery: ruleNumber({from: 1, whole: true}, every, 'updates from one estimate of the Hessian to the next'),
  seed: seedOption('of the random signs of the estimates'),
});

type HessianTable = OptionTable & {readonly updateEvery: RuleNumber; readonly seed: ReturnType<typeof seedOption>};

/** The numbers of an estimate: whether there is one, of which update, and the random bits of its signs. */
export type EstimateNumber = 'isDue' | 'turn' | `bits${number}`;

/**
 * Lengths of the tables of signs, without common factors, so that no two weights of a model have the same places in all of them: the
 * product of the lengths is 274,712,832.
 */
const lengths = [127, 128, 129, 131] as const;

/** Bits that float32 holds exactly as one number. */
const width = 24;

const words = Math.ceil(lengths.reduce((sum, length) => sum + length, 0) / width);

/** The first numbers of streams with neighbouring seeds are alike. */
const warmUp = 64;

/** How many times the loss was evaluated before an update, and before which one that was. */
const counters: readonly SharedKind<'evaluations' | 'lastTurn'>[] = [{name: 'evaluations'}, {name: 'lastTurn'}];

/** The random bits of an update, which follow from the seed and its number alone. */
function drawBits(seed: number, t: number): Record<`bits${number}`, number> {
  const random = randomStream(seed, 'signs', t);
  for (let i = 0; i < warmUp; i++) random.uniform();
  return Object.fromEntries(Array.from({length: words}, (_, i) => [`bits${i}`, random.integer(2 ** width)]));
}

/**
 * Random signs: `z_i = a(i mod 127) b(i mod 128) c(i mod 129) d(i mod 131)`, with tables a, b, c, d of independent signs.
 *
 * Any two of them, and any three, are independent. That is all on which mean and variance of z (H z) depend: they are those of
 * independent signs, and so are the covariances but for a few pairs.
 *
 * @param bits the bits of the tables, so many to a number
 */
function signsOf(bits: readonly tf.Scalar[], size: number): tf.Tensor1D {
  // Exact in float32 on every backend.
  const powers = Array.from({length: width}, (_, i) => 2 ** -i);
  const shifted = tf.floor(tf.mul(tf.reshape(tf.stack([...bits]), [-1, 1]), tf.tensor1d(powers)));
  const low = tf.sub(shifted, tf.mul(tf.floor(tf.mul(shifted, 0.5)), 2));
  const tables = tf.reshape(tf.sub(tf.mul(low, 2), 1), [-1]);
  let at = 0;
  const factors = lengths.map((length) => {
    const table = tf.slice(tables, [at], [length]);
    at += length;
    return tf.slice(tf.tile(table, [Math.ceil(size / length)]), [0], [size]) as tf.Tensor1D;
  });
  return factors.reduce((product, factor) => tf.mul(product, factor));
}

/** Cuts a vector into pieces of given shapes. */
function cut(vector: tf.Tensor1D, shapes: readonly (readonly number[])[]): tf.Tensor[] {
  let at = 0;
  return shapes.map((shape) => {
    const size = tf.util.sizeFromShape([...shape]);
    at += size;
    return tf.reshape(tf.slice(vector, [at - size], [size]), [...shape]);
  });
}

/**
 * A rule that knows an estimate of the diagonal of the Hessian beside the gradient.
 *
 * `estimate <- z (H z)` at the updates 1, 1 + updateEvery, ..., with random signs z: its mean is the diagonal, and its variance
 * the sum of the squares beside it in the row of H. H z is exact (`hvp`), of the same batch and with the same dropout as the gradient.
 * Where the loss is evaluated several times before an update, as in `accumulated`, the estimate is the mean. What is not finite, or
 * has no finite square, leaves the estimate as it was.
 *
 * The estimate is made in `computeGradients`, which evaluates the loss twice then, and stays in the slot 'estimate'. A subclass
 * adds the slot, `estimateNumbers` to its coefficients, and to its options those of `hessianOptions`.
 *
 * Reference: Hutchinson, 1990; Bekas, Kokiopoulou and Saad, An estimator for the diagonal of a matrix, 2007.
 */
export abstract class HessianRule<
  Options extends object,
  Table extends HessianTable,
  Slot extends string,
  Name extends string,
> extends UpdateRule<Options, Table, Slot | 'estimate', Name | EstimateNumber> {
  /** The update for which the last gradients were computed. */
  #prepared = 0;

  constructor(table: Table, options: Options) {
    super(table, options);
    expectEvaluations();
  }

  /** What is done ahead of an update depends on tensors, and on the numbers of its plan. */
  override get declaration(): Declaration {
    return super.declaration;
  }

  /** The equation knows none of it. */
  protected override sharedKinds(): readonly SharedKind<never>[] {
    return counters as readonly SharedKind[] as readonly SharedKind<never>[];
  }

  protected estimateNumbers(t: number): Record<EstimateNumber, number> {
    const [every, seed] = [this.number('updateEvery' as never, t), this.number('seed' as never, t)];
    const isDue = (t - 1) % every === 0;
    return {isDue: Number(isDue), turn: t % 2 ** width, ...(isDue && drawBits(seed, t))};
  }

  /** Whether a variable that joins between two updates with an estimate gets one at once; then the rule has a use for it. */
  protected get estimatesAtOnce(): boolean {
    return false;
  }

  /**
   * The loss and its gradients; where an estimate is due, it is made, too.
   *
   * @param f the loss, () => scalar
   * @param varList the variables; all trainable ones by default
   * @throws Error that names an operation whose second derivative is not known
   */
  override computeGradients(f: () => tf.Scalar, varList?: tf.Variable[]): {value: tf.Scalar; grads: tf.NamedTensorMap} {
    const t = this.iterations + 1;
    const {isDue} = this.estimateNumbers(t);
    // Asked of whoever records the update, so that one without an estimate is another one.
    const isSkipped = tf.tidy(() => coefficientsOf(this, {isDue}).isDue.isZero);
    const loss = isSkipped && !this.estimatesAtOnce ? f : evaluateAgain(f);
    const computed = super.computeGradients(loss, varList);
    try {
      tf.tidy(() => {
        const list = this.#listed(computed.grads, varList);
        const moving = isSkipped ? this.#joining(list) : list;
        if (moving.length > 0) this.#estimate(loss, computed.value, moving, t);
      });
    } catch (error) {
      tf.dispose([computed.value, computed.grads]);
      throw error;
    }
    this.#prepared = t;
    return computed;
  }

  #listed(grads: tf.NamedTensorMap, varList: readonly tf.Variable[] | undefined): VariableGradient[] {
    const {registeredVariables} = tf.engine();
    const variables = varList ?? Object.keys(grads).map((name) => registeredVariables[name]!);
    return variables.map((variable) => ({variable, gradient: grads[variable.name] ?? null}));
  }

  /** Those that have no slot of an estimate: it is made with the estimate, so that no recorded update does both. */
  #joining(list: readonly VariableGradient[]): VariableGradient[] {
    if (!this.estimatesAtOnce) return [];
    const known = this.peekSlots(list.map(({variable}) => variable)) as (Partial<
      Record<'estimate', tf.Tensor>
    > | null)[];
    return list.filter((_, i) => known[i]?.estimate?.isDisposed ?? true);
  }

  #estimate(loss: () => tf.Scalar, value: tf.Scalar, list: readonly VariableGradient[], t: number): void {
    const targets = this.withSlots(list);
    if (targets.length === 0) return;
    const moving = targets.map(({variable}) => variable);
    const size = moving.reduce((sum, each) => sum + each.size, 0);
    // The numbers of a draw have 24 bits.
    const signs = inFloat32(() => {
      const drawn = coefficientsOf(this, drawBits(this.number('seed' as never, t), t));
      const bits = Array.from({length: words}, (_, i) => drawn[`bits${i}`]!.scalar);
      return cut(
        signsOf(bits, size),
        moving.map(({shape}) => shape),
      );
    });
    const products = hvp(loss, moving, signs, {batchStatistics: true});
    inFloat32(() => this.#take(targets, signs, products, value));
  }

  /** Takes products z (H z) of an evaluation into the estimates. */
  #take(
    targets: readonly {readonly slots: object}[],
    signs: readonly tf.Tensor[],
    products: readonly tf.Tensor[],
    value: tf.Scalar,
  ): void {
    const {turn} = this.nextCoefficients;
    const {evaluations, lastTurn} = this.shared as Record<'evaluations' | 'lastTurn', tf.Variable>;
    const isFirst = tf.notEqual(lastTurn, turn.scalar);
    const count = tf.where(isFirst, tf.onesLike(evaluations), tf.add(evaluations, 1));
    for (const [i, {slots}] of targets.entries()) {
      const {estimate} = slots as Record<'estimate', tf.Variable>;
      const found = tf.mul(signs[i]!, products[i]!);
      // Chosen, not weighed: what was not finite in an update before is over.
      const mean = tf.add(estimate, tf.div(tf.sub(found, estimate), count));
      const next = tf.where(isFirst, found, mean);
      // No wrapper that skips an update takes back what is kept before it.
      estimate.assign(tf.where(tf.isFinite(tf.square(next)), next, estimate));
    }
    // A batch that is broken altogether has no part in the mean.
    const counts = tf.isFinite(value);
    evaluations.assign(tf.where(counts, count, evaluations));
    lastTurn.assign(tf.where(counts, turn.scalar, lastTurn as tf.Variable<tf.Rank.R0>));
  }

  /**
   * Updates by gradients of `computeGradients`.
   *
   * @throws TypeError for gradients from elsewhere, which come without the Hessian
   */
  override applyGradients(gradients: GradientArgument): void {
    if (this.#prepared !== this.iterations + 1) {
      throw new TypeError(
        `${this.getClassName().replace(/^Optim/, '')}: applyGradients received gradients without the Hessian, which ` +
          'computeGradients finds from the loss; call minimize(loss), or applyGradients with what computeGradients(loss) of this ' +
          'optimizer gave for this update',
      );
    }
    super.applyGradients(gradients);
  }

  override async setWeights(...given: Parameters<UpdateRule['setWeights']>): Promise<void> {
    await super.setWeights(...given);
    this.#prepared = 0;
  }

  override dispose(): void {
    super.dispose();
    this.#prepared = 0;
  }
}
