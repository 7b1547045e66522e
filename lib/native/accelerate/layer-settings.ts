import type * as tf from '@tensorflow/tfjs';
import {identityOf} from '../../base/identity.ts';
import {allLayers} from './trained-model.ts';

/** A field of a layer that decides what its operations are, and what it held when it was last looked at. */
interface Field {
  readonly owner: Readonly<Record<string, unknown>>;
  readonly name: string;
  value: unknown;
}

/** Fields that say what a layer is called and whether it is built, or how its weights began. */
const idle = /^(?:_|DEFAULT_|id$|name$|dtype$|supportsMasking$|fastWeightInitDuringBuild$)|nitial/;

/** Parts of a layer with numbers of their own, and those that are functions of a sort. */
const part = /regularizer|constraint|activation|^cell$/i;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsOf(owner: object): Field[] {
  return Object.entries(owner as Record<string, unknown>).flatMap(([name, value]) => {
    if (idle.test(name)) return [];
    const field = {owner: owner as Record<string, unknown>, name, value};
    if (['number', 'boolean', 'string', 'function'].includes(typeof value)) return [field];
    if (!part.test(name)) return [];
    return isObject(value) ? [field, ...fieldsOf(value)] : [field];
  });
}

/** A number as it is; something else by what it is. */
function textOf({name, value}: Field): string {
  const isThing = typeof value === 'function' || isObject(value);
  return `${name} ${isThing ? `#${identityOf(value)}` : String(value)}`;
}

/**
 * What the layers of a model say of themselves in JavaScript: rates of dropout, factors of regularisers, activations and the like.
 *
 * A step that was recorded goes on with what they said then. Fields that change by themselves while a step runs, such as a counter,
 * are no settings.
 */
export class LayerSettings {
  readonly #model: tf.LayersModel;
  #fields: Field[] = [];
  readonly #ignored = new WeakMap<object, Set<string>>();
  #key = '';

  constructor(model: tf.LayersModel) {
    this.#model = model;
    this.#look();
  }

  #look(): void {
    this.#fields = allLayers(this.#model.layers)
      .flatMap(fieldsOf)
      .filter(({owner, name}) => this.#ignored.get(owner)?.has(name) !== true);
    this.#key = this.#fields.map(textOf).join();
  }

  /** A text that is the same as long as all settings are. */
  get key(): string {
    // Asked at every step: only what has changed costs more than a look.
    if (this.#fields.some(({owner, name, value}) => owner[name] !== value)) this.#look();
    return this.#key;
  }

  /** Runs a step; what it changes is no setting from then on. */
  during<Result>(step: () => Result): Result {
    const before = this.key;
    const result = step();
    const changed = this.#fields.filter(({owner, name, value}) => owner[name] !== value);
    for (const {owner, name} of changed) {
      this.#ignored.set(owner, (this.#ignored.get(owner) ?? new Set<string>()).add(name));
    }
    if (changed.length > 0 || before !== this.key) this.#look();
    return result;
  }
}
