import type {ArgumentReader} from '../arguments/reader.ts';
import {didYouMean} from '../../lib/base/arguments.ts';

export const probeNames = ['top', 'density', 'trace', 'taylor'] as const;

export type ProbeName = (typeof probeNames)[number];

/** What is probed, and when. */
export interface HessianOptions {
  readonly probes: readonly ProbeName[];
  /** 'end', every 'epoch', or every so many updates. */
  readonly every: 'end' | 'epoch' | number;
  /** Largest eigenvalues. */
  readonly k: number;
  readonly draws: number;
  readonly steps: number;
  /** Training examples that the loss is a mean over; null: all. */
  readonly examples: number | null;
  /** Of the random vectors. */
  readonly seed: number;
}

function readProbes(read: ArgumentReader): ProbeName[] {
  const written = (read.text('probes') ?? probeNames.join(',')).split(',').map((name) => name.trim());
  for (const name of written) {
    if ((probeNames as readonly string[]).includes(name)) continue;
    read.mistakes.push(
      `--probes: unknown probe "${name}"${didYouMean(name, probeNames)} (available: ${probeNames.join(', ')})`,
    );
  }
  return probeNames.filter((name) => written.includes(name));
}

function readEvery(read: ArgumentReader, fallback: HessianOptions['every']): HessianOptions['every'] {
  const written = read.text('every') ?? fallback;
  if (typeof written === 'number' || written === 'end' || written === 'epoch') return written;
  const updates = Number(written);
  if (Number.isSafeInteger(updates) && updates > 0) return updates;
  read.mistakes.push(`--every must be end, epoch, or a number of updates of at least 1, got "${written}"`);
  return fallback;
}

/** Reads what is probed; mistakes are collected in `read`. */
export function readHessianOptions(read: ArgumentReader, every: HessianOptions['every']): HessianOptions {
  return {
    probes: readProbes(read),
    every: readEvery(read, every),
    k: read.wholeNumber('eigenvalues', {minimum: 1, maximum: 200, fallback: 15}),
    draws: read.wholeNumber('draws', {minimum: 1, maximum: 100, fallback: 3}),
    steps: read.wholeNumber('steps', {minimum: 2, maximum: 500, fallback: 60}),
    examples: read.has('examples') ? read.wholeNumber('examples', {minimum: 1, fallback: 1}) : null,
    seed: read.wholeNumber('probe-seed', {minimum: 0, fallback: 0}),
  };
}
