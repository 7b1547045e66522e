export {fusedUpdate, type FusedUpdate} from './fused-update.ts';
export type {FusedKernel} from './kernel.ts';
export {plainUpdates} from './plain-updates.ts';
