import type {LabelledImages} from '../data/types.ts';
import type {Divergence, EpochRecord} from '../training/types.ts';

/** One optimizer trained from one seed. */
export interface RunUnit {
  /** What tells it apart in figures and tables: `adam` or `sgd lr=0.1`. */
  readonly label: string;
  readonly optimizer: string;
  readonly config: object;
  readonly seed: number;
  readonly history: readonly EpochRecord[];
  readonly divergence: Divergence | null;
  readonly seconds: number;
  readonly updates: number;
  readonly updatesPerSecond: number;
}

/** What a unit answered on the test images, for the confusion matrix and the mistakes. */
export interface Predictions {
  readonly label: string;
  readonly seed: number;
  readonly predicted: Uint8Array;
  /** Probability that the model gave to its answer, in [0, 1]. */
  readonly confidence: Float32Array;
  readonly images: LabelledImages;
}

/** Everything that the report page shows. */
export interface RunReport {
  readonly title: string;
  /** The exact command that repeats the run. */
  readonly command: string;
  /** Name and value of the facts at the head of the page: versions, backend, data, seeds. */
  readonly header: Readonly<Record<string, string>>;
  readonly units: readonly RunUnit[];
  readonly classNames: readonly string[];
  readonly predictions: Predictions | null;
}
