import {asFunction, asSignal, option, type OptionsOf, seedOption} from '../base/options.ts';

/** How far a probe is. */
export interface ProbeProgress {
  /** Products of the matrix with a vector done. */
  readonly products: number;
  /** Products expected in all; it may take fewer, where what is asked for is reached before. */
  readonly expected: number;
}

export const probeTable = {
  seed: seedOption('of the random vectors'),
  signal: option(
    asSignal,
    undefined,
    "ends the probe before its next product; it then rejects with the signal's reason",
  ),
  onProgress: option(
    asFunction<(progress: ProbeProgress) => void | Promise<void>>,
    undefined,
    'called after every product; a promise that it gives is awaited',
  ),
};

/** What every probe takes. */
export interface ProbeOptions extends OptionsOf<typeof probeTable> {}
