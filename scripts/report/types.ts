import type {Evaluations} from '../../optimizers/index.ts';
import type {Divergence, EpochRecord} from '../../lib/training/index.ts';
import type {CurvatureRecord} from './curvature/record.ts';

/** One optimizer trained from one seed. */
export interface RunUnit {
  /** What tells it apart in figures and tables: `adam` or `sgd lr=0.1`. */
  readonly label: string;
  readonly optimizer: string;
  readonly config: object;
  readonly seed: number;
  /** The fold that it was tested on, from 1, where there are folds. */
  readonly fold?: number;
  readonly history: readonly EpochRecord[];
  readonly divergence: Divergence | null;
  /** R^2 on the test set, for a regression; null where it diverged, or has none. */
  readonly testR2?: number | null;
  /** Root of the mean squared error in the units of the target; null for several targets. */
  readonly testRmse?: number | null;
  readonly seconds: number;
  readonly updates: number;
  readonly updatesPerSecond: number;
  /** Seconds of training up to each record of the history. */
  readonly clock?: readonly number[];
}

/** The loss of a label at a cost, in seconds or evaluations, that every label has come to; null where all its seeds diverged. */
export interface Rated {
  readonly budget: number;
  readonly loss: number | null;
  readonly rank: number | null;
}

/** What a label has cost, and how it ranks at equal cost. */
export interface Cost {
  /** Means over seeds. */
  readonly evaluations: Readonly<Evaluations>;
  readonly byTime: Rated;
  readonly byEvaluations: Rated;
}

/** What a unit answered on the test images, for the confusion matrix and the mistakes. */
export interface Predictions {
  readonly label: string;
  /** Which of its trainings: seed 1, fold 2. */
  readonly which: string;
  /** The right classes, and the answers. */
  readonly actual: Uint8Array | Int32Array;
  readonly predicted: Int32Array;
  /** Probability that the model gave to its answer, in [0, 1]. */
  readonly confidence: Float32Array;
  /** What it was asked about, where that are pictures. */
  readonly pictures: Pictures | null;
}

/** Pictures of one size, one byte a channel, row by row. */
export interface Pictures {
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly columns: number;
  /** 1 for grey, 3 for colour. */
  readonly channels: number;
  /** Whether bright is ink, as in MNIST. */
  readonly isInk: boolean;
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
  /** The columns of a table and what became of them; null where the examples are no table. */
  readonly columns?: readonly {readonly name: string; readonly words: string}[] | null;
  /** What was found about the curvature, in the order of the training. */
  readonly curvature?: readonly CurvatureRecord[];
}

/** One row of the ranking: a label, its means over the seeds that did not diverge, and their spread. */
export interface Ranked {
  /** 1 is the best. */
  readonly rank: number;
  readonly label: string;
  readonly optimizer: string;
  /** Trainings: seeds, times folds. */
  readonly seeds: number;
  /** Whether they are of several folds. */
  readonly hasFolds: boolean;
  /** How many of the seeds diverged. */
  readonly diverged: number;
  /** Losses and accuracies at the end of the last epoch; null where none was measured or every seed diverged. */
  readonly trainLoss: number | null;
  readonly testLoss: number | null;
  /** Sample standard deviation over seeds; null for fewer than two. */
  readonly testLossSpread: number | null;
  readonly trainAccuracy: number | null;
  readonly testAccuracy: number | null;
  readonly testAccuracySpread: number | null;
  /** R^2 on the test set; undefined where nothing is a regression. */
  readonly testR2?: number | null;
  readonly testR2Spread?: number | null;
  readonly testRmse?: number | null;
  readonly testRmseSpread?: number | null;
  /** Training time of one seed. */
  readonly seconds: number;
  readonly updates: number;
  readonly updatesPerSecond: number;
  /** Null where every update evaluates one gradient. */
  readonly cost: Cost | null;
}

/** How a label is drawn in every figure. */
export interface LegendEntry {
  readonly label: string;
  /** A colour of CSS. */
  readonly colour: string;
  /** A symbol of Vega, or `x` for the mark of divergence; null draws none. */
  readonly shape: string | null;
  readonly line: 'solid' | 'dashed' | 'band' | 'none';
}

/** One drawing of a figure, an SVG document of its own. */
export interface Panel {
  readonly title: string;
  /** What it shows, for those who cannot see it. */
  readonly description: string;
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** A figure: panels that are read together, one legend and one explanation. */
export interface Figure {
  /** Name of its file in the run folder, without extension. */
  readonly name: string;
  readonly title: string;
  /** What a student should look for. */
  readonly explanation: string;
  readonly panels: readonly Panel[];
  readonly legend: readonly LegendEntry[];
}
