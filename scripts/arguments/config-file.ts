import {readFileSync} from 'node:fs';
import {isFileThere} from '../../lib/base/node/file-problem.ts';
import {didYouMean, show} from '../../lib/base/arguments.ts';
import {UsageError} from './errors.ts';
import type {OptionDefinitions, Written} from './reader.ts';

/** `batchSize` as it is written on the command line, `batch-size`. */
export const optionName = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * Reads a file that holds one JSON object.
 *
 * @param where what the messages call it
 * @param isTyped whether somebody wrote the path, who may mean a pipe, such as `<(...)`; in a folder one would be waited for
 * @throws UsageError where it cannot be read or holds something else
 */
export function readObject(path: string, where: string, isTyped = false): Record<string, unknown> {
  let text: string;
  try {
    if (!isTyped) isFileThere(path);
    text = readFileSync(path, 'utf8');
  } catch {
    throw new UsageError([`${where} cannot be read: give the path of a JSON file`]);
  }
  let object: unknown;
  try {
    object = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError([`${where} is no JSON: ${(error as Error).message}`]);
  }
  if (typeof object !== 'object' || object === null || Array.isArray(object)) {
    throw new UsageError([`${where} must hold one object, such as {"optimizers": "sgd,adam", "epochs": 3}`]);
  }
  return object as Record<string, unknown>;
}

/** Characters of a name or a value; more is no option but a mistake that no message could show. */
const longest = 10_000;

const isWord = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

/**
 * Options of a configuration file as if they were written on the command line; the `config.json` of a run is one.
 *
 * @param mistakes takes what is wrong with the options, each naming the file
 * @throws UsageError where the file holds no object
 */
export function readConfig(path: string, table: OptionDefinitions, mistakes: string[]): Written {
  const written: Record<string, string | boolean> = {};
  for (const [key, value] of Object.entries(readObject(path, `--config ${path}`, true))) {
    // What a run adds to its own options: what followed from them.
    if (key === 'resolved') continue;
    const wrong = (what: string) => mistakes.push(`--config ${path}: ${what}`);
    const size = Math.max(key.length, typeof value === 'string' ? value.length : 0);
    if (size > longest) {
      wrong(`${show(key)} has ${size} characters, expected at most ${longest}`);
      continue;
    }
    const name = optionName(key);
    const definition = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!definition) wrong(`unknown option "${key}"${didYouMean(name, Object.keys(table))}`);
    else if (name === 'config' || name === 'resume') wrong(`"${key}" belongs on the command line`);
    else if (definition.kind === 'flag') {
      if (typeof value === 'boolean') written[name] = value;
      else wrong(`${key} must be true or false, got ${show(value)}`);
    } else if (isWord(value)) written[name] = String(value);
    else if (name === 'optimizers' && Array.isArray(value) && value.every(isWord)) written[name] = value.join(',');
    else wrong(`${key} must be a text or a number, got ${show(value)}`);
  }
  return written;
}

/**
 * What was written together with the options of the file of `--config`, where there is one; the command line goes before it.
 *
 * @returns the options, and what is wrong with those of the file
 * @throws UsageError where the file holds no object
 */
export function withConfig(written: Written, table: OptionDefinitions): {given: Written; mistakes: string[]} {
  const mistakes: string[] = [];
  const path = written['config'];
  const read = typeof path === 'string' && path !== '' ? readConfig(path, table, mistakes) : {};
  return {given: {...read, ...written}, mistakes};
}
