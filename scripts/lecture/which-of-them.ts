import {UsageError} from '../arguments/errors.ts';
import type {OptionDefinitions, Written} from '../arguments/reader.ts';
import type {CommandContext} from '../command.ts';
import {withConfig} from '../arguments/config-file.ts';

/** Lists and checks are no runs: of the options they take `--json`, and any other is a mistake that is named. */
function refuseOptions(what: string, written: Written, table: OptionDefinitions): void {
  const others = Object.keys(written).filter((name) => name !== 'json' && Object.hasOwn(table, name));
  if (others.length > 0)
    throw new UsageError(
      others.map((name) => `lecture ${what}: --${name} has no meaning here, where nothing is run; leave it out`),
    );
}

/** Lists the topics, checks answers, or makes a run of what is named; resolves to the exit code. */
export async function runLecture(
  written: Written,
  words: readonly string[],
  {table, context}: {table: OptionDefinitions; context: CommandContext},
): Promise<number> {
  const [first] = words;
  const isAlone = words.length === 0 && Object.keys(written).every((name) => name === 'json');
  if (first === 'list' || isAlone) {
    refuseOptions('list', written, table);
    return (await import('./list-topics.ts')).listTopics(written, words.slice(1), table);
  }
  if (first === 'check') {
    refuseOptions('check', written, table);
    return (await import('./check-answers.ts')).checkAnswers(written, words.slice(1), table);
  }
  const {given, mistakes} = withConfig(written, table);
  const named = given['topics'] !== undefined || given['resume'] !== undefined;
  if (words.length === 0 && !named && mistakes.length === 0) {
    throw new UsageError([
      'lecture: name what to show: all, a topic as in lecture 9 or lecture conjugate-gradient, an item as in lecture L7.5, list, or check FILE',
    ]);
  }
  if (words.length > 0 && written['topics'] !== undefined)
    throw new UsageError([`--topics says what to show; leave ${words.join(' ')} out`]);
  const {lectureRun} = await import('./lecture-run.ts');
  const asked = words.length === 0 ? given : {...given, topics: words.join(',')};
  return lectureRun(asked, [], {table, mistakes, context});
}
