/** Scans: the loss at many points of weight space, batch after batch, with the weights back in place afterwards. */
export {pointEvaluator, type PointEvaluator} from './point-evaluator.ts';
export {scanWeights, type ScanWeights, withWeightsRestored} from './weights.ts';
