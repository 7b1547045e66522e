import {access, rename, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {publishedFileProblem, shapeProblem} from '../check-set.ts';
import {DataError} from '../data-error.ts';
import {cannotWrite} from './cannot-write.ts';
import {spellings} from './folder.ts';
import {idxDigest, readIdx, readIdxDimensions} from './idx.ts';
import type {Checksums, PublishedSet} from '../published-sets.ts';
import {Failure} from './failure.ts';
import {type FetchOptions, fetchPart} from './fetch-part.ts';

export interface FileOptions extends FetchOptions {
  mirrors: readonly string[];
  checksums: Checksums | null;
  /** How often every mirror is tried. */
  rounds: number;
  /** Milliseconds before the second round, doubled before every further one. */
  pause: number;
}

/** An address that was tried and why it did not serve. */
export interface Attempt {
  readonly url: string;
  readonly reason: string;
}

/** What came of a file: the mirror that it is from, or null where it was there already; or the attempts, all failed. */
export type Outcome = {readonly mirror: string | null} | {readonly attempts: readonly Attempt[]};

async function problemOf(
  path: string,
  name: string,
  set: PublishedSet,
  checksums: Checksums | null,
): Promise<string | null> {
  try {
    // Before anything is unpacked that a server may have sent instead.
    const shape = shapeProblem(name, await readIdxDimensions(path), set);
    if (shape !== null) return shape;
    const array = await readIdx(path);
    return publishedFileProblem(name, array, idxDigest(array), set, checksums);
  } catch (error) {
    if (error instanceof DataError) return error.message.replace(`${path}: `, '');
    throw error;
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** Whether a folder has the file, and under which names it has a damaged one. */
async function inspect(dir: string, name: string, set: PublishedSet, checksums: Checksums | null) {
  const damaged: string[] = [];
  for (const path of spellings(name).map((spelling) => join(dir, spelling))) {
    if (!(await exists(path))) continue;
    if ((await problemOf(path, name, set, checksums)) === null) return {present: damaged.length === 0, damaged};
    damaged.push(path);
  }
  return {present: false, damaged};
}

/** Fetches a file under the name `part` and verifies it; a part that was there and turns out bad is fetched anew. */
async function fetchVerified(url: string, part: string, name: string, set: PublishedSet, options: FileOptions) {
  const resumed = await exists(part);
  await fetchPart(url, part, options);
  const problem = await problemOf(part, name, set, options.checksums);
  if (problem === null) return;
  await rm(part, {force: true});
  if (!resumed) throw new Failure(`what arrived is not the file: ${problem}`);
  await fetchVerified(url, part, name, set, options);
}

/**
 * Fetches one file of a set into a folder: over all mirrors, several times, verified before it gets its name.
 *
 * @param name published name without `.gz`
 * @param dir the folder, which exists
 */
export async function fetchFile(name: string, dir: string, set: PublishedSet, options: FileOptions): Promise<Outcome> {
  const {checksums, rounds, pause, signal} = options;
  const target = join(dir, `${name}.gz`);
  const part = `${target}.part`;
  const attempts: Attempt[] = [];
  let mirrors = options.mirrors;
  for (let round = 0; round < rounds && mirrors.length > 0; round++) {
    if (round > 0)
      await sleep(pause * 2 ** (round - 1), undefined, signal === undefined ? {} : {signal}).catch(() => {});
    signal?.throwIfAborted();
    for (const mirror of mirrors) {
      // Looked up before every attempt, as another process may have fetched it meanwhile.
      const {present, damaged} = await inspect(dir, name, set, checksums);
      if (present) return {mirror: null};
      const url = `${mirror}${name}.gz`;
      try {
        await fetchVerified(url, part, name, set, options);
        // Only now, with the good file at hand; under another name it would stand before the new one.
        for (const path of damaged) await rm(path).catch(cannotWrite(path));
        await rename(part, target).catch(cannotWrite(target));
        return {mirror};
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        attempts.push({url, reason: error.message});
        if (error.final) mirrors = mirrors.filter((other) => other !== mirror);
      }
    }
  }
  return {attempts};
}
