import type {CurvatureRecord} from '../../../../scripts/report/curvature/record.ts';

/** What was found at a moment, made up. */
export const sampleRecord = (changes: Partial<CurvatureRecord> = {}): CurvatureRecord => ({
  key: 'a',
  label: 'sgd',
  seed: 1,
  epoch: 2,
  updates: 10,
  learningRate: 0.1,
  edge: {formula: '2 / rate', eigenvalue: 20},
  examples: 100,
  parameters: 50,
  loss: 1,
  ...changes,
});

/** A record with eigenvalues, of a label that has to be escaped. */
export const recordOf = (largest: number, changes: Partial<CurvatureRecord> = {}): CurvatureRecord =>
  sampleRecord({
    label: 'sgd <1>',
    top: {
      hessian: {values: [largest, largest / 2, largest / 20], residuals: [0.01, 0.01, 0.01]},
      smallest: {values: [-0.001], residuals: [0.01]},
    },
    ...changes,
  });

/** A density, made up. */
export const density = {
  linear: {x: [-1, 0, 1, 2], density: [0, 1, 0.5, 0], sigma: 0.5},
  logarithmic: {x: [-2, -1, 0], positive: [0.1, 0.5, 0.1], negative: [0, 0.1, 0], sigma: 0.1, floor: 1e-3},
  draws: 2,
  steps: 10,
  negativeMass: {value: 0.25, low: 0.1, high: 0.4},
};
