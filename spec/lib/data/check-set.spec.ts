import {expect} from 'chai';
import {checksumProblem, countProblems, publishedFileProblem, structureProblem} from '../../../lib/data/check-set.ts';
import {idxDigest} from '../../../lib/data/files/idx.ts';
import type {IdxArray} from '../../../lib/data/idx-header.ts';
import {type PublishedSet, publishedSets} from '../../../lib/data/published-sets.ts';

const {mnist, fashion} = publishedSets;
const labels = (values: number[]) => ({dimensions: [values.length], data: Uint8Array.from(values)});
const images = (count: number) => ({dimensions: [count, 28, 28], data: new Uint8Array(count * 784)});
const [trainImages, trainLabels, testLabels] = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-labels-idx1-ubyte',
];

describe('structureProblem', () => {
  it('finds nothing wrong with images and labels in their places', () => {
    expect(structureProblem(trainImages, images(3), mnist)).to.equal(null);
    expect(structureProblem(testLabels, labels([0, 9, 5]), mnist)).to.equal(null);
  });

  it('suspects an exchange, and names the first label out of range', () => {
    expect(structureProblem(trainLabels, images(3), mnist)).to.match(
      /found 3 x 28 x 28; are images and labels swapped\?/,
    );
    expect(structureProblem(trainImages, labels([1]), mnist)).to.match(/found 1; are images and labels swapped\?/);
    expect(structureProblem(trainLabels, labels([0, 10, 255]), mnist)).to.match(
      /label 10 of example 1 is out of range/,
    );
  });
});

describe('countProblems', () => {
  it('compares images and labels of the same part', () => {
    expect(countProblems({[trainImages]: [2, 28, 28], [trainLabels]: [2], [testLabels]: [1]})).to.deep.equal([]);
    expect(countProblems({[trainImages]: [2, 28, 28], [trainLabels]: [1]}).length).to.equal(1);
  });
});

describe('checksumProblem', () => {
  const known = mnist.checksums![trainImages]!;

  it('compares with what is expected', () => {
    expect(checksumProblem(trainImages, known, mnist, mnist.checksums)).to.equal(null);
    expect(checksumProblem(trainImages, 'ff', mnist, mnist.checksums)).to.equal(
      `SHA-256 of its content is ff, expected ${known}`,
    );
    expect(checksumProblem(trainImages, 'ff', fashion, null)).to.equal(null);
  });

  it('recognises the files of another set', () => {
    expect(checksumProblem(trainImages, known, fashion, null)).to.equal('this is MNIST, not Fashion-MNIST');
  });
});

describe('publishedFileProblem', () => {
  const problem = (array: IdxArray, set: PublishedSet) =>
    publishedFileProblem(testLabels, array, idxDigest(array), set, set.checksums);

  it('checks the count where no checksum is known', () => {
    expect(problem(labels([1, 2]), fashion)).to.equal('holds 2 examples, expected 10000');
    expect(problem(labels(Array(10000).fill(3)), fashion)).to.equal(null);
    expect(problem(labels([1, 2]), mnist)).to.match(/SHA-256/);
  });
});
