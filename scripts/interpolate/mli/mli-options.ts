import {ArgumentReader, type Written} from '../../arguments/reader.ts';
import {readData} from '../../training/training-options.ts';
import {readAlphas, readBatchNorm} from '../study-options.ts';

/** Settings of the published grid, where they are not written; more epochs, since the embedded digits are fewer. */
const defaults: Written = {alphas: '0:1:50', 'batch-size': '512', epochs: '30', seeds: '1'};

export const publishedRates = [3, 1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001];

const notOfPreset = ['optimizers', 'schedule', 'model', 'from', 'to', 'loss'];

/** Reads `--shapes 128/64-64` as lists of widths. */
export function parseShapes(text: string, mistakes: string[]): number[][] {
  const shapes = text.split(/[/,]/).map((shape) => shape.split('-').map(Number));
  if (shapes.flat().every((width) => Number.isSafeInteger(width) && width > 0 && width <= 10_000)) return shapes;
  mistakes.push(`--shapes must be widths of hidden layers such as 128/64-64, got "${text}"`);
  return [];
}

function parseRates(text: string, mistakes: string[]): number[] {
  const rates = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (rates.every((rate) => Number.isFinite(rate) && rate > 0) && new Set(rates).size === rates.length) return rates;
  mistakes.push(`--rates must be different positive numbers such as 1,0.1, got "${text}"`);
  return [];
}

/** Reads and checks the options of the preset; mistakes are collected in the reader. */
export function readMliOptions(given: Written, earlier: Readonly<Record<string, string>>, read: ArgumentReader) {
  read.choice('preset', ['mli'], 'mli');
  for (const name of notOfPreset) {
    if (given[name] !== undefined && earlier[name] === undefined) {
      read.mistakes.push(`--${name} does not go with --preset mli, which chooses it`);
    }
  }
  const dataset = read.choice('dataset', ['mnist', 'fashion'], 'mnist');
  const options = {
    preset: 'mli',
    rates: read.text('rates') ?? publishedRates.join(),
    shapes: read.text('shapes') ?? '128',
    epochs: read.wholeNumber('epochs', {minimum: 1, fallback: 30}),
    batchSize: read.wholeNumber('batch-size', {minimum: 1, fallback: 512}),
    seeds: read.wholeNumber('seeds', {minimum: 1, maximum: 1000, fallback: 1}),
    seed: read.wholeNumber('seed', {minimum: 0, fallback: 1}),
    alphas: readAlphas(read),
    batchNorm: readBatchNorm(read),
    data: readData(read, dataset),
    dataset,
  };
  const rates = parseRates(options.rates, read.mistakes);
  const shapes = parseShapes(options.shapes, read.mistakes);
  return {options, rates, shapes};
}

export const mliDefaults = defaults;
