import type * as tf from '@tensorflow/tfjs';
import type {Told, ToldRule, ToldSettings} from './development.ts';
import {inWords, namesOf} from './in-words.ts';
import {numbersAt} from './rule-settings.ts';

interface ToldWrapper extends Told {
  readonly settings: Readonly<Record<string, unknown>>;
  /** The optimizers within, with a line on each that says what it is for; none where that is clear. */
  readonly parts: readonly {readonly optimizer: tf.Optimizer; readonly heading: string | null}[];
}

/** An optimizer that tells of itself. */
interface Describing {
  describe?(): string;
}

/** A line of the entries under a title; none where there are none. */
function line(title: string, entries: Readonly<Record<string, unknown>>): string[] {
  const words = Object.entries(entries).map(([name, value]) => `${name} ${inWords(value)}`);
  return words.length === 0 ? [] : [`${title}: ${words.join(', ')}`];
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function head({owner, iterations}: Pick<Told, 'owner' | 'iterations'>): string {
  return `${owner} after ${counted(iterations, 'update')}`;
}

/** How much an optimizer keeps. */
function memory({states, shared}: Told): string {
  const slots = states.flatMap((state) => Object.values(state.slots));
  const sizes = [...slots, ...shared.map(({tensor}) => tensor)].map(({size}) => size);
  const bytes = 4 * sizes.reduce((sum, size) => sum + size, 0);
  const once = shared.length === 0 ? '' : ` and ${shared.length} for all`;
  return `state: ${counted(slots.length, 'slot')} of ${counted(states.length, 'variable')}${once}, ${bytes} bytes`;
}

/** Lines on the parts of a rule, with the variables of each. */
function routes(variables: readonly tf.Variable[], routeOf: ToldRule['routeOf']): string[] {
  const found = new Set(variables.map(routeOf));
  return [...found].flatMap((route) =>
    route === null ? [] : [`by ${route}: ${namesOf(variables.filter((variable) => routeOf(variable) === route))}`],
  );
}

/** What is no number and not left as it is by default, by name. */
function changedSettings(settings: ToldSettings): Record<string, unknown> {
  const others = Object.entries(settings.table).flatMap(([name, entry]) => {
    const isNumber = 'kind' in entry && entry.kind === 'number';
    const value = settings.get(name);
    return isNumber || value === entry.default ? [] : [[name, value] as const];
  });
  return Object.fromEntries(others);
}

/** A rule in words: numbers of the next update, options, memory of its state, and which variables decay or are frozen. */
export function describeRuleState(told: ToldRule): string {
  const {settings, states, iterations, isDecayed, routeOf} = told;
  const variables = states.map(({variable}) => variable);
  const decays = settings.valueAt('weightDecay', iterations) > 0;
  return [
    head(told),
    ...line('numbers', numbersAt(settings, iterations)),
    ...line('settings', changedSettings(settings)),
    ...(states.length === 0
      ? ['variables: known from the next update on']
      : [
          memory(told),
          ...routes(variables, routeOf),
          `decayed: ${namesOf(variables.filter((variable) => decays && isDecayed(variable.name, variable)))}`,
          `frozen: ${namesOf(variables.filter(({trainable}) => !trainable))}`,
        ]),
  ].join('\n');
}

/** A wrapper in words: settings, memory of its own state, and the optimizers within, moved in. */
export function describeWrapper(told: ToldWrapper): string {
  const {settings, states, shared, parts} = told;
  const keeps = states.length > 0 || shared.length > 0;
  const within = parts.flatMap(({optimizer, heading}) => [
    ...(heading === null ? [] : [heading]),
    describeAny(optimizer),
  ]);
  const lines = [head(told), ...line('settings', settings), ...(keeps ? [memory(told)] : [])];
  return [...lines, ...within.flatMap((text) => text.split('\n')).map((text) => `  ${text}`)].join('\n');
}

/** What is known of any optimizer: its own words, or class and configuration. */
function describeAny(optimizer: tf.Optimizer & Describing): string {
  if (optimizer.describe !== undefined) return optimizer.describe();
  const {iterations} = optimizer;
  const owner = `class ${optimizer.getClassName()}`;
  return [head({owner, iterations}), ...line('config', optimizer.getConfig())].join('\n');
}
