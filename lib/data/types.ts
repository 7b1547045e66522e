/** Grey images of one size, one byte a pixel, row by row, and their labels. */
export interface LabelledImages {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
}

/** A training and a test set of the same classes. */
export interface ImageDataset {
  readonly name: string;
  /** Where the images came from, in words for the header of a report. */
  readonly source: string;
  readonly classes: number;
  readonly train: LabelledImages;
  readonly test: LabelledImages;
}

/** Examples, one after the other. */
export interface ExampleSet {
  /** `count` times the size of the shape. Bytes are brightnesses and stand for byte / 255; floats for themselves. */
  readonly x: Uint8Array | Float32Array;
  /** Class numbers 0, 1, ...; or `count` times `outputs` numbers to predict, as `scaling` has scaled them. */
  readonly y: Uint8Array | Int32Array | Float32Array;
  readonly count: number;
}

/** How targets were scaled, for each output: value = scaled * deviation + mean. */
export interface TargetScaling {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** What became of a column of a table. */
export interface Column {
  readonly name: string;
  /** A number or a boolean is one input, a category one input for each of its categories; the rest is no input. */
  readonly use: 'number' | 'boolean' | 'category' | 'target' | 'left out';
  /** The same in words: 'number, mean 5.84, deviation 0.83', or why it was left out. */
  readonly words: string;
  /** Number of inputs. */
  readonly width: number;
  /** Of a number: input = (value - mean) / deviation, both of the training part; null for the rest. */
  readonly mean: number | null;
  readonly deviation: number | null;
  /** In the order of their inputs; null for the rest. */
  readonly categories: readonly string[] | null;
  /** Cells without a value. */
  readonly missing: number;
}

/** A training and a test set with what their numbers mean. */
export interface Dataset {
  /** That of the file or folder: 'iris.csv'. */
  readonly name: string;
  /** Words for the header of a report: file, counts, split. */
  readonly source: string;
  readonly task: 'classification' | 'regression';
  /** Of one example: [4] for a row of four numbers, [28, 28, 1] for a picture. */
  readonly shape: readonly number[];
  /** Numbers that a model gives: one for each class, or for each target. */
  readonly outputs: number;
  /** Names in the order of the class numbers; null for a regression. */
  readonly classes: readonly string[] | null;
  /** Of a table: what became of each column; null for arrays and pictures. */
  readonly columns: readonly Column[] | null;
  /** Of the targets of a regression; null for a classification. */
  readonly scaling: TargetScaling | null;
  readonly train: ExampleSet;
  readonly test: ExampleSet;
}
