import type {LoadDataOptions} from '../../../../lib/data/files/load-options.ts';

/** Files by their paths, the one to read, options, and what the message must say. */
export type BadFile = readonly [
  name: string,
  files: Readonly<Record<string, Uint8Array | string>>,
  options: LoadDataOptions,
  ...messages: RegExp[],
];
