import type {Item, Topic, Values, Verdict} from './topic.ts';

/** An item with what came of it. */
export interface Shown {
  readonly topic: Topic;
  readonly item: Item;
  readonly values: Values;
  readonly verdict: Verdict;
  readonly seconds: number;
  /** What took how long, in milliseconds. */
  readonly milliseconds: Readonly<Record<string, number>>;
}

/** Items by their topics, in order. */
export function byTopic(shown: readonly Shown[]): readonly {topic: Topic; items: readonly Shown[]}[] {
  const topics = [...new Set(shown.map(({topic}) => topic))];
  return topics.map((topic) => ({topic, items: shown.filter((each) => each.topic === topic)}));
}

const sum = (items: readonly Shown[]): number => items.reduce((total, {seconds}) => total + seconds, 0);

/** The topics as `--json` gives them. */
export const documentOf = (shown: readonly Shown[]): object[] =>
  byTopic(shown).map(({topic, items}) => ({
    topic: topic.number,
    title: topic.title,
    seconds: sum(items),
    items: items.map(({item: {id, name, statement}, verdict, values, seconds, milliseconds}) => ({
      id,
      name,
      statement,
      verdict,
      values,
      seconds,
      ...(Object.keys(milliseconds).length > 0 && {milliseconds}),
    })),
  }));

/** The verdicts, one item a line. */
export function inWords(shown: readonly Shown[]): string {
  const lines = byTopic(shown).flatMap(({topic, items}) => [
    `${topic.number}  ${topic.title}`,
    ...items.map(({item, verdict}) => `    ${item.id.padEnd(6)} ${verdict.padEnd(21)} ${item.title}`),
  ]);
  return lines.join('\n');
}
