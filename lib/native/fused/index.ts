export {availableKernel} from './available-kernel.ts';
export {fusedUpdate, type FusedUpdate} from './fused-update.ts';
export type {FusedKernel} from './kernel.ts';
export {sumOfSquares} from './sum-of-squares.ts';
export {plainUpdates} from './plain-updates.ts';
