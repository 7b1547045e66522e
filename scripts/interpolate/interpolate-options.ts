import {resolve} from 'node:path';
import {readBy, spec, whole} from '../arguments/command-options.ts';
import type {ArgumentReader} from '../arguments/reader.ts';
import {alphasOption, batchNormOption} from '../run/scan-arguments.ts';
import {dataOptions} from '../data/data-options.ts';
import {seedOption, seedsOption, trainingOptions} from '../training/training-options.ts';

const {compile: _compile, ...training} = trainingOptions({
  optimizers: {
    describe: 'which, with their options: sgd:lr=0.1,momentum:lr=0.05,adam (see tfjs-optim list)',
    default: 'sgd,momentum,adam',
  },
  seeds: 3,
});

/** The options of a study of trainings. */
export const studyOptions = {...training, alphas: alphasOption('0:1:51'), ...batchNormOption('Points')};

const endOption = (describe: string) =>
  readBy({
    describe,
    default: undefined,
    group: 'Two given ends',
    read(read, name) {
      const path = read.text(name);
      if (path !== undefined) return resolve(path);
      read.mistakes.push(`--${name} is missing: two given ends need both --from and --to`);
      return '';
    },
  });

/** The options of a line between two given models. */
export const givenOptions = {
  from: endOption('one end: a folder with model.json, a checkpoint file, or a part of a run: RUN@best, RUN/adam/seed2'),
  to: endOption('the other end'),
  alphas: studyOptions.alphas,
  ...batchNormOption('Points'),
  ...dataOptions,
};

function parseRates(written: string, mistakes: string[]): number[] {
  const rates = written.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (rates.every((rate) => Number.isFinite(rate) && rate > 0) && new Set(rates).size === rates.length) return rates;
  mistakes.push(`--rates must be different positive numbers such as 1,0.1, got "${written}"`);
  return [];
}

/** Reads `128/64-64` as lists of widths. */
function parseShapes(written: string, mistakes: string[]): number[][] {
  const shapes = written.split(/[/,]/).map((shape) => shape.split('-').map(Number));
  if (shapes.flat().every((width) => Number.isSafeInteger(width) && width > 0 && width <= 10_000)) return shapes;
  mistakes.push(`--shapes must be widths of hidden layers such as 128/64-64, got "${written}"`);
  return [];
}

/** The options of the published grid with its settings; more epochs, since the embedded digits are fewer. */
export const mliOptions = {
  preset: readBy({
    describe: 'mli: the grid of Lucas et al. 2021, rates x {SGD, Adam} x {batch normalisation, none}',
    default: undefined,
    group: 'Preset',
    read: (read, name) => read.choice(name, ['mli'], 'mli'),
  }),
  rates: spec({
    describe: 'learning rates of the preset',
    default: '3,1,0.3,0.1,0.03,0.01,0.003,0.001',
    group: 'Preset',
    parse: async (written, mistakes) => parseRates(written, mistakes),
  }),
  shapes: spec({
    describe: 'hidden layers of the preset, such as 128/64-64; more of them take longer',
    default: '128',
    group: 'Preset',
    parse: async (written, mistakes) => parseShapes(written, mistakes),
  }),
  epochs: whole({describe: 'of each network', least: 1, default: 30}),
  'batch-size': whole({describe: 'examples of an update', least: 1, default: 512}),
  seeds: seedsOption(1),
  seed: seedOption,
  alphas: alphasOption('0:1:50'),
  ...batchNormOption('Points'),
  ...dataOptions,
};

/** Options that do not go with others, each of which is a mistake where it was written. */
export function refuse(read: ArgumentReader, names: readonly string[], why: string): void {
  for (const name of names) if (read.has(name)) read.mistakes.push(`--${name} ${why}`);
}
