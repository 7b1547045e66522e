import type {HessianOptions} from '../../../scripts/hessian/hessian-options.ts';

/** Options that probe the trace alone. */
export const options: HessianOptions = {
  probes: ['trace'],
  every: 'end',
  k: 2,
  draws: 1,
  steps: 10,
  examples: null,
  seed: 0,
};
