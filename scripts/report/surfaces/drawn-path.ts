/** A path as the figures show it. */
export interface DrawnPath {
  /** What shares a colour: an optimizer. */
  readonly label: string;
  readonly seed: number | null;
  readonly line: 'solid' | 'dashed';
  readonly points: readonly {readonly alpha: number; readonly value: number | null}[];
}

/** One row of the table of paths. */
export interface PathRow {
  readonly label: string;
  /** What stands where the path begins: the start of training, noise, zeros, another solution. */
  readonly begins: string;
  readonly seed: string;
  /** Whether the loss never rises, and its largest bump; null between two solutions, where a rise is no bump. */
  readonly monotone: boolean | null;
  readonly largestBump: number | null;
  readonly localConvexity: number;
  readonly globalConvexity: number;
  readonly barrier: number;
  readonly argmin: number | null;
  readonly distance: number;
  readonly gaussLength: number | null;
}
