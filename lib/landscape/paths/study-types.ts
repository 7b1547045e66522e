import type {EpochRecord} from '../../training/index.ts';
import type {PathMeasures} from '../measures/path-measures.ts';
import type {BatchNormMode} from '../scan/batch-norm.ts';
import type {Measurement} from '../scan/point-evaluator.ts';
import type {PathEnds, PathPoint} from './interpolate.ts';

/** What the start of a path is replaced by: nothing, noise as large as the start, or zeros. */
export type Control = 'noise' | 'zeros' | null;

/** One training: an optimizer from a seed. */
export interface StudyRun {
  readonly optimizer: string;
  readonly seed: number;
}

/** One path of a study, by which its points are known. */
export interface StudyPathKey extends StudyRun {
  readonly control: Control;
  /** Of a path between two solutions: the seed of the other one, and whether its units were aligned. */
  readonly other?: {readonly seed: number; readonly aligned: boolean};
}

/** The two ends of a training, kept. */
export interface KeptEnds extends PathEnds {
  readonly history: readonly EpochRecord[];
  readonly diverged: boolean;
}

/** Where a study keeps what it has done, so that it can go on after a break. */
export interface StudyStore {
  /** The ends of a training that has been done, as new tensors; null where it has not. */
  ends(run: StudyRun): Promise<KeptEnds | null>;
  keepEnds(run: StudyRun, ends: KeptEnds): Promise<void>;
  points(path: StudyPathKey): ReadonlyMap<number, Measurement>;
  keepPoints(path: StudyPathKey, points: readonly {index: number; measurement: Measurement}[]): void;
}

/** A path of a study and what it says. */
export interface StudyPath {
  readonly points: readonly PathPoint[];
  readonly train: PathMeasures;
  /** Null without a test set. */
  readonly test: PathMeasures | null;
  /** |theta_f - theta_i| / |theta_i|; infinite from zeros. */
  readonly normalizedDistance: number;
}

export interface TrainingPath extends StudyPath, StudyRun {
  readonly control: Control;
  /** Of the outputs for the first training examples; null for the controls. */
  readonly gaussLength: number | null;
}

export interface SolutionPath extends StudyPath {
  readonly optimizer: string;
  readonly seeds: readonly [number, number];
  readonly aligned: boolean;
}

export interface TrainedRun extends StudyRun {
  readonly history: readonly EpochRecord[];
  readonly diverged: boolean;
}

export interface Study {
  readonly runs: readonly TrainedRun[];
  readonly paths: readonly TrainingPath[];
  readonly pairs: readonly SolutionPath[];
  readonly tolerance: number;
  /** How batch normalisation was treated; null for a model without it. */
  readonly batchNorm: BatchNormMode | null;
  /** Why no units were aligned; null where they were, or where there are no pairs. */
  readonly notAligned: string | null;
}
