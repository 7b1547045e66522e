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
