import {countOutliers} from '../../../lib/curvature/index.ts';
import {formatNumber, formatPercent} from '../number-format.ts';
import type {CurvatureRecord} from './record.ts';

/** A rate is at the edge of stability where the largest eigenvalue is within this factor of 2 / rate. */
const edge = 1.25;

/** An eigenvalue is far below zero where it is below minus this share of the largest. */
const farBelow = 0.01;

function stability({top, learningRate}: CurvatureRecord): string[] {
  const value = top?.hessian.values[0];
  if (value === undefined || learningRate === null || learningRate <= 0) return [];
  const limit = 2 / learningRate;
  const against =
    `the largest eigenvalue ${formatNumber(value)} against 2 / rate = ${formatNumber(limit)} ` +
    `(at the edge within a factor of ${edge})`;
  if (value > limit * edge) return [`above the edge of stability of gradient descent: ${against}`];
  return [value > limit / edge ? `at the edge of stability: ${against}` : `below the edge of stability: ${against}`];
}

function eigenvalues({top, parameters}: CurvatureRecord): string[] {
  if (!top) return [];
  const {hessian, gaussNewton, smallest} = top;
  const [largest, residual, least] = [hessian.values[0]!, hessian.residuals[0]!, smallest.values[0]!];
  const other = gaussNewton ? `, of the Gauss-Newton matrix ${formatNumber(gaussNewton.values[0]!, 4)}` : '';
  const {count, ratio} = countOutliers(hessian.values);
  const bound = -farBelow * Math.abs(largest);
  const limit = `less than ${formatNumber(bound)}, ${formatPercent(farBelow, 0)} of the largest in size`;
  return [
    `largest eigenvalue ${formatNumber(largest, 4)} \u00b1 ${formatNumber(residual, 1)}${other}`,
    `smallest eigenvalue ${formatNumber(least)}: ${
      least >= bound
        ? `none is far below zero (${limit})`
        : `the loss curves downwards somewhere (${limit}), this is no minimum`
    }`,
    ...(count === 0
      ? []
      : [
          `of the ${hessian.values.length} largest of ${parameters}, the widest gap is after number ${count}, by a factor of ${formatNumber(ratio)}`,
        ]),
  ];
}

/** What a record of curvature says, one sentence a finding. */
export function curvatureVerdict(record: CurvatureRecord): string[] {
  const {density, trace, taylor} = record;
  const negative = density?.hessian.negativeMass;
  return [
    ...eigenvalues(record),
    ...stability(record),
    ...(trace ? [`trace ${formatNumber(trace.value)} \u00b1 ${formatNumber(trace.margin, 2)} (${trace.method})`] : []),
    ...(negative
      ? [
          `${formatPercent(negative.value, 0)} of the eigenvalues are negative, between ${formatPercent(negative.low, 0)} and ${formatPercent(negative.high, 0)} by the nodes`,
        ]
      : []),
    ...(taylor ? [taylor.verdict] : []),
  ];
}
