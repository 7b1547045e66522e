import type {Split} from '../resampling/split.ts';
import type {Dataset} from '../types.ts';

/** A file or folder that has been read, and is yet to be split. */
export interface Source {
  readonly name: string;
  /** What it has many of: 'rows'. */
  readonly unit: string;
  readonly count: number;
  readonly classes: readonly string[] | null;
  /** The class of each example; null for a regression. */
  readonly labels: Int32Array | null;
  /** Its own split, where a test set was given, and where that came from. */
  readonly given: {readonly split: Split; readonly words: string} | null;
  readonly parts: (split: Split) => Omit<Dataset, 'name' | 'source'>;
}
