import type {Item, Values} from './topic.ts';

/** What a rule of verdicts asks for and an item need not have: see `onPrinted`. */
const optional = 'rounded';

/**
 * What the page of an item needs and values that were kept do not have, because other code measured them; null where nothing is
 * lacking.
 */
export function lacks(item: Item, values: Values): string | null {
  let lacking: string | null = null;
  const watched = new Proxy(values, {
    get(target, name) {
      if (typeof name === 'string' && name !== optional && !Object.hasOwn(target, name)) lacking ??= name;
      return Reflect.get(target, name);
    },
  });
  try {
    item.verdict(watched);
    const answer = item.answer(watched);
    item.tables?.(watched);
    item.figures?.(watched);
    if (/undefined|\[object/.test(answer)) lacking ??= 'numbers of its verdict';
  } catch {
    lacking ??= 'values of another form';
  }
  return lacking;
}
