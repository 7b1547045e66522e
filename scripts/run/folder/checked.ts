import * as z from 'zod';
import type {JsonLines} from '../../../lib/base/node/json-lines.ts';
import {CommandError} from '../../arguments/errors.ts';

/** Any number: a loss that has diverged is kept, too, while zod's own numbers are finite. */
export const anyNumber = z.custom<number>((value) => typeof value === 'number', 'expected a number');

/** What a value is taken for, and what helps where it is something else. */
export interface Expectation {
  /** The file, and the line in it. */
  readonly where: string;
  /** As in "an event of a run". */
  readonly what: string;
  readonly remedy: string;
}

/**
 * The value itself, once a schema has found it to be what it should be.
 *
 * @throws CommandError that names the place, the first thing that is wrong, and what helps
 */
export function checked<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  {where, what, remedy}: Expectation,
): z.infer<Schema> {
  const {error} = schema.safeParse(value);
  // Not what zod makes of it: that would bring keys into the order of the schema, and files are written again as they were.
  if (error === undefined) return value as z.infer<Schema>;
  const {path, message} = error.issues[0]!;
  throw new CommandError(
    `${where} is not ${what}: ${path.length === 0 ? '' : `${path.join('.')}: `}${message}; ${remedy}`,
  );
}

/** Reads a file as far as it is JSON; what is none is told without a stack. */
export function told<Content>(read: () => Content): Content {
  try {
    return read();
  } catch (error) {
    throw error instanceof SyntaxError ? new CommandError(error.message) : error;
  }
}

/** Every whole line of a file, each of which must be what the schema says. */
export function checkedLines<Schema extends z.ZodType>(
  lines: JsonLines,
  schema: Schema,
  what: string,
): z.infer<Schema>[] {
  return told(() => lines.read()).map((value, index) =>
    checked(schema, value, {
      where: `${lines.path}, line ${index + 1}`,
      what,
      remedy: 'remove the line or start a new run',
    }),
  );
}
