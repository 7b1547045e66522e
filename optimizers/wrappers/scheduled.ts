import * as tf from '@tensorflow/tfjs';
import {show} from '../../lib/base/arguments.ts';
import type {OptionsOf} from '../../lib/base/options.ts';
import {coefficientsOf, type Declaration, isTracing, type OwnWords} from '../../lib/update/index.ts';
import {decayOption, learningRateOption} from '../base/common-options.ts';
import type {VariableGradient} from '../base/gradients.ts';
import type {HyperparameterOption} from '../base/rule-options.ts';
import {numbersAt, RuleSettings} from '../base/rule-settings.ts';
import {readClassOptions} from '../base/class-options.ts';
import {optimizerOption} from './inner-optimizer.ts';
import {around, handOn, ownerOf, Wrapper} from './wrapper.ts';

export const scheduledTable = {
  learningRate: learningRateOption,
  momentum: decayOption(undefined, 'the momentum of tf.train.momentum; its own where it is left out'),
};

const table = {optimizer: optimizerOption, ...scheduledTable};

/** Options of {@link scheduled}. */
export interface ScheduledOptions extends OptionsOf<typeof scheduledTable> {}

/** An optimizer of tf.train; TypeScript keeps its numbers for its subclasses. */
interface Rated {
  learningRate: number;
  momentum?: number;
  setLearningRate?: (rate: number) => void;
}

/** What tf.train.momentum holds. */
interface Velocities {
  readonly useNesterov: boolean;
  momentum: number;
  m: tf.Scalar;
  readonly accumulations: readonly ({readonly variable: tf.Variable} | undefined)[];
}

function setRate(optimizer: tf.Optimizer, rate: number): void {
  const rated = optimizer as unknown as Rated;
  if (rated.setLearningRate === undefined) rated.learningRate = rate;
  else if (rated.learningRate !== rate) rated.setLearningRate(rate);
}

/** Makes tf.train.momentum take velocities as they are. */
function takeMomentum(owner: string, optimizer: tf.Optimizer): void {
  const inner = optimizer as unknown as Velocities;
  if (optimizer.constructor !== tf.MomentumOptimizer || inner.useNesterov) {
    throw new TypeError(
      `${owner}: momentum must go to tf.train.momentum without useNesterov, received ${show(optimizer)}; take a rule of this ` +
        'package, such as momentum, nesterov or rmsprop, whose momentum may be a schedule',
    );
  }
  inner.m.dispose();
  inner.m = tf.keep(tf.scalar(1));
  inner.momentum = 1;
}

/** Refuses the other numbers of tf.train, by what it does with them. */
function refuseOthers(owner: string, {optimizer, ...given}: OptionsOf<typeof table>): void {
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(scheduledTable, name) || typeof optimizer !== 'object' || !Object.hasOwn(optimizer, name))
      continue;
    throw new TypeError(
      `${owner}: ${name} of ${optimizer.constructor.name} cannot be scheduled: its updates hold it as a constant; take a rule of ` +
        `this package, which takes a schedule as its ${name}`,
    );
  }
}

/** The optimizers whose state does not depend on the rate: their step at rate r is r times that at rate 1. */
const proportional: ReadonlySet<unknown> = new Set([
  tf.SGDOptimizer,
  tf.MomentumOptimizer,
  tf.AdagradOptimizer,
  tf.AdadeltaOptimizer,
  tf.AdamOptimizer,
  tf.AdamaxOptimizer,
]);

function isProportional(optimizer: tf.Optimizer): boolean {
  const {momentum} = optimizer as unknown as Rated;
  // The momentum of RMSProp sums up steps.
  return proportional.has(optimizer.constructor) || (optimizer.constructor === tf.RMSPropOptimizer && momentum === 0);
}

/**
 * Sets the learning rate of an optimizer of tf.train before each of its updates, which takes numbers alone by itself; and the momentum
 * of tf.train.momentum.
 *
 * `the update of the optimizer within at rate learningRate(t - 1)`, t = 1, 2, ..., from `momentum(t - 1) v` in place of its v
 *
 * The momentum of `tf.train.momentum` with `useNesterov` and of `tf.train.rmsprop`, and beta1, beta2, rho, decay and epsilon, are constants
 * in the updates of tf.train, and refused by name. The momentum of the optimizer within is 1 where it is scheduled.
 *
 * The rate of the optimizer within is 1 between updates. A compiled update takes `learningRate(t - 1)` of its step at rate 1, which
 * is the same up to rounding; `tf.train.rmsprop` with momentum, where it is not, runs uncompiled in `train` and is refused by
 * `compile` and `accelerate`. Rules of this package take a schedule as their learning rate themselves.
 *
 * Reference: Robbins and Monro, A stochastic approximation method, 1951.
 */
export class Scheduled extends Wrapper {
  readonly #settings: RuleSettings;

  static get className(): string {
    return 'OptimScheduled';
  }

  /**
   * @param options `optimizer`, and see {@link ScheduledOptions}
   * @throws TypeError for an optimizer that has no learning rate or no momentum to be set, and for a wrong type, RangeError for a rate
   *   < 0 and a momentum outside [0, 1)
   */
  constructor(options: OptionsOf<typeof table>) {
    const owner = ownerOf(Scheduled);
    refuseOthers(owner, options);
    const {optimizer, learningRate, momentum} = readClassOptions(owner, table, options);
    if (!Object.hasOwn(optimizer, 'learningRate')) {
      throw new TypeError(
        `${owner}: optimizer must be one of tf.train, such as tf.train.adam(0.001), received ${show(optimizer)}; a rule of this ` +
          'package takes the schedule as its learning rate, and a wrapper goes around scheduled(...)',
      );
    }
    super({optimizer}, {});
    const {momentum: _, ...rateAlone} = scheduledTable;
    this.#settings =
      momentum === undefined
        ? new RuleSettings(owner, rateAlone, {learningRate})
        : new RuleSettings(owner, scheduledTable, {learningRate, momentum});
    if (momentum !== undefined) takeMomentum(owner, optimizer);
    setRate(optimizer, 1);
  }

  #rate(ahead: number): number {
    return this.#settings.valueAt('learningRate', this.iterations + ahead);
  }

  #numbers(ahead: number): Record<string, number> {
    return numbersAt(this.#settings, this.iterations + ahead);
  }

  /** The numbers of the next update. */
  protected override get told(): Readonly<Record<string, unknown>> {
    return this.#numbers(0);
  }

  override get declaration(): Declaration | null {
    return isProportional(this.inner) ? super.declaration : null;
  }

  protected override words(): Omit<OwnWords, 'count'> {
    return {
      learningRate: (ahead) => this.#rate(ahead),
      numbers: (ahead) => this.#numbers(ahead),
    };
  }

  /** The learning rate of the next update. */
  override get learningRate(): number {
    return this.#rate(0);
  }

  /** Replaces the learning rate by another number or schedule. */
  override set learningRate(rate: HyperparameterOption) {
    this.#settings.set('learningRate', rate);
  }

  /** Tells a schedule that watches a metric its newest value, usually the loss once per epoch. */
  override observe(metric: number): void {
    this.#settings.observe(metric, this.iterations);
  }

  protected override hand(list: readonly VariableGradient[]): void {
    const numbers = this.#numbers(0);
    if ('momentum' in numbers) this.#decayVelocities(list, numbers);
    if (isTracing()) {
      this.#takeShare(list, numbers);
      return;
    }
    setRate(this.inner, numbers['learningRate']!);
    try {
      handOn(this.inner, list);
    } finally {
      setRate(this.inner, 1);
    }
  }

  /** Multiplies velocities by the momentum of this update; that of the optimizer within is 1. */
  #decayVelocities(list: readonly VariableGradient[], numbers: Readonly<Record<string, number>>): void {
    const momentum = coefficientsOf(this, numbers)['momentum']!.scalar;
    const {accumulations} = this.inner as unknown as Velocities;
    for (const [i, {gradient}] of list.entries()) {
      const velocity = accumulations[i]?.variable;
      if (gradient !== null) velocity?.assign(tf.mul(velocity, momentum));
    }
  }

  /** Takes a share of the step at rate 1, because a graph would keep the rate as it was. */
  #takeShare(list: readonly VariableGradient[], numbers: Readonly<Record<string, number>>): void {
    const rate = coefficientsOf(this, numbers)['learningRate']!.scalar;
    const before = list
      .filter(({gradient}) => gradient !== null)
      .map(({variable}) => ({variable, value: tf.clone(variable)}));
    handOn(this.inner, list);
    for (const {variable, value} of before) {
      variable.assign(tf.add(value, tf.mul(tf.sub(variable, value), rate)));
    }
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {...super.getConfig(), ...(this.#settings.plain() as tf.serialization.ConfigDict)};
  }
}

tf.serialization.registerClass(Scheduled);

/**
 * Gives an optimizer of tf.train a schedule as its learning rate, and tf.train.momentum one as its momentum.
 *
 * @param optimizer one of tf.train; its own rate does not count, and it is disposed of with the wrapper
 * @param options `learningRate` >= 0, a number or a schedule; `momentum` in [0, 1) likewise, for `tf.train.momentum` alone
 * @throws TypeError for an optimizer that has no learning rate or no momentum to be set, and for a wrong type, RangeError for a rate < 0
 *   and a momentum outside [0, 1)
 * @example
 * const w = tf.variable(tf.scalar(1));
 * const optimizer = scheduled(tf.train.sgd(1), {learningRate: linearDecay(0.5, {end: 0, steps: 2})});
 * optimizer.minimize(() => w.asScalar()); // w is 0.5
 * optimizer.minimize(() => w.asScalar()); // w is 0.25
 */
export function scheduled(optimizer: tf.Optimizer, options: ScheduledOptions): Scheduled {
  return new Scheduled(around('Scheduled', optimizer, options));
}
