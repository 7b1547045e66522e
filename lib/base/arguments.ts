import {distance} from 'fastest-levenshtein';

/** The numbers that an argument may take; a bound that is absent does not bind. */
export interface NumberRange {
  /** Least allowed value. */
  readonly from?: number;
  /** Every allowed value is greater than this. */
  readonly above?: number;
  /** Greatest allowed value. */
  readonly to?: number;
  /** Every allowed value is less than this. */
  readonly below?: number;
  /** Whether only whole numbers are allowed. */
  readonly whole?: boolean;
}

export const notNegative = {from: 0} as const satisfies NumberRange;
export const positive = {above: 0} as const satisfies NumberRange;
/** Greater than 0 and less than 1. */
export const proper = {above: 0, below: 1} as const satisfies NumberRange;

/** A range in words, as in `a finite number >= 0 and < 1`. */
export function describeRange({from, above, to, below, whole}: NumberRange): string {
  const bounds = [
    from === undefined ? '' : `>= ${from}`,
    above === undefined ? '' : `> ${above}`,
    to === undefined ? '' : `<= ${to}`,
    below === undefined ? '' : `< ${below}`,
  ].filter((bound) => bound !== '');
  return [whole === true ? 'a whole number' : 'a finite number', bounds.join(' and ')].join(' ').trim();
}

/** JSON where there is one: a value may hold itself. */
function toJson(received: unknown): string | undefined {
  try {
    return JSON.stringify(received);
  } catch {
    return undefined;
  }
}

/** Tensors are known by what they have: nothing here imports them, and copies of their class differ. */
const isTensor = (value: object): value is {readonly shape: readonly number[]; readonly dtype: string} =>
  Array.isArray((value as {shape?: unknown}).shape) && typeof (value as {dtype?: unknown}).dtype === 'string';

/** Whether anything in a value is a tensor, a model or another thing with insides that nobody wants to read. */
const holdsObjects = (value: unknown, depth = 0): boolean => {
  if (typeof value !== 'object' || value === null) return typeof value === 'function';
  if (!Array.isArray(value) && (value.constructor ?? Object) !== Object) return true;
  return depth <= 3 && Object.values(value).some((each) => holdsObjects(each, depth + 1));
};

/** A list or a record of things that are shown one by one. */
function showParts(received: object, depth: number): string {
  const isList = Array.isArray(received);
  const entries = Object.entries(received);
  const parts = entries.slice(0, 3).map(([name, value]) => {
    const shown = showAt(value, depth + 1);
    return isList ? shown : `${name}: ${shown}`;
  });
  const text = [...parts, ...(entries.length > 3 ? ['...'] : [])].join(', ');
  return isList ? `[${text}]` : `{${text}}`;
}

/** What was received, as a message shows it, cut where it gets long. */
export const show = (received: unknown): string => showAt(received, 0);

function showAt(received: unknown, depth: number): string {
  if (typeof received === 'number' || typeof received === 'bigint') return `${received}`;
  if (typeof received === 'object' && received !== null) {
    if (depth > 0 && isTensor(received) && received.constructor !== Object) {
      return `a ${received.constructor?.name === 'Variable' ? 'variable' : 'tensor'} of shape [${received.shape.join(', ')}]`;
    }
    const isPlain = Array.isArray(received) || (received.constructor ?? Object) === Object;
    // A value may hold itself.
    if (isPlain && depth < 3 && holdsObjects(received)) return showParts(received, depth);
  }
  if (typeof received === 'function') return 'a function';
  if (typeof received === 'object' && received !== null && !Array.isArray(received)) {
    const {name} = received.constructor ?? Object;
    if (name !== 'Object') return `an object of class ${name}`;
  }
  const text = toJson(received) ?? typeof received;
  return text.length > 100 ? `${text.slice(0, 100)}...` : text;
}

/**
 * Refuses numbers outside a range: a TypeError for what is no number at all, a RangeError for the rest.
 *
 * @param owner whose arguments these are, the first word of the message
 * @param numbers the arguments by name
 */
export function checkNumbers(owner: string, numbers: Readonly<Record<string, unknown>>, range: NumberRange): void {
  const {from = -Infinity, above = -Infinity, to = Infinity, below = Infinity, whole = false} = range;
  for (const [name, received] of Object.entries(numbers)) {
    const message = `${owner}: ${name} must be ${describeRange(range)}, received ${show(received)}`;
    if (typeof received !== 'number') throw new TypeError(message);
    const inside = received >= from && received > above && received <= to && received < below;
    if (!Number.isFinite(received) || !inside || (whole && !Number.isInteger(received))) throw new RangeError(message);
  }
}

/** Refuses what is neither true nor false. */
export function checkFlags(owner: string, flags: Readonly<Record<string, unknown>>): void {
  for (const [name, received] of Object.entries(flags)) {
    if (typeof received !== 'boolean') {
      throw new TypeError(`${owner}: ${name} must be true or false, received ${show(received)}`);
    }
  }
}

/** Refuses what is not an array, and arrays that are shorter than `least`. */
export function checkLists(owner: string, lists: Readonly<Record<string, unknown>>, least = 0): void {
  for (const [name, received] of Object.entries(lists)) {
    if (!Array.isArray(received)) throw new TypeError(`${owner}: ${name} must be an array, received ${show(received)}`);
    if (received.length < least) {
      throw new RangeError(
        `${owner}: ${name} must have at least ${least} element${least === 1 ? '' : 's'}, received []`,
      );
    }
  }
}

/** How many edits part two words; one when either contains the other, as "cosine" and "cosineDecay". */
function editsBetween(one: string, other: string): number {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length > 2 && long.includes(short) ? Math.min(1, distance(one, other)) : distance(one, other);
}

/** Two letters that changed places are two edits, and at least one letter has to be right. */
const allowedEdits = (length: number): number => Math.min(length - 1, Math.max(2, Math.floor(length / 2)));

/** `; did you mean "x"?` for the known name nearest to the one received, or nothing when none is near. */
export function didYouMean(received: string, known: readonly string[]): string {
  const near = known
    .map((name) => ({name, edits: editsBetween(received.toLowerCase(), name.toLowerCase())}))
    .filter(({name, edits}) => edits <= allowedEdits(Math.min(name.length, received.length)))
    .sort((one, other) => one.edits - other.edits)[0];
  return near === undefined ? '' : `; did you mean "${near.name}"?`;
}

/** Refuses a word that is not among the choices. */
export function checkChoices(
  owner: string,
  words: Readonly<Record<string, unknown>>,
  choices: readonly string[],
): void {
  for (const [name, received] of Object.entries(words)) {
    const message = `${owner}: ${name} must be one of ${choices.map(show).join(', ')}, received ${show(received)}`;
    if (typeof received !== 'string') throw new TypeError(message);
    if (!choices.includes(received)) throw new RangeError(message + didYouMean(received, choices));
  }
}

/** Refuses options that are not an object, and option names that are not known. */
export function checkOptions(owner: string, options: unknown, known: readonly string[]): void {
  const isModel = typeof (options as {getClassName?: unknown} | null | undefined)?.getClassName === 'function';
  const isOther = typeof options !== 'object' || options === null || Array.isArray(options) || isTensor(options);
  if (isOther || isModel) {
    throw new TypeError(`${owner}: options must be an object of ${known.join(', ')}, received ${show(options)}`);
  }
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    throw new RangeError(
      `${owner}: unknown option "${name}"${didYouMean(name, known) || `; the options are ${known.join(', ')}`}`,
    );
  }
}
