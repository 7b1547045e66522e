import type {Hyperparameter} from '../../schedules/schedule.ts';
import {development} from './development.ts';
import {DecayProduct} from './decay-product.ts';
import {
  checkRuleNumber,
  type HyperparameterOption,
  type OptionTable,
  plainOptions,
  readRuleOptions,
  type RuleNumber,
  type Settings,
} from './rule-options.ts';

/**
 * The options of one optimizer, checked, with the value of every number at every step.
 *
 * @example
 * const settings = new RuleSettings('Sgd', table, {learningRate: exponentialDecay(0.1, {gamma: 0.5})});
 * settings.valueAt('learningRate', 1); // 0.05
 */
export class RuleSettings {
  readonly #owner: string;
  /** The options that there are. */
  readonly table: OptionTable;
  readonly #settings: Settings;
  readonly #products = new Map<string, DecayProduct>();
  readonly #greatest = new Map<string, {step: number; value: number}>();

  /**
   * @param owner the first word of messages
   * @param table the options that there are
   * @param options their values, as `plain` returns them
   */
  constructor(owner: string, table: OptionTable, options: unknown) {
    development()?.checkTable(owner, table);
    this.#owner = owner;
    this.table = table;
    this.#settings = readRuleOptions(owner, table, options);
  }

  /** An option as it was given, or its default. */
  get(name: string): Settings[string] {
    return this.#settings[name]!;
  }

  /** Replaces a numeric option. */
  set(name: string, value: HyperparameterOption): void {
    this.#settings[name] = (this.table[name] as RuleNumber).read(this.#owner, name, value);
    this.#products.delete(name);
    this.#greatest.delete(name);
  }

  /**
   * The value of a numeric option at step 0, 1, 2, ...
   *
   * @throws RangeError where a schedule leaves the range of the option
   */
  valueAt(name: string, step: number): number {
    const setting = this.#settings[name] as Hyperparameter;
    if (typeof setting === 'number') return setting;
    if (typeof setting !== 'function') {
      throw new TypeError(
        `${this.#owner}: there is no number "${name}" among the options ${Object.keys(this.table).join(', ')}`,
      );
    }
    const value = setting(step);
    checkRuleNumber(`${this.#owner} at step ${step}`, name, value, (this.table[name] as RuleNumber).range);
    return value;
  }

  /**
   * What an average with this decay rate, started at 0, has to be divided by at update t = 1, 2, ...: `1 - beta^t`.
   *
   * beta is the rate as float32 holds it, which is the rate by which the average decays.
   */
  correction(name: string, t: number): number {
    const beta = this.#settings[name] as Hyperparameter;
    const product =
      this.#products.get(name) ??
      new DecayProduct(typeof beta === 'number' ? Math.fround(beta) : null, (step) =>
        Math.fround(this.valueAt(name, step)),
      );
    this.#products.set(name, product);
    return product.complement(t);
  }

  /** The greatest value of a numeric option at the steps 0 to `step`. */
  greatestSoFar(name: string, step: number): number {
    if (typeof this.#settings[name] === 'number') return this.#settings[name];
    let known = this.#greatest.get(name);
    if (known === undefined || known.step > step) known = {step: -1, value: Number.NEGATIVE_INFINITY};
    for (let at = known.step + 1; at <= step; at++)
      known = {step: at, value: Math.max(known.value, this.valueAt(name, at))};
    this.#greatest.set(name, known);
    return known.value;
  }

  /** Tells every schedule that watches a metric its newest value, after so many updates. */
  observe(metric: number, updates: number): void {
    for (const setting of new Set(Object.values(this.#settings))) {
      if (typeof setting === 'function') setting.observe?.(metric, updates);
    }
  }

  /** Every option, as plain JSON. */
  plain(): Record<string, unknown> {
    return plainOptions(this.#settings);
  }
}

/** Every number at a step, by name. */
export function numbersAt(settings: Pick<RuleSettings, 'table' | 'valueAt'>, step: number): Record<string, number> {
  const numbers = Object.entries(settings.table).filter(([, option]) => 'kind' in option && option.kind === 'number');
  return Object.fromEntries(numbers.map(([name]) => [name, settings.valueAt(name, step)]));
}
