import * as tf from '@tensorflow/tfjs';
import {notNegative} from '../../lib/base/arguments.ts';
import {flagOption, numberOption, type OptionsOf} from '../../lib/base/options.ts';
import {
  coefficientsOf,
  type Declaration,
  evaluateAgain,
  expectEvaluations,
  type OwnWords,
  releasingTape,
} from '../../lib/update/index.ts';
import type {VariableGradient} from '../base/gradients.ts';
import {type Shift, withShifted} from '../base/look-ahead.ts';
import {readClassOptions} from '../base/class-options.ts';
import {optimizerOption} from './inner-optimizer.ts';
import {around, handOn, ownerOf, Wrapper} from './wrapper.ts';

export const samTable = {
  rho: numberOption(notNegative, 0.05, 'how far the loss is climbed'),
  adaptive: flagOption(false, 'climb in proportion to the size of each weight'),
};

const table = {optimizer: optimizerOption, ...samTable};

/** Options of {@link sam}. */
export interface SamOptions extends OptionsOf<typeof samTable> {}

/**
 * Sharpness-aware minimisation: another optimizer gets the gradient from where the loss is greatest nearby, to first order.
 *
 * `e = rho g / |g|, update by g(w + e)`, or with `adaptive` `e = rho w^2 g / ||w| g|`
 *
 * Conventions: the norm is that of all variables together, without epsilon; where it is 0 the gradient is that at w. The adaptive form
 * has no eta beside |w|. Each step evaluates the loss twice, with the same dropout, and moves statistics of batch normalisation
 * once; the loss that `minimize` returns is that at w.
 *
 * Gradients are taken in `computeGradients`: `applyGradients` takes those of w + e, and gradients of `tf.variableGrads` are not. A
 * wrapper around it does with the gradient at w + e what it does.
 *
 * Reference: Foret et al., Sharpness-aware minimization for efficiently improving generalization, 2021; Kwon et al., ASAM, 2021.
 */
export class Sam extends Wrapper<SamOptions> {
  readonly #rho: number;
  readonly #isAdaptive: boolean;

  static get className(): string {
    return 'OptimSam';
  }

  /**
   * @param options `optimizer`, and see {@link SamOptions}
   * @throws TypeError for a wrong type, RangeError for rho < 0
   */
  constructor(options: OptionsOf<typeof table>) {
    const {optimizer, ...settings} = readClassOptions(ownerOf(Sam), table, options);
    super({optimizer}, settings);
    this.#rho = settings.rho;
    this.#isAdaptive = settings.adaptive;
    expectEvaluations();
  }

  /** What is done ahead of an update depends on tensors and on rho. */
  override get declaration(): Declaration | null {
    return super.declaration;
  }

  protected override words(): Omit<OwnWords, 'count'> {
    return {numbers: () => ({rho: this.#rho})};
  }

  override get looksAhead(): boolean {
    return true;
  }

  /**
   * The loss at the variables, and its gradients at w + e.
   *
   * @param f the loss, () => scalar
   * @param varList the variables; all trainable ones by default
   */
  override computeGradients(f: () => tf.Scalar, varList?: tf.Variable[]): {value: tf.Scalar; grads: tf.NamedTensorMap} {
    if (this.#rho === 0) return super.computeGradients(f, varList);
    const loss = evaluateAgain(f);
    const here = releasingTape(() => tf.variableGrads(loss, varList));
    try {
      const rho = () => coefficientsOf(this, {rho: this.#rho}).rho;
      const shifts = () => this.#shifts(here.grads);
      const there = withShifted(shifts, rho, () => super.computeGradients(loss, varList));
      there.value.dispose();
      return {value: here.value, grads: there.grads};
    } catch (error) {
      here.value.dispose();
      throw error;
    } finally {
      tf.dispose(here.grads);
    }
  }

  /** The direction of e for each variable, all together of length 1. */
  #shifts(grads: tf.NamedTensorMap): Shift[] {
    const {registeredVariables} = tf.engine();
    // Variables that are not trained have null for a gradient.
    const entries = Object.entries(grads as Record<string, tf.Tensor | null>).flatMap(([name, gradient]) =>
      gradient === null ? [] : [{variable: registeredVariables[name]!, gradient}],
    );
    const scaled = entries.map(({variable, gradient}) =>
      this.#isAdaptive ? tf.mul(gradient, tf.abs(variable)) : gradient,
    );
    const norm = tf.sqrt(tf.addN(scaled.map((each) => tf.sum(tf.square(each)))));
    return scaled.map((each, i) => {
      const {variable} = entries[i]!;
      return {variable, direction: tf.divNoNan(this.#isAdaptive ? tf.mul(each, tf.abs(variable)) : each, norm)};
    });
  }

  protected override hand(list: readonly VariableGradient[]): void {
    handOn(this.inner, list);
  }
}

tf.serialization.registerClass(Sam);

/**
 * Sharpness-aware minimisation around another optimizer.
 *
 * `e = rho g / |g|, update by g(w + e)`
 *
 * @param optimizer any; it is disposed of with the wrapper
 * @param options `rho` >= 0 (0.05); `adaptive` (false), for which the paper takes a rho of 0.5 and more
 * @throws TypeError for what is no optimizer and for a wrong type, RangeError for rho < 0
 * @example
 * const w = tf.variable(tf.scalar(1));
 * sam(tf.train.sgd(0.25), {rho: 0.5}).minimize(() => tf.square(w).asScalar()); // the gradient at 1.5 is 3: w is 0.25
 */
export function sam(optimizer: tf.Optimizer, options: SamOptions = {}): Sam {
  return new Sam(around('Sam', optimizer, options));
}
