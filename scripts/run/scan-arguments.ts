import type {BatchNormMode} from '../../lib/landscape/index.ts';
import {choice, readBy} from '../arguments/command-options.ts';
import type {ArgumentReader} from '../arguments/reader.ts';

/** The modes of `lib/landscape`, written here because that loads tensors; a spec compares them. */
export const batchNormChoices = ['recalibrate', 'interpolate', 'keep'] as const satisfies readonly BatchNormMode[];

/** How batch normalisation is treated at the points of a path or of a plane. */
export const batchNormOption = (group: string) => ({
  'batch-norm': choice({
    describe: 'statistics of batch normalisation at every point: recalibrate, interpolate or keep',
    choices: batchNormChoices,
    default: 'recalibrate',
    group,
  }),
});

/**
 * Reads a range of numbers; a mistake where it is none.
 *
 * @returns its text and the numbers, none where it was a mistake
 */
async function readRange(read: ArgumentReader, name: string, text: string): Promise<readonly number[]> {
  const {parseRange} = await import('../../lib/landscape/index.ts');
  try {
    return parseRange(text);
  } catch (error) {
    read.mistakes.push(`--${name}: ${(error as Error).message}`);
    return [];
  }
}

const increases = (values: readonly number[]): boolean => values.every((value, i) => i === 0 || value > values[i - 1]!);

/** Positions on a path: increasing, with at least two of them between the ends. */
export const alphasOption = (fallback: string) =>
  readBy({
    describe: 'positions on the lines, from:to:count or a list; 0 is the start, 1 the end of training',
    default: fallback,
    group: 'Points',
    async read(read, name) {
      const text = read.text(name) ?? fallback;
      const alphas = await readRange(read, name, text);
      if (alphas.length === 0) return text;
      if (!increases(alphas)) read.mistakes.push(`--${name} must increase, got "${text}"`);
      else if (alphas.filter((alpha) => alpha >= 0 && alpha <= 1).length < 2) {
        read.mistakes.push(`--${name} must have at least two positions between 0 and 1, got "${text}"`);
      }
      return text;
    },
  });

/** Coordinates along an axis of a plane: at least two increasing numbers, or auto, as the plane calls for. */
export const axisOption = (describe: string) =>
  readBy({
    describe,
    default: 'auto',
    words: 'as the plane calls for, 25',
    group: 'Plane',
    async read(read, name) {
      const text = read.text(name) ?? 'auto';
      if (text === 'auto') return text;
      const values = await readRange(read, name, text);
      if (values.length > 0 && (values.length < 2 || !increases(values)))
        read.mistakes.push(`--${name} must have at least two increasing numbers, got "${text}"`);
      return text;
    },
  });
