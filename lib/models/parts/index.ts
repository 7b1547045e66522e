/** What a model is made of: its layers to any depth, the statistics of normalisation, and the penalties of regularisers. */
export {checkOwnLoss} from './check-own-loss.ts';
export {batchNormLayers, batchStatistics, recalibrate, runningStatistics} from './batch-norm.ts';
export {layersToAnyDepth} from './layers-within.ts';
export {penaltiesOf, withPenalties} from './penalties.ts';
