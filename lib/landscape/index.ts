export {barrier, type Barrier} from './measures/barrier.ts';
export {convexity, type Convexity, type ConvexityOptions} from './measures/convexity.ts';
export {normalizedDistance} from './measures/distance.ts';
export {gaussLength} from './measures/gauss-length.ts';
export {monotonicity, type Monotonicity, type MonotonicityOptions} from './measures/monotonicity.ts';
export {pathMeasures, type PathMeasures} from './measures/path-measures.ts';
export {
  interpolate,
  type InterpolateOptions,
  type InterpolatePairsOptions,
  type PathEnds,
  type PathPoint,
} from './paths/interpolate.ts';
export {linearRange, parseRange} from './range.ts';
export type {BatchNormMode} from './scan/batch-norm.ts';
export type {EvaluationOptions, Measurement} from './scan/point-evaluator.ts';
export {ScanAborted, type ScanControl} from './scan/scan.ts';
export {alignUnits, type Alignment, type AlignOptions} from './symmetries/align-units.ts';
export {permuteUnits, type PermuteOptions} from './symmetries/permute-units.ts';
export {rescaleUnits, type RescaleOptions} from './symmetries/rescale-units.ts';
export {symmetricCopy, type SymmetricCopyOptions} from './symmetries/symmetric-copy.ts';
export {interpolationStudy} from './paths/study.ts';
export type {StudyOptions} from './paths/study-table.ts';
export type * from './paths/study-types.ts';
export {studyVerdict} from './paths/study-verdict.ts';
export {eigenvectorPlane, type EigenvectorPlaneOptions} from './planes/eigenvector-plane.ts';
export {type DirectionOptions, filterNormalizedDirection} from './planes/filter-normalized.ts';
export {pcaPlane, type PcaOptions, type PcaPlane} from './planes/pca-plane.ts';
export {plane, type PlaneOptions, type Surface} from './planes/plane.ts';
export type {Plane, PlanePoint} from './planes/plane-types.ts';
export {projectPoint} from './planes/project.ts';
export {randomPlane} from './planes/random-plane.ts';
export {threePointPlane} from './planes/three-point-plane.ts';
