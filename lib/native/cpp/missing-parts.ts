import {readFileSync} from 'node:fs';
import {join} from 'node:path';

/** A part that a build of the binding has come without. */
export interface MissingPart {
  readonly name: string;
  /** The compiler's first line about it. */
  readonly complaint: string;
}

/** Where a build says so, in the folder of its binding. */
export const missingPartsFile = 'missing-parts.json';

/** The parts that a build has come without; none where it says nothing, as tfjs-node's own builds do. */
export function missingParts(folder: string): MissingPart[] {
  try {
    return JSON.parse(readFileSync(join(folder, missingPartsFile), 'utf8')) as MissingPart[];
  } catch {
    return [];
  }
}
