import {readFileSync} from 'node:fs';

/** Files that other libraries wrote, and what these read in them: spec/fixtures/peers/data.py makes them. */
export interface PeerFiles {
  readonly iris: {
    readonly csv: string;
    readonly mean: readonly number[];
    readonly deviation: readonly number[];
    readonly scaled: readonly (readonly number[])[];
    readonly parquet: Readonly<Record<string, string>>;
  };
  readonly arrays: readonly {
    readonly code: string;
    readonly order: string;
    readonly npy: string;
    readonly values: readonly number[];
  }[];
  readonly archives: {
    readonly stored: string;
    readonly deflated: string;
    readonly pictures: string;
    readonly pixels: readonly number[];
    readonly x: readonly number[];
    readonly y: readonly number[];
  };
  readonly types: {readonly flat: string; readonly list: string; readonly times: string};
  readonly pictures: {
    readonly files: Readonly<
      Record<string, {readonly content: string; readonly size: readonly number[]; readonly pixels: readonly number[]}>
    >;
    readonly base: readonly number[];
    readonly grey: readonly number[];
    readonly bilinear: readonly number[];
    readonly large: readonly number[];
    readonly box: readonly number[];
  };
}

export const peerFiles = JSON.parse(
  readFileSync(new URL('../../../fixtures/peers/data.json', import.meta.url), 'utf8'),
) as PeerFiles;

export const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');
