import {existsSync, readFileSync, statSync} from 'node:fs';
import * as z from 'zod';
import {didYouMean, show} from '../../lib/base/arguments.ts';
import {UsageError} from '../arguments/errors.ts';
import {ArgumentReader, type OptionDefinitions, type Written} from '../arguments/reader.ts';
import {formatNumber} from '../report/number-format.ts';
import {printable} from '../terminal/printable.ts';
import type {Exercise} from './frame/topic.ts';
import {topics} from './topics/index.ts';

/** The answers of a student: a number or a list of numbers by the name of the exercise. */
const answers = z.record(
  z.string(),
  z.union([z.number(), z.array(z.number())], {error: 'expected a number or a list of numbers'}),
);

type Answer = number | readonly number[];

/** How far an answer is from the right one. */
export interface Checked {
  readonly exercise: string;
  /** Relative to the right answer, or absolute where that is 0; infinite where the answer has another length. */
  readonly error: number;
  readonly tolerance: number;
  /** Which number of a list is off by that, from 1; where it is a list. */
  readonly number?: number;
  readonly isRight: boolean;
  /** What is wrong with the form of the answer, where there is no error to measure. */
  readonly problem?: string;
}

const list = (answer: Answer): readonly number[] => (typeof answer === 'number' ? [answer] : answer);

/** The greatest error of the numbers of an answer. */
export function checkAnswer({name, answer, tolerance}: Exercise, given: Answer): Checked {
  const [right, theirs] = [list(answer()), list(given)];
  const errors = right.map((value, i) => Math.abs(value - theirs[i]!) / (value === 0 ? 1 : Math.abs(value)));
  if (right.length !== theirs.length) {
    const problem = `${right.length === 1 ? 'one number is' : `a list of ${right.length} numbers is`} asked for, got ${theirs.length}`;
    return {exercise: name, error: Number.POSITIVE_INFINITY, tolerance, isRight: false, problem};
  }
  const error = Math.max(...errors);
  const place = right.length > 1 && {number: errors.indexOf(error) + 1};
  return {exercise: name, error, tolerance, ...place, isRight: error <= tolerance};
}

// The numbers are those of no exercise.
const advice =
  'give the JSON file with your answers by the names of the exercises, a number or a list each, as in {"9a": [7001, 7002, 7003], "9b": 7004}';

/** Names that may have been meant: those of the same topic, else one that is spelt alike. */
function meant(name: string, names: readonly string[]): string {
  const topicOf = (each: string) => /^\d+/.exec(each)?.[0];
  const same = names.filter((each) => topicOf(each) !== undefined && topicOf(each) === topicOf(name));
  return same.length === 0 ? didYouMean(name, names) : `; did you mean ${same.map(show).join(' or ')}?`;
}

function readAnswers(path: string | undefined): Record<string, Answer> {
  if (path === undefined) throw new UsageError([`lecture check: ${advice}`]);
  if (!existsSync(path)) throw new UsageError([`lecture check: ${path} does not exist; ${advice}`]);
  if (statSync(path).isDirectory()) throw new UsageError([`lecture check: ${path} is a folder; ${advice}`]);
  let content: unknown;
  try {
    // Some editors begin a file with a mark of its encoding; a minus that is copied from a page is not that of JSON.
    content = JSON.parse(
      readFileSync(path, 'utf8')
        .replace(/^\uFEFF/, '')
        .replaceAll('\u2212', '-'),
    );
  } catch (error) {
    throw new UsageError([`lecture check: ${path} is no JSON: ${(error as Error).message}; ${advice}`]);
  }
  const {data, error} = answers.safeParse(content);
  if (data === undefined) {
    const {path: where, message} = error.issues[0]!;
    const at = where.length === 0 ? '' : `the answer to ${where.join('.')}: `;
    throw new UsageError([`lecture check: ${path}: ${at}${message}; ${advice}`]);
  }
  return data;
}

/** Prints the error of every answer in a file; resolves to the exit code, 1 where an answer is wrong. */
export function checkAnswers(written: Written, words: readonly string[], table: OptionDefinitions): number {
  const read = new ArgumentReader(written, table);
  read.noWords(words.slice(1));
  read.finish();
  const given = readAnswers(words[0]);
  const exercises = new Map(topics.flatMap((topic) => topic.exercises.map((exercise) => [exercise.name, exercise])));
  const unknown = Object.keys(given).filter((name) => !exercises.has(name));
  if (unknown.length > 0 || Object.keys(given).length === 0) {
    const names = [...exercises.keys()];
    throw new UsageError(
      unknown.length === 0
        ? [`lecture check: ${words[0]} holds no answer; ${advice}`]
        : unknown.map(
            (name) => `lecture check: no exercise "${name}"${meant(name, names)} (there are ${names.join(', ')})`,
          ),
    );
  }
  const checked = Object.entries(given).map(([name, answer]) => checkAnswer(exercises.get(name)!, answer));
  if (read.flag('json')) console.log(JSON.stringify({answers: checked}));
  else {
    for (const {exercise, error, tolerance, number, isRight, problem} of checked) {
      const place = isRight || number === undefined ? '' : ` in number ${number} of the list`;
      const off = problem ?? `relative error ${formatNumber(error, 2)}${place}`;
      const hint = isRight ? '' : `; ${exercises.get(exercise)!.hint}`;
      console.log(
        printable(
          `${isRight ? '✔' : '✖'} ${exercise.padEnd(4)} ${off} (at most ${formatNumber(tolerance, 2)} counts as right)${hint}`,
        ),
      );
    }
  }
  return checked.every(({isRight}) => isRight) ? 0 : 1;
}
