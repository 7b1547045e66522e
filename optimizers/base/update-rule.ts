import * as tf from '@tensorflow/tfjs';
import {checkDevice} from '../../lib/base/device-loss.ts';
import {identityOf} from '../../lib/base/identity.ts';
import type {Hyperparameter} from '../../schedules/schedule.ts';
import {
  carryOut,
  type Coefficient,
  coefficientsOf,
  type Declaration,
  inFloat32,
  keepExact,
  releasingTape,
  type SharedInput,
  type UpdateInput,
  type UpdateOutput,
  type UpdatePlan,
  type UpdateTarget,
} from '../../lib/update/index.ts';
import {CountWeight} from './count-weight.ts';
import {type GradientArgument, listGradients, type VariableGradient} from './gradients.ts';
import type {HyperparameterOption, OptionNames, OptionTable} from './rule-options.ts';
import {RuleSettings} from './rule-settings.ts';
import {type SharedKind, SharedState} from './shared-state.ts';
import {kindsFor, type SlotKind} from './slot-variable.ts';
import {type NamedWeight, Slots} from './slots.ts';
import {type ChosenVariables, plainVariables} from './chosen-variables.ts';
import {cautiously} from './cautious.ts';
import {checkChosen} from './check-chosen.ts';
import {development} from './development.ts';
import {isKnownEquation} from './known-equations.ts';
import {type DecayedVariables, type DecayPredicate, decayPredicate} from './weight-decay.ts';

/**
 * An optimizer whose update of a variable depends on that variable, and on what all of them share.
 *
 * `value_t, slots_t = update(value_{t-1}, gradient_t, slots_{t-1}, coefficients_t, shared_t)`, after the weight decay: with
 * r = learningRate, by `weightDecayForm`,
 *
 * - decoupled: `value <- value - r weightDecay value` (AdamW; PyTorch, Keras)
 * - corrected: `value <- value - r^2 / max(r so far) weightDecay value` (AdamC)
 * - l2: `gradient <- gradient + weightDecay value` (PyTorch's `SGD` and `Adam`)
 *
 * With `maximize` the gradient is taken with the other sign first, with `cautious` what it speaks against is taken out of the step.
 *
 * A subclass says its slots, its numbers of update t, and its equation; and where variables share something, what that is and
 * how it follows from all of them. Everything else is here: options, schedules, state by variable, weights, serialisation,
 * memory. A gradient that is null leaves the variable and its slots alone. t counts the calls of `applyGradients`, for all
 * variables alike, as in Keras and TensorFlow.js.
 *
 * The equation is a function of its input, so that it can be compiled: flags and choices may be asked in it, numbers and the
 * count of updates come as coefficients. Numbers, flags and texts in fields of a subclass are settings; a field that `update`
 * itself changes is refused when the update is compiled.
 */
export abstract class UpdateRule<
  Options extends object = object,
  Table extends OptionTable = OptionTable,
  Slot extends string = string,
  Name extends string = string,
  Shared extends string = string,
>
  extends tf.Optimizer
{
  readonly #settings: RuleSettings;
  readonly #equation = (input: UpdateInput<Slot, Name, Shared>): UpdateOutput<Slot> => {
    const output = this.#compute(() => this.update(input));
    development()?.checkOutput(this.#owner, input, output);
    if (this.#settings.get('cautious') !== true) return output;
    return {...output, value: cautiously(output.from ?? input.value, input.gradient, output.value)};
  };
  readonly #share = (input: SharedInput<Slot, Name, Shared>): Record<Shared, tf.Tensor> =>
    this.#compute(() => this.share(input));
  readonly #declaration: Declaration = this.#declare();
  readonly #isDecayed: DecayPredicate;
  readonly #slots = new Slots();
  readonly #shared = new SharedState();
  readonly #count = new CountWeight();
  #isChosenChecked = false;

  /**
   * @param table the options of the rule, `learningRate` and `weightDecay` among them
   * @param options their values, as `getConfig` returns them; numbers may be schedules or their configurations
   */
  constructor(table: Table, options: Options) {
    super();
    development()?.checkClassName(new.target);
    this.#settings = new RuleSettings(this.#owner, table, options);
    this.#isDecayed = decayPredicate(this.#owner, this.#settings.get('weightDecayOn') ?? 'weights');
  }

  #declare(): Declaration {
    const count = (): number => this.iterations;
    return {
      get iterations() {
        return count();
      },
      // All else that an update depends on is in its plan.
      variant: () => this.#fields(),
      plan: (ahead) => this.#plan(ahead),
      learningRate: (ahead) => this.#settings.valueAt('learningRate', this.iterations + ahead),
      advance: () => this.incrementIterations(),
      remember: () => {
        const {iterations} = this;
        return () => {
          this.iterations_ = iterations;
        };
      },
      isResumable: true,
    };
  }

  /** The fields of a subclass, as far as they are settings: numbers, flags and texts as they are, objects by what they are. */
  #fields(): string {
    let text = '';
    for (const name of Object.keys(this)) {
      if (name === 'iterations_') continue;
      // What fields a subclass has only it knows.
      const value = (this as unknown as Record<string, unknown>)[name];
      const told = typeof value === 'string' ? JSON.stringify(value) : String(value);
      text += `;${name} ${Object(value) === value ? `#${identityOf(value as object)}` : told}`;
    }
    return text;
  }

  /** Runs what a subclass computes of an update, which has to be a function of its input. */
  #compute<Result>(compute: () => Result): Result {
    const help = development();
    return help === null ? compute() : help.updating(this, compute);
  }

  /** Says that something is read which an equation may not read. */
  #reads(what: string, name?: string): void {
    development()?.checkRead(this, what, name);
  }

  /** The first word of messages: the class without the prefix that keeps it apart from those of TensorFlow.js. */
  get #owner(): string {
    return this.getClassName().replace(/^Optim/, '');
  }

  /** The kinds of state that the rule keeps for every variable, in the order of the weights. */
  protected abstract slotKinds(): readonly SlotKind<Slot>[];

  /** The numbers that update t needs, in float64; t >= 1. */
  protected abstract coefficients(t: number): Record<Name, number>;

  /** The equation of the rule, for one variable. It runs inside tf.tidy. */
  protected abstract update(input: UpdateInput<Slot, Name, Shared>): UpdateOutput<Slot>;

  /** The state that the rule keeps once for all variables; none by default. */
  protected sharedKinds(): readonly SharedKind<Shared>[] {
    return [];
  }

  /**
   * The new values of the shared state, from all variables that have a gradient, before any of them changes; `update` gets them.
   * It runs inside tf.tidy.
   */
  protected share({shared}: SharedInput<Slot, Name, Shared>): Record<Shared, tf.Tensor> {
    return shared;
  }

  /** The part of the rule that updates a variable, for `describe`; null by default, where the rule has only one. */
  protected routeOf(_variable: tf.Variable): string | null {
    return null;
  }

  /** The options that choose variables: what they name has to be there at the first update. */
  protected chosenOptions(): Readonly<Record<string, ChosenVariables | undefined>> {
    return {weightDecayOn: this.#settings.get('weightDecayOn') as DecayedVariables | undefined};
  }

  /** Refuses options that name variables that are nowhere. */
  #checkChosen(list: readonly VariableGradient[]): void {
    if (this.#isChosenChecked) return;
    const variables = list.map(({variable}) => variable);
    for (const [name, chosen] of Object.entries(this.chosenOptions())) {
      if (chosen !== undefined) checkChosen(this.#owner, name, chosen, variables);
    }
    this.#isChosenChecked = true;
  }

  /** Refuses a number that tensors cannot hold, as where a bias correction takes a huge rate out of float32. */
  #checkNumber(t: number, name: string, value: number): void {
    if (Number.isFinite(Math.fround(value))) return;
    throw new RangeError(
      `${this.#owner} at update ${t}: the number "${name}" is ${value}, which float32 cannot hold; take other options`,
    );
  }

  /** The share that weight decay takes at update t, by this rate; see {@link UpdateInput.undecayed}. */
  protected shrinkage(t: number, rateName: 'learningRate' | OptionNames<Table, 'number'> = 'learningRate'): number {
    this.#reads('the share of weight decay');
    const decay = this.#settings.valueAt('weightDecay', t - 1);
    const form = this.#settings.get('weightDecayForm');
    if (decay === 0 || form === 'l2') return decay;
    const rate = this.#settings.valueAt(rateName, t - 1);
    if (form !== 'corrected' || rate === 0) return rate * decay;
    return rate * decay * (rate / this.#settings.greatestSoFar(rateName, t - 1));
  }

  /** The plan of the update after `ahead` others. */
  #plan(ahead: number, sharedKinds = this.sharedKinds()): UpdatePlan<Slot, Name, Shared> {
    const t = this.iterations + 1 + ahead;
    const numbers = this.coefficients(t);
    const shrinkage = this.shrinkage(t);
    for (const name of Object.keys(numbers) as Name[]) this.#checkNumber(t, name, numbers[name]);
    this.#checkNumber(t, 'learningRate weightDecay', shrinkage);
    const plan: UpdatePlan<Slot, Name, Shared> = {
      numbers,
      shrinkage,
      isPenalty: this.#settings.get('weightDecayForm') === 'l2',
      ascends: this.#settings.get('maximize') === true,
      variant: this.#fields(),
      equation: this.#equation,
      // eslint-disable-next-line typescript/unbound-method -- the function itself is what is known
      isKnown: isKnownEquation(this.update),
    };
    // What a rule shares and does not change with an update is not the equation's.
    // eslint-disable-next-line typescript/unbound-method -- it is compared, not called
    const isFixed = sharedKinds.length === 0 || this.share === UpdateRule.prototype.share;
    return isFixed ? plan : {...plan, share: this.#share};
  }

  /**
   * What `compile`, `accelerate` and `train` need to know; see {@link Declaration}.
   *
   * It holds for subclasses that take `minimize`, `computeGradients` and `applyGradients` as they are; others declare themselves,
   * with `super.declaration` where what they do depends on tensors and on the numbers of the plan alone.
   */
  get declaration(): Declaration {
    return this.#declaration;
  }

  /** The number of updates done. */
  override get iterations(): number {
    this.#reads('the count of updates');
    return super.iterations;
  }

  /** The learning rate of the next update. */
  get learningRate(): number {
    this.#reads('the learning rate');
    return this.#settings.valueAt('learningRate', this.iterations);
  }

  /** Replaces the learning rate by another number or schedule. */
  set learningRate(rate: HyperparameterOption) {
    this.#settings.set('learningRate', rate);
  }

  /** Tells every schedule that watches a metric its newest value, usually the loss once per epoch. */
  observe(metric: number): void {
    this.#settings.observe(metric, this.iterations);
  }

  /** The value of a numeric option at update t. */
  protected number(name: OptionNames<Table, 'number'>, t: number): number {
    this.#reads('the number', name);
    return this.#settings.valueAt(name, t - 1);
  }

  /** The value of a decay rate at update t, as float32 holds it: then gain and correction belong to what backends decay by. */
  protected decayRate(name: OptionNames<Table, 'number'>, t: number): number {
    return Math.fround(this.number(name, t));
  }

  /** A numeric option as it was given. */
  protected hyperparameter(name: OptionNames<Table, 'number'>): Hyperparameter {
    // All others stay what they were given as.
    if (name === 'learningRate') this.#reads('the learning rate');
    return this.#settings.get(name) as Hyperparameter;
  }

  protected flag(name: OptionNames<Table, 'flag'>): boolean {
    return this.#settings.get(name) as boolean;
  }

  protected choice(name: OptionNames<Table, 'choice'>): string {
    return this.#settings.get(name) as string;
  }

  /** What an average with this `decayRate`, started at 0, has to be divided by at update t: `1 - beta^t`. */
  protected correction(name: OptionNames<Table, 'number'>, t: number): number {
    this.#reads('the correction of', name);
    return this.#settings.correction(name, t);
  }

  /** The numbers of the next update for work before it, such as a look-ahead; they belong to the surrounding tf.tidy. */
  protected get nextCoefficients(): Readonly<Record<Name, Coefficient>> {
    return coefficientsOf(this, this.coefficients(this.iterations + 1));
  }

  /** The state that all variables share, for work before an update. */
  protected get shared(): Readonly<Record<Shared, tf.Variable>> {
    return this.#shared.of(this.sharedKinds());
  }

  /** Whether restored state has not met its variables yet. */
  protected get isWaiting(): boolean {
    return this.#slots.isWaiting;
  }

  /** Gives restored state to its variables, and returns the slots of each; null where it has none yet. */
  protected peekSlots(variables: readonly tf.Variable[]): (Readonly<Record<Slot, tf.Tensor>> | null)[] {
    this.#slots.settle(variables, this.slotKinds());
    return variables.map((variable) => this.#slots.find(variable) as Record<Slot, tf.Tensor> | null);
  }

  /** Those of the variables that have a gradient, with their slots: restored ones, or new ones where there are none. */
  protected withSlots(
    list: readonly VariableGradient[],
    kinds = this.slotKinds(),
  ): Omit<UpdateTarget<Slot>, 'isDecayed'>[] {
    this.#slots.settle(
      list.map(({variable}) => variable),
      kinds,
    );
    return list.flatMap(({variable, gradient}) => {
      if (gradient === null) return [];
      return [
        {variable, gradient, slots: this.#slots.of(variable, kindsFor(kinds, variable)) as Record<Slot, tf.Variable>},
      ];
    });
  }

  override computeGradients(f: () => tf.Scalar, varList?: tf.Variable[]): {value: tf.Scalar; grads: tf.NamedTensorMap} {
    return releasingTape(() => super.computeGradients(f, varList));
  }

  /**
   * Updates the variables.
   *
   * @param gradients by the names of the variables
   * @param bound the greatest size of an element of them, to which they are clipped in the same pass; not at all by default
   * @throws RangeError at the first update for a pattern or names that choose variables and fit none that there are
   * @throws DeviceLostError on a WebGL or WebGPU device that is lost, where all gradients are 0
   */
  override applyGradients(gradients: GradientArgument, bound?: number): void {
    checkDevice();
    const list = listGradients(gradients);
    this.#checkChosen(list);
    tf.tidy(() => inFloat32(() => this.#updateBy(list, bound)));
    this.incrementIterations();
  }

  #updateBy(list: readonly VariableGradient[], bound: number | undefined): void {
    const [kinds, sharedKinds] = [this.slotKinds(), this.sharedKinds()];
    const unbound = this.#plan(0, sharedKinds);
    // What variables share follows from gradients that are bounded already.
    const isAhead = bound !== undefined && unbound.share !== undefined;
    const plan =
      bound === undefined || isAhead ? unbound : {...unbound, bound, variant: `${unbound.variant};bound ${bound}`};
    const targets = this.withSlots(list, kinds).map(({variable, gradient, slots}): UpdateTarget<Slot> => {
      // One that changes as well is taken as it was.
      const still = gradient instanceof tf.Variable ? tf.clone(gradient) : gradient;
      const given = isAhead ? tf.clipByValue(still, -bound, bound) : still;
      return {variable, gradient: given, slots, isDecayed: this.#isDecayed(variable.name, variable)};
    });
    carryOut(this, plan, targets, this.#shared.of(sharedKinds));
  }

  /**
   * The optimizer in words: its class and options, its numbers at the next update, the memory of its state, and which of the
   * variables that it has updated go to which part of it, decay or are frozen.
   *
   * @example
   * console.log(adam(0.001, {weightDecay: 0.01}).describe());
   */
  describe(): string {
    const {iterations} = this;
    const help = development();
    if (help === null) return `${this.#owner} after ${iterations} updates (import 'tfjs-optim/development' for more)`;
    return help.describe({
      owner: this.#owner,
      iterations,
      settings: this.#settings,
      states: this.#slots.live(),
      shared: this.#shared.weights(),
      isDecayed: this.#isDecayed,
      routeOf: (variable) => this.routeOf(variable),
    });
  }

  /** Every option, as plain JSON; `new Rule(rule.getConfig())` is a copy without the state. */
  override getConfig(): tf.serialization.ConfigDict & Options {
    const plain = this.#settings.plain();
    const decayed = this.#settings.get('weightDecayOn') as DecayedVariables | undefined;
    if (decayed !== undefined) plain['weightDecayOn'] = plainVariables(this.#owner, 'weightDecayOn', decayed);
    return plain as tf.serialization.ConfigDict & Options;
  }

  /**
   * The number of updates, every slot, then what all variables share; the tensors belong to the optimizer and live on in it.
   */
  override async getWeights(): Promise<NamedWeight[]> {
    return [this.#count.of(this.iterations), ...this.#slots.weights(this.slotKinds()), ...this.#shared.weights()];
  }

  /**
   * Restores what `getWeights` returned, here or in another process; the tensors may be disposed of afterwards.
   *
   * State finds its variables at the next update: by name, or by the layers of the same model in their order where TensorFlow.js has
   * named all of them anew. What finds no partner is named on the console, and starts anew.
   *
   * @param weights the scalar `iter`, then slots named `variable/slot`
   * @param options `strict`: whether the next update refuses what finds no partner (false)
   * @throws TypeError for what are no weights, RangeError where the number of updates is not the first of them, or is none; nothing
   *   has changed then; DeviceLostError where the device of the page is lost
   */
  override async setWeights(weights: NamedWeight[], {strict = false}: {strict?: boolean} = {}): Promise<void> {
    // A model that is loaded gets its weights before its optimizer does.
    keepExact();
    const clones: tf.Tensor[] = [];
    const hold = (weight: Partial<NamedWeight> | null): unknown => {
      if (!(weight?.tensor instanceof tf.Tensor)) return weight;
      const tensor = tf.keep(tf.clone(weight.tensor));
      clones.push(tensor);
      return {name: weight.name, tensor};
    };
    // The caller may dispose of the weights before they are read; what are no weights is refused as it is.
    const held: unknown = Array.isArray(weights) ? weights.map(hold) : weights;
    try {
      // A page loads it when it restores something.
      const {restored} = await import('./restoring.ts');
      const {iterations, shared, waiting} = await restored(
        this.#owner,
        held as NamedWeight[],
        this.slotKinds(),
        this.sharedKinds(),
        strict,
      );
      this.#shared.restore(shared);
      this.#slots.restore(waiting);
      this.iterations_ = iterations;
    } finally {
      tf.dispose(clones);
    }
  }

  /** Frees all state; the optimizer starts anew if it is used again. */
  override dispose(): void {
    this.#slots.dispose();
    this.#shared.dispose();
    this.#count.dispose();
    this.#isChosenChecked = false;
    this.iterations_ = 0;
  }
}
