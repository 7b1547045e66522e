export type {Estimate} from './estimate.ts';
export type {DensityCurve} from './density/kernel.ts';
export type {MassEstimate} from './density/mass.ts';
export type {LogarithmicDensity} from './density/density-curves.ts';
export {type HessianDiagonal, hessianDiagonal, type HessianDiagonalOptions} from './hessian-diagonal.ts';
export {type HessianTrace, hessianTrace, type HessianTraceOptions} from './hessian-trace.ts';
export type {End} from './lanczos/extremal.ts';
export type {Quadrature} from './lanczos/quadrature.ts';
export type {SymmetricOperator} from './operator.ts';
export type {ProbeOptions, ProbeProgress} from './probe-options.ts';
export type {
  GivenLoss,
  GivenVariables,
  LossSource,
  MatrixName,
  MatrixSource,
  OutputsOfBatch,
} from './problem/source.ts';
export {
  type ResolvedValue,
  type SpectralDensity,
  spectralDensity,
  type SpectralDensityOptions,
} from './spectral-density.ts';
export {type TopEigenvalues, topEigenvalues, type TopEigenvaluesOptions} from './top-eigenvalues.ts';
export {classifyCriticalPoint, type ClassifyCriticalPointOptions} from './classify-critical-point.ts';
export {type ConditionNumber, conditionNumber, type ConditionNumberOptions} from './condition-number.ts';
export type {CriticalPoint, PointKind} from './critical/classify.ts';
export type {Inertia} from './critical/inertia.ts';
export {findCriticalPoint, type FindCriticalPointOptions, type FoundPoint} from './find-critical-point.ts';
export {type GradientEnergy, gradientEnergy, type GradientEnergyOptions} from './gradient-energy.ts';
export {type Sharpness, sharpness, type SharpnessOptions} from './sharpness.ts';
export {type TaylorProbe, taylorProbe, type TaylorProbeOptions, type TaylorStep} from './taylor-probe.ts';
export {countOutliers, type Outliers} from './outliers.ts';
