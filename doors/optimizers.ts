/** `tfjs-optim/optimizers` in Node: with the updates of the native backend, and every schedule that a saved optimizer may name. */
import './development.ts';
import '../lib/native/fused/index.ts';
import '../schedules/index.ts';

export * from '../optimizers/index.ts';
