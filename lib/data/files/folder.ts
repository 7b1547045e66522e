import {readdir, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {checksumProblem, countProblems, shapeProblem, structureProblem} from '../check-set.ts';
import {DataError} from '../data-error.ts';
import type {IdxArray} from '../idx-header.ts';
import {fileProblem} from '../../base/node/file-problem.ts';
import {idxDigest, readIdx, readIdxDimensions} from './idx.ts';
import {allFileNames, type Checksums, fileNames, type PublishedSet} from '../published-sets.ts';
import type {LabelledImages} from '../types.ts';

/** The two parts of a set, and whether every file has the expected checksum. */
export interface FolderContent {
  readonly train: LabelledImages;
  readonly test: LabelledImages;
  readonly verified: boolean;
}

/** The names that a file may have: as published or with a dot before `idx`, packed or not. */
export function spellings(name: string): string[] {
  return [name, name.replace('-idx', '.idx')].flatMap((spelling) => [spelling, `${spelling}.gz`]);
}

async function entriesOf(dir: string): Promise<string[]> {
  try {
    if (!(await stat(dir)).isDirectory())
      throw new DataError(`${dir}: is a file; expected a folder with the IDX files`);
    return await readdir(dir);
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`${dir}: ${fileProblem(error)}; expected a folder with ${allFileNames.join(', ')}`, {
      cause: error,
    });
  }
}

function labelled(images: IdxArray, labels: IdxArray): LabelledImages {
  const [count = 0, rows = 0, columns = 0] = images.dimensions;
  return {images: images.data, labels: labels.data, count, rows, columns};
}

function refuse(dir: string, {title}: PublishedSet, problems: readonly string[], advice = ''): DataError {
  const list = problems.map((problem) => `\n  - ${problem}`).join('');
  return new DataError(`${dir} does not hold a usable ${title} set:${list}${advice}`);
}

/** Does something with a file, or tells what is wrong with it. */
async function attempt<Result>(problems: string[], work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    problems.push(error.message);
    return undefined;
  }
}

/**
 * The files of a folder by their published names, all read and of the right structure, or one error with every problem.
 *
 * All headers are looked at first: images that are no images of the set, or not as many as there are labels, are never unpacked.
 */
async function readFiles(dir: string, set: PublishedSet): Promise<Record<string, IdxArray>> {
  const entries = await entriesOf(dir);
  const problems: string[] = [];
  const dimensions: Record<string, number[]> = {};
  const paths: Record<string, string> = {};
  for (const name of allFileNames) {
    const entry = spellings(name).find((spelling) => entries.includes(spelling));
    if (entry === undefined) {
      problems.push(`${name} is missing; expected this name, plain or with .gz`);
      continue;
    }
    const path = join(dir, entry);
    const found = await attempt(problems, () => readIdxDimensions(path));
    if (found === undefined) continue;
    const problem = shapeProblem(name, found, set);
    if (problem === null) [dimensions[name], paths[name]] = [found, path];
    else problems.push(`${path}: ${problem}`);
  }
  const counts = countProblems(dimensions);
  problems.push(...counts);
  const arrays: Record<string, IdxArray> = {};
  for (const [name, path] of Object.entries(paths)) {
    if (counts.some((text) => text.includes(name))) continue;
    const array = await attempt(problems, () => readIdx(path));
    const problem = array && structureProblem(name, array, set);
    if (array && problem === null) arrays[name] = array;
    else if (array) problems.push(`${path}: ${problem}`);
  }
  if (problems.length > 0) {
    const none = allFileNames.every((name) => !spellings(name).some((spelling) => entries.includes(spelling)));
    const shown =
      entries.length === 0 ? 'nothing' : entries.slice(0, 8).join(', ') + (entries.length > 8 ? ', ...' : '');
    throw refuse(dir, set, problems, none ? `\nThe folder holds ${shown}.` : '');
  }
  return arrays;
}

/**
 * Reads the four IDX files of a set from a folder and checks that they fit together.
 *
 * A set of the published size must be the published set, told by SHA-256 of the uncompressed contents; smaller or larger
 * sets, a teacher's own digits, are taken as they are.
 *
 * @param dir the folder
 * @param set what the files should be
 * @param options.checksums expected checksums of the uncompressed contents; null where none are known
 * @param options.verify whether a set of the published size is refused where a checksum differs; default true
 * @throws DataError with every problem of the folder at once
 */
export async function readFolder(
  dir: string,
  set: PublishedSet,
  {checksums = set.checksums, verify = true}: {checksums?: Checksums | null; verify?: boolean} = {},
): Promise<FolderContent> {
  const arrays = await readFiles(dir, set);
  const part = ({images, labels}: {images: string; labels: string}) => labelled(arrays[images]!, arrays[labels]!);
  const [train, test] = [part(fileNames.train), part(fileNames.test)];
  const problems = allFileNames.flatMap((name) => {
    const problem = checksumProblem(name, idxDigest(arrays[name]!), set, checksums);
    return problem === null ? [] : [`${name}: ${problem}`];
  });
  const full = train.count === set.trainCount && test.count === set.testCount;
  if (verify && problems.length > 0 && (full || checksums === null)) {
    const advice =
      set.name === 'mnist'
        ? `\nIt has the size of the published set but not its content: damaged, or another set of the same format. ` +
          `For Fashion-MNIST choose dataset 'fashion' (--dataset fashion); for a set of your own, verify: false.`
        : `\nFor MNIST choose dataset 'mnist' (--dataset mnist).`;
    throw refuse(dir, set, problems, advice);
  }
  return {train, test, verified: checksums !== null && problems.length === 0};
}
