import {DataError} from '../data-error.ts';
import type {PublishedSet} from '../published-sets.ts';

/** The environment variable that replaces the mirrors of a set: `TFJS_OPTIM_MNIST_MIRRORS`, addresses separated by commas. */
export function mirrorVariable({name}: PublishedSet): string {
  return `TFJS_OPTIM_${name.toUpperCase()}_MIRRORS`;
}

function folderAddress(text: string, origin: string, set: PublishedSet): string {
  const address = URL.canParse(text) ? new URL(text) : null;
  if (address === null || !['http:', 'https:'].includes(address.protocol)) {
    throw new DataError(`${origin} must hold addresses of folders, such as ${set.mirrors[0]}, received "${text}"`);
  }
  return address.href.endsWith('/') ? address.href : `${address.href}/`;
}

/**
 * The folders on the web to fetch a set from, in the order of trying: those of the caller, else those of the environment
 * variable, else the well-known ones.
 *
 * @throws DataError for what is no http or https address, and for an empty list
 */
export function mirrorList(
  set: PublishedSet,
  mirrors?: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): string[] {
  const variable = mirrorVariable(set);
  const named = environment[variable]?.split(',').flatMap((text) => text.trim() || []);
  const origin = mirrors === undefined ? variable : 'mirrors';
  const list = mirrors ?? (named !== undefined && named.length > 0 ? named : set.mirrors);
  if (list.length === 0) throw new DataError(`${origin} must name at least one folder on the web, received none`);
  return [...new Set(list.map((text) => folderAddress(text, origin, set)))];
}
