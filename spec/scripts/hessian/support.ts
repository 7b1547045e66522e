import type {CurvatureRecord} from '../../../lib/report/curvature/record.ts';
import type {HessianOptions} from '../../../scripts/hessian/hessian-options.ts';

/** What was found at a moment, made up. */
export const record = (changes: Partial<CurvatureRecord> = {}): CurvatureRecord => ({
  key: 'a',
  label: 'sgd',
  seed: 1,
  epoch: 2,
  updates: 10,
  learningRate: 0.1,
  examples: 100,
  parameters: 50,
  loss: 1,
  trace: {value: 12, margin: 0.5, method: 'hutch++'},
  ...changes,
});

export const options: HessianOptions = {
  probes: ['trace'],
  every: 'end',
  k: 2,
  draws: 1,
  steps: 10,
  examples: null,
  seed: 0,
};
