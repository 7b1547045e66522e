import {ArgumentReader, type OptionDefinitions, type Written} from '../arguments/reader.ts';
import {style} from '../terminal/style.ts';
import {topics} from './topics/index.ts';

/** Prints the topics with their items, or as one JSON document; resolves to the exit code. */
export function listTopics(written: Written, words: readonly string[], table: OptionDefinitions): number {
  const read = new ArgumentReader(written, table);
  read.noWords(words);
  read.finish();
  if (read.flag('json')) {
    const list = topics.map(({number, name, title, items}) => ({
      topic: number,
      name,
      title,
      items: items.map(({id, name: item, title: what, statement, places}) => ({
        id,
        name: item,
        title: what,
        statement,
        places,
      })),
    }));
    console.log(JSON.stringify({topics: list}, null, 2));
    return 0;
  }
  for (const {number, name, title, items} of topics) {
    console.log(`${style(`${String(number).padStart(2)}  ${title}`, 'bold', process.stdout)}  ${name}`);
    for (const {id, title: what} of items) console.log(`    ${id.padEnd(6)} ${what}`);
  }
  const hint = 'lecture 9 carries out a topic, lecture L7.5 the items of an id, lecture all everything';
  console.log(style(hint, 'dim', process.stdout));
  return 0;
}
