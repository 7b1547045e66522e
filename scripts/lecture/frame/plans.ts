import type {Ground} from './ground.ts';
import type {TrainingPlan} from './networks.ts';

/** The network on the digits that the long experiments share: 32 hidden units, plain descent, one training a seed. */
export const sharedPlans = (ground: Ground, howMany: number): readonly TrainingPlan[] =>
  ground.seeds(howMany).map((seed) => ({
    widths: [32],
    optimizer: 'sgd:lr=0.3',
    epochs: ground.size(6, 2),
    batchSize: 64,
    seed,
  }));
