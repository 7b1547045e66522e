import type {CurvatureRecord} from '../../../../scripts/report/curvature/record.ts';

/** What was found at a moment, made up. */
export const sampleRecord = (changes: Partial<CurvatureRecord> = {}): CurvatureRecord => ({
  key: 'a',
  label: 'sgd',
  seed: 1,
  epoch: 2,
  updates: 10,
  learningRate: 0.1,
  examples: 100,
  parameters: 50,
  loss: 1,
  ...changes,
});
