export {fusedUpdates} from './in-place-update.ts';
