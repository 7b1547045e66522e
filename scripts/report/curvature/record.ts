import type {LogarithmicDensity} from '../../../lib/curvature/index.ts';

/** Eigenvalues at one end of a spectrum, with their residuals. */
export interface EigenvalueRecord {
  readonly values: readonly number[];
  readonly residuals: readonly number[];
}

/** The density of a spectrum, as a figure needs it. */
export interface DensityRecord {
  readonly linear: {readonly x: readonly number[]; readonly density: readonly number[]; readonly sigma: number};
  readonly logarithmic: LogarithmicDensity;
  readonly draws: number;
  readonly steps: number;
  /** Share of negative eigenvalues, with its bounds. */
  readonly negativeMass: {readonly value: number; readonly low: number; readonly high: number};
}

/** The Hessian's, and the Gauss-Newton matrix's where the loss has one. */
export interface OfMatrices<Value> {
  readonly hessian: Value;
  readonly gaussNewton?: Value;
}

/** What was found about the curvature at one moment of a training, or at the weights of a saved model. */
export interface CurvatureRecord {
  readonly key: string;
  /** The label of the optimizer, or the name of the model. */
  readonly label: string;
  readonly seed: number | null;
  /** Epochs done, with their fraction; null for a saved model. */
  readonly epoch: number | null;
  readonly updates: number | null;
  /** The rate at that moment; null where there is none. */
  readonly learningRate: number | null;
  /** Examples that loss and curvature are means over. */
  readonly examples: number;
  readonly parameters: number;
  readonly loss: number;
  readonly top?: OfMatrices<EigenvalueRecord> & {readonly smallest: EigenvalueRecord};
  readonly density?: OfMatrices<DensityRecord>;
  readonly trace?: {readonly value: number; readonly margin: number; readonly method: string};
  readonly taylor?: {
    readonly curvature: number;
    readonly stoppingRate: number;
    readonly gradientNorm: number;
    readonly rate: number;
    readonly verdict: string;
    readonly steps: readonly {readonly rate: number; readonly predicted: number; readonly actual: number}[];
  };
}
