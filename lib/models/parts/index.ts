/** What a model is made of: its layers to any depth, and the penalties of their regularisers. */
export {layersToAnyDepth} from './layers-within.ts';
export {penaltiesOf, withPenalties} from './penalties.ts';
