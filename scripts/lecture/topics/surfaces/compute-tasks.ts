import {EigenvalueDecomposition, Matrix, solve} from 'ml-matrix';
import type {Rows} from './compute-digits.ts';
import {clusters} from './compute-learning.ts';

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const variance = (values: readonly number[]): number => {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
};

const column = (x: Rows['x'], j: number): number[] => x.map((row) => row[j]!);

function covariance({x}: Rows): Matrix {
  const rows = new Matrix(x);
  const centred = rows.subRowVector(rows.mean('column'));
  return centred.transpose().mmul(centred).div(x.length);
}

/** Regression: the share of the variance of the middle pixel, on new digits, that the other pixels foresee (ridge of 1). */
export function regression(train: Rows, test: Rows): number {
  const target = 24;
  const inputs = (x: Rows['x']): Matrix => new Matrix(x.map((row) => [...row.filter((_, j) => j !== target), 1]));
  const design = inputs(train.x);
  const normal = design.transpose().mmul(design).add(Matrix.eye(49, 49));
  const weights = solve(normal, design.transpose().mmul(Matrix.columnVector(column(train.x, target))));
  const told = inputs(test.x).mmul(weights).to1DArray();
  const truth = column(test.x, target);
  return 1 - mean(told.map((value, i) => (value - truth[i]!) ** 2)) / variance(truth);
}

/** Clustering: the share of the spread of the digits that lies between ten clusters. */
export function clustering({x}: Rows, seed: number): number {
  const {centres, of} = clusters(x, 10, seed);
  const within = mean(x.map((row, i) => row.reduce((sum, value, j) => sum + (value - centres[of[i]!]![j]!) ** 2, 0)));
  return 1 - within / x[0]!.reduce((sum, _, j) => sum + variance(column(x, j)), 0);
}

/** Estimating a distribution: bits a pixel by which a joint Gaussian describes new digits better than independent pixels do. */
export function density(train: Rows, test: Rows): number {
  const joint = covariance(train).add(Matrix.eye(49, 49).mul(0.05));
  const means = new Matrix(train.x).mean('column');
  const {realEigenvalues: values, eigenvectorMatrix: vectors} = new EigenvalueDecomposition(joint, {
    assumeSymmetric: true,
  });
  const centred = new Matrix(test.x).subRowVector(means);
  const turned = centred.mmul(vectors);
  const cost = (x: Matrix, spread: readonly number[]): number =>
    mean(
      Array.from({length: x.rows}, (_, i) =>
        spread.reduce((sum, each, j) => sum + Math.log2(each) / 2 + x.get(i, j) ** 2 / each / 2 / Math.LN2, 0),
      ),
    );
  return (cost(centred, joint.diagonal()) - cost(turned, values)) / 49;
}

/** Association: the greatest correlation of two pixels that are not neighbours. */
export function association(rows: Rows): number {
  const c = covariance(rows);
  let most = 0;
  for (let i = 0; i < 49; i++) {
    for (let j = 0; j < i; j++) {
      const isNear = Math.abs(Math.floor(i / 7) - Math.floor(j / 7)) <= 1 && Math.abs((i % 7) - (j % 7)) <= 1;
      const scale = Math.sqrt(c.get(i, i) * c.get(j, j));
      if (!isNear && scale > 1e-3) most = Math.max(most, Math.abs(c.get(i, j)) / scale);
    }
  }
  return most;
}

/** Reducing dimensions: the share of the spread that ten of 49 dimensions keep. */
export function reduction(rows: Rows): number {
  const {realEigenvalues} = new EigenvalueDecomposition(covariance(rows), {assumeSymmetric: true});
  const values = [...realEigenvalues].sort((a, b) => b - a);
  return (mean(values.slice(0, 10)) * 10) / (mean(values) * values.length);
}
