import {didYouMean} from '../../lib/base/arguments.ts';
import type {Item, Topic} from './frame/topic.ts';
import {topics} from './topics/index.ts';

/** A topic with those of its items that are asked for. */
export interface Chosen {
  readonly topic: Topic;
  readonly items: readonly Item[];
}

/** What a word stands for: all, a number, a name, an id, or an id with the name of one of its items, `L9.1-zigzag`. */
function itemsOf(word: string): readonly Item[] {
  const capital = word.toUpperCase();
  const topic = topics.find(({number, name}) => String(number) === word || name === word);
  if (word === 'all') return topics.flatMap(({items}) => items);
  if (topic !== undefined) return topic.items;
  return topics.flatMap(({items}) =>
    items.filter(({id, name}) => [id, `${id}-${name}`.toUpperCase()].includes(capital)),
  );
}

/**
 * The topics and items that words name, each once, in the order of the lecture; mistakes are collected.
 *
 * @param text `all`, or numbers, names and ids with commas between
 */
export function selectItems(text: string, mistakes: string[]): readonly Chosen[] {
  const words = text.split(',').map((word) => word.trim());
  const wanted = new Set<Item>();
  for (const word of words) {
    const found = itemsOf(word);
    const names = topics.map(({name}) => name);
    if (found.length === 0) {
      mistakes.push(
        `lecture: no topic or item "${word}"${didYouMean(word, names)} (give a number from 1 to ${topics.length}, a name, an id such as ` +
          `${topics[0]!.items[0]!.id}, or all; lecture list shows them)`,
      );
    }
    for (const item of found) wanted.add(item);
  }
  return topics.flatMap((topic) => {
    const items = topic.items.filter((item) => wanted.has(item));
    return items.length === 0 ? [] : [{topic, items}];
  });
}
