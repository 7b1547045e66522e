import type {Divergence, EpochRecord} from '../types.ts';

export type Problem =
  'divergence' | 'explodingGradients' | 'vanishingGradients' | 'dyingRelus' | 'stagnation' | 'plateau';

/**
 * The six symptoms by which lectures tell exploding gradients (weights grow exponentially, weights become NaN, the loss jumps)
 * and vanishing ones (upper layers move and lower ones do not, weights go to 0, training stops early).
 */
export type Symptom =
  'weightsGrow' | 'weightsNotFinite' | 'lossJumps' | 'lowerLayersStill' | 'weightsShrink' | 'stopsEarly';

/** What is wrong with a run, and why it was judged so. */
export interface Finding {
  readonly problem: Problem;
  /** Those of the six symptoms of exploding and vanishing gradients that were seen. */
  readonly symptoms: readonly Symptom[];
  /** One sentence with the numbers. */
  readonly evidence: string;
  /** What was measured, and the thresholds. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly advice: string;
}

/** What `diagnose` judges by. */
export interface DiagnosedRun {
  readonly history: readonly EpochRecord[];
  readonly divergence: Divergence | null;
}

/** Judges a run for one problem. */
export type Judge = (run: DiagnosedRun) => Finding | null;
