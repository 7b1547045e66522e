import type {IdxArray} from './idx-header.ts';
import {type Checksums, fileNames, type PublishedSet, publishedSets} from './published-sets.ts';

/** Arrays by the published names of their files. */
export type Arrays = Readonly<Record<string, IdxArray | undefined>>;

/** What is wrong with the shape and the values of one file, by the part that it has in a set; null if nothing is. */
export function structureProblem(name: string, {dimensions, data}: IdxArray, set: PublishedSet): string | null {
  const {rows, columns} = set;
  const found = dimensions.join(' x ');
  if (name === fileNames.train.labels || name === fileNames.test.labels) {
    if (dimensions.length !== 1) {
      const swapped = dimensions.length === 3 ? '; are images and labels swapped?' : '';
      return `expected labels, one dimension, found ${found}${swapped}`;
    }
    const classes = set.classNames.length;
    const wrong = data.findIndex((label) => label >= classes);
    return wrong < 0 ? null : `label ${data[wrong]} of example ${wrong} is out of range; expected 0 to ${classes - 1}`;
  }
  if (dimensions.length === 3 && dimensions[1] === rows && dimensions[2] === columns) return null;
  const swapped = dimensions.length === 1 ? '; are images and labels swapped?' : '';
  return `expected images, count x ${rows} x ${columns}, found ${found}${swapped}`;
}

/** Where the numbers of images and labels differ, a line for each part of the set. */
export function countProblems(arrays: Arrays): string[] {
  return Object.values(fileNames).flatMap(({images, labels}) => {
    const [imageCount, labelCount] = [arrays[images]?.dimensions[0], arrays[labels]?.dimensions[0]];
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
