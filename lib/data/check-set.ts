import type {IdxArray} from './idx-header.ts';
import {type Checksums, fileNames, type PublishedSet, publishedSets} from './published-sets.ts';

/** Dimensions by the published names of their files. */
export type Dimensions = Readonly<Record<string, readonly number[] | undefined>>;

const isOfLabels = (name: string): boolean => name === fileNames.train.labels || name === fileNames.test.labels;

/** What is wrong with the dimensions of one file, by the part that it has in a set; null if nothing is. */
export function shapeProblem(
  name: string,
  dimensions: readonly number[],
  {rows, columns}: PublishedSet,
): string | null {
  const found = dimensions.join(' x ');
  if (isOfLabels(name)) {
    if (dimensions.length === 1) return null;
    const swapped = dimensions.length === 3 ? '; are images and labels swapped?' : '';
    return `expected labels, one dimension, found ${found}${swapped}`;
  }
  if (dimensions.length === 3 && dimensions[1] === rows && dimensions[2] === columns) return null;
  const swapped = dimensions.length === 1 ? '; are images and labels swapped?' : '';
  return `expected images, count x ${rows} x ${columns}, found ${found}${swapped}`;
}

/** What is wrong with the shape and the values of one file, by the part that it has in a set; null if nothing is. */
export function structureProblem(name: string, {dimensions, data}: IdxArray, set: PublishedSet): string | null {
  const problem = shapeProblem(name, dimensions, set);
  if (problem !== null || !isOfLabels(name)) return problem;
  const classes = set.classNames.length;
  const wrong = data.findIndex((label) => label >= classes);
  return wrong < 0 ? null : `label ${data[wrong]} of example ${wrong} is out of range; expected 0 to ${classes - 1}`;
}

/** Where the numbers of images and labels differ, a line for each part of the set. */
export function countProblems(dimensions: Dimensions): string[] {
  return Object.values(fileNames).flatMap(({images, labels}) => {
    const [imageCount, labelCount] = [dimensions[images]?.[0], dimensions[labels]?.[0]];
    if (imageCount === undefined || labelCount === undefined || imageCount === labelCount) return [];
    return [`${images} holds ${imageCount} images, but ${labels} holds ${labelCount} labels; expected equal numbers`];
  });
}

/**
 * What is wrong with the checksum of one file; null if nothing is.
 *
 * Where none is published, content that is known to be of another set is still refused.
 *
 * @param expected checksums of the uncompressed contents; null where none are known
 */
export function checksumProblem(
  name: string,
  digest: string,
  set: PublishedSet,
  expected: Checksums | null,
): string | null {
  const wanted = expected?.[name];
  if (wanted === digest) return null;
  const owner = Object.values(publishedSets).find(
    ({checksums}) => checksums !== null && Object.values(checksums).includes(digest),
  );
  if (owner !== undefined && owner.name !== set.name) return `this is ${owner.title}, not ${set.title}`;
  return wanted === undefined ? null : `SHA-256 of its content is ${digest}, expected ${wanted}`;
}

/**
 * Everything that is wrong with one published file: its structure, and its checksum or, where that is unknown, its count.
 *
 * @param digest SHA-256 of the uncompressed content
 * @returns the reason in words, or null
 */
export function publishedFileProblem(
  name: string,
  array: IdxArray,
  digest: string,
  set: PublishedSet,
  expected: Checksums | null,
): string | null {
  const problem = structureProblem(name, array, set) ?? checksumProblem(name, digest, set, expected);
  if (problem !== null || expected !== null) return problem;
  const count = name.startsWith('train') ? set.trainCount : set.testCount;
  return array.dimensions[0] === count ? null : `holds ${array.dimensions[0]} examples, expected ${count}`;
}
