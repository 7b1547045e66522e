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
  const bounds = Object.entries({'>=': from, '>': above, '<=': to, '<': below})
    .filter(([, bound]) => bound !== undefined)
    .map(([sign, bound]) => `${sign} ${bound}`);
  return `a ${whole ? 'whole' : 'finite'} number ${bounds.join(' and ')}`.trim();
}

/** What makes messages richer; `wording.ts` does where it is loaded. */
export interface Wording {
  /** What was received, as a message shows it. */
  readonly show: (received: unknown) => string;
  /** The same for an argument: `{"learningRate":0.1}; it comes first, as in adam(0.001, {...})` where that has options in its place. */
  readonly given: (received: unknown, owner: string, name: string) => string;
  /** `; did you mean "x"?` for the known name nearest to the one received, or nothing when none is near. */
  readonly didYouMean: (received: string, known: readonly string[]) => string;
}

let wording: Wording | null = null;

/** Says how messages are worded from now on. */
export function provideWording(provided: Wording): void {
  wording = provided;
}

/** Text, cut where it gets long. */
export const cut = (text: string): string => (text.length > 100 ? `${text.slice(0, 100)}...` : text);

function showPlainly(received: unknown): string {
  if (typeof received === 'function') return 'a function';
  if (typeof received === 'number' || typeof received === 'bigint') return `${received}`;
  const {name = 'Object'} = received?.constructor ?? {};
  if (typeof received === 'object' && received !== null && !/^(?:Object|Array)$/.test(name)) {
    return `an object of class ${name}`;
  }
  try {
    return cut(JSON.stringify(received) ?? typeof received);
  } catch {
    // A value may hold itself.
    return typeof received;
  }
}

/** What was received, as a message shows it, cut where it gets long. */
export const show = (received: unknown): string => (wording?.show ?? showPlainly)(received);

/** The sentence that refuses an argument: `Adam: beta1 must be a finite number, received "0.9"`. */
export const mustBe = (owner: string, name: string, allowed: string, received: unknown): string =>
  `${owner}: ${name} must be ${allowed}, received ${(wording?.given ?? showPlainly)(received, owner, name)}`;

/** `; did you mean "x"?` for the known name nearest to the one received, or nothing when none is near. */
export const didYouMean: Wording['didYouMean'] = (received, known) => wording?.didYouMean(received, known) ?? '';

/**
 * Refuses numbers outside a range: a TypeError for what is no number at all, a RangeError for the rest.
 *
 * @param owner whose arguments these are, the first word of the message
 * @param numbers the arguments by name
 */
export function checkNumbers(owner: string, numbers: Readonly<Record<string, unknown>>, range: NumberRange): void {
  const {from = -Infinity, above = -Infinity, to = Infinity, below = Infinity, whole = false} = range;
  for (const [name, received] of Object.entries(numbers)) {
    if (typeof received !== 'number') throw new TypeError(mustBe(owner, name, describeRange(range), received));
    const inside = received >= from && received > above && received <= to && received < below;
    if (inside && Number.isFinite(received) && (!whole || Number.isInteger(received))) continue;
    throw new RangeError(mustBe(owner, name, describeRange(range), received));
  }
}

/** Refuses what is neither true nor false. */
export function checkFlags(owner: string, flags: Readonly<Record<string, unknown>>): void {
  for (const [name, received] of Object.entries(flags)) {
    if (typeof received !== 'boolean') throw new TypeError(mustBe(owner, name, 'true or false', received));
  }
}

/** Refuses what is not an array, and arrays that are shorter than `least`. */
export function checkLists(owner: string, lists: Readonly<Record<string, unknown>>, least = 0): void {
  for (const [name, received] of Object.entries(lists)) {
    if (!Array.isArray(received)) throw new TypeError(mustBe(owner, name, 'an array', received));
    if (received.length < least) {
      throw new RangeError(
        `${owner}: ${name} must have at least ${least} element${least === 1 ? '' : 's'}, received []`,
      );
    }
  }
}

/** Refuses a word that is not among the choices. */
export function checkChoices(
  owner: string,
  words: Readonly<Record<string, unknown>>,
  choices: readonly string[],
): void {
  for (const [name, received] of Object.entries(words)) {
    const refusal = (): string => mustBe(owner, name, `one of ${choices.map(show).join(', ')}`, received);
    if (typeof received !== 'string') throw new TypeError(refusal());
    if (!choices.includes(received)) throw new RangeError(refusal() + didYouMean(received, choices));
  }
}

/** Tensors are known by what they have: nothing here imports them, and copies of their class differ. */
export const isTensor = (value: object): value is {readonly shape: readonly number[]; readonly dtype: string} =>
  Array.isArray((value as {shape?: unknown}).shape) && typeof (value as {dtype?: unknown}).dtype === 'string';

/** Refuses an option that there is not, with the one that may have been meant. */
export function checkName(owner: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  throw new TypeError(
    `${owner}: unknown option "${name}"${didYouMean(name, known) || `; the options are ${known.join(', ')}`}`,
  );
}

/** Refuses options that are not an object, and option names that are not known; a TypeError for both. */
export function checkOptions(owner: string, options: unknown, known: readonly string[]): void {
  const isModel = typeof (options as {getClassName?: unknown} | null | undefined)?.getClassName === 'function';
  const isOther = typeof options !== 'object' || options === null || Array.isArray(options) || isTensor(options);
  if (isOther || isModel) {
    throw new TypeError(mustBe(owner, 'options', `an object of ${known.join(', ')}`, options));
  }
  for (const name of Object.keys(options)) {
    checkName(owner, name, known);
  }
}
