/** The weights of a model by its layers, in an order that freezing does not change, and which of them are those of another model. */
export {countedName} from './counted-name.ts';
export {matchLayers, type WeightPair} from './match-layers.ts';
export {weightsLike} from './weights-like.ts';
export {type LayerNode, type ModelWeight, weightTree} from './weight-tree.ts';
