import {countedName, type WeightPair} from '../layers/index.ts';

/** A variable that saved values may belong to. */
export interface Named {
  readonly name: string;
  /** The name before a number made it unique, where that is known. */
  readonly originalName?: string;
}

/** A name without the numbers that TensorFlow.js counts up from one layer or variable to the next, and these numbers. */
interface Pattern {
  readonly text: string;
  readonly numbers: readonly number[];
}

const unnamed = '#';

function patternOf(name: string | null): Pattern {
  if (name === null || /^\d+$/.test(name)) return {text: unnamed, numbers: []};
  const numbers: number[] = [];
  const parts = name.split('/');
  const text = parts
    .map((part, i) => {
      const counted = i < parts.length - 1 ? countedName(part) : null;
      if (counted === null) return part;
      numbers.push(counted.number);
      return `${counted.stem}#`;
    })
    .join('/');
  return {text, numbers};
}

/** The name of a layer's weight without the `_1` that it got because another model has the plain name. */
const withoutSuffix = (name: string): string => (name.includes('/') ? name.replace(/_\d+$/, '') : name);

/** The patterns of names, where a suffix counts as part of a name only if the other side knows that name. */
function patterns(names: readonly (string | null)[], known: ReadonlySet<string>): Pattern[] {
  return names.map((name) => {
    const whole = patternOf(name);
    if (name === null || known.has(whole.text)) return whole;
    const plain = patternOf(withoutSuffix(name));
    return known.has(plain.text) ? plain : whole;
  });
}

const compare = (one: Pattern, other: Pattern): number => {
  const at = one.numbers.findIndex((number, i) => number !== other.numbers[i]);
  return at < 0 ? 0 : one.numbers[at]! - other.numbers[at]!;
};

const listed = (names: readonly (string | null)[]): string =>
  names
    .slice(0, 8)
    .map((name) => name ?? '(without a name)')
    .join(', ') + (names.length > 8 ? `, ... (${names.length})` : '');

/**
 * Finds the variable that each saved value belongs to by their names alone.
 *
 * Where all names are the same ones, they decide. Else only what TensorFlow.js has counted up may differ: `dense_Dense1/kernel` is
 * `dense_Dense4/kernel` where it is the first of its kind on both sides, a variable without a name is known by its place in the
 * list, and `hidden/kernel` is `hidden/kernel_1` where there is no other.
 *
 * @param saved names in the order of the file; null for a tensor that had none
 * @param options.orderCounts whether the order of both lists must agree with the counting: not where freezing may have changed it
 * @returns the pairs, or why there are none
 */
export function matchNames(
  saved: readonly (string | null)[],
  present: readonly Named[],
  {orderCounts}: {orderCounts: boolean},
): WeightPair[] | string {
  const presentNames = present.map(({name}) => name);
  if (saved.length !== present.length) {
    return `it holds ${saved.length} weights (${listed(saved)}), the model or variables have ${present.length} (${listed(presentNames)})`;
  }
  const places = new Map(presentNames.map((name, i) => [name, i]));
  if (new Set(saved).size === saved.length && saved.every((name) => name !== null && places.has(name))) {
    return saved.map((name, i) => ({saved: i, present: places.get(name!)!}));
  }
  const savedTexts = new Set(
    [...saved, ...saved.map((name) => name && withoutSuffix(name))].map((name) => patternOf(name).text),
  );
  const wanted = patterns(
    present.map(({name, originalName}) => originalName ?? name),
    savedTexts,
  );
  const found = patterns(saved, new Set(wanted.map(({text}) => text)));
  const pairs: WeightPair[] = [];
  for (const text of new Set([...found, ...wanted].map((pattern) => pattern.text))) {
    const group = (all: readonly Pattern[]): number[] =>
      all.flatMap((pattern, i) => (pattern.text === text ? [i] : []));
    const [one, other] = [group(found), group(wanted)];
    if (one.length !== other.length) {
      const without = (many: number[], few: number[], all: readonly (string | null)[]) =>
        many.length > few.length ? listed(many.map((i) => all[i]!)) : '';
      const surplus = without(one, other, saved);
      return surplus === ''
        ? `it holds nothing for ${without(other, one, presentNames)}`
        : `it holds ${surplus}, which the model or variables do not have under such a name`;
    }
    if (one.length > 1 && text !== unnamed) {
      const sort = (all: readonly Pattern[], places_: readonly number[]): number[] | null => {
        const sorted = [...places_].sort((a, b) => compare(all[a]!, all[b]!));
        const isClear = sorted.every((place, i) => i === 0 || compare(all[sorted[i - 1]!]!, all[place]!) < 0);
        const isInOrder = sorted.every((place, i) => place === places_[i]);
        return isClear && (isInOrder || !orderCounts) ? sorted : null;
      };
      const [first, second] = [sort(found, one), sort(wanted, other)];
      if (first === null || second === null) {
        return `its names ${listed(one.map((i) => saved[i]!))} do not tell which of ${listed(other.map((i) => presentNames[i]!))} each is`;
      }
      for (const [i, place] of first.entries()) pairs.push({saved: place, present: second[i]!});
    } else for (const [i, place] of one.entries()) pairs.push({saved: place, present: other[i]!});
  }
  return pairs.sort((a, b) => a.saved - b.saved);
}
