import {parseRange} from '../../lib/landscape/index.ts';
import {batchNormModes, type BatchNormMode} from '../../lib/landscape/scan/batch-norm.ts';
import type {ArgumentReader} from '../arguments/reader.ts';
import {type MnistChoices, type MnistOptions, readMnistOptions} from '../training/training-options.ts';

/** The options of `interpolate` as text. */
export interface StudyCommandOptions extends MnistOptions {
  readonly alphas: string;
  readonly batchNorm: BatchNormMode;
}

/** Defaults where they differ from those of `mnist`. */
export const studyDefaults: Readonly<Record<string, string>> = {optimizers: 'sgd,momentum,adam', seeds: '3'};

/** Reads a range of numbers; a mistake where it is none. */
export function readRange(read: ArgumentReader, name: string, fallback: string): string {
  const text = read.text(name) ?? fallback;
  try {
    parseRange(text);
    return text;
  } catch (error) {
    read.mistakes.push(`--${name}: ${(error as Error).message}`);
    return fallback;
  }
}

/** Positions on a path: increasing, with at least two of them between the ends. */
export function readAlphas(read: ArgumentReader): string {
  const text = readRange(read, 'alphas', '0:1:51');
  const alphas = parseRange(text);
  if (alphas.some((alpha, i) => i > 0 && alpha <= alphas[i - 1]!)) {
    read.mistakes.push(`--alphas must increase, got "${text}"`);
  } else if (alphas.filter((alpha) => alpha >= 0 && alpha <= 1).length < 2) {
    read.mistakes.push(`--alphas must have at least two positions between 0 and 1, got "${text}"`);
  }
  return text;
}

export const readBatchNorm = (read: ArgumentReader): BatchNormMode =>
  read.choice('batch-norm', batchNormModes, 'recalibrate');

/** Reads and checks every option of a study; mistakes are collected in `read`. */
export function readStudyOptions(read: ArgumentReader): {options: StudyCommandOptions; choices: MnistChoices} {
  const {options, choices} = readMnistOptions(read);
  return {options: {...options, alphas: readAlphas(read), batchNorm: readBatchNorm(read)}, choices};
}
