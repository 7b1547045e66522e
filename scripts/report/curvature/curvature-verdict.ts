import {countOutliers} from '../../../lib/curvature/index.ts';
import {formatNumber, formatPercent} from '../number-format.ts';
import type {CurvatureRecord} from './record.ts';

/** A rate is at the edge of stability where the largest eigenvalue is within this factor of it. */
const near = 1.25;

/** An eigenvalue is far below zero where it is below minus this share of the largest. */
const farBelow = 0.01;

function stability({top, edge}: CurvatureRecord): string[] {
  const value = top?.hessian.values[0];
  if (value === undefined || edge === undefined) return [];
  const limit = edge.eigenvalue;
  const against =
    `the largest eigenvalue ${formatNumber(value)} against ${edge.formula} = ${formatNumber(limit)} ` +
    `(at the edge within a factor of ${near})`;
  const where = value > limit * near ? 'above' : value > limit / near ? 'at' : 'below';
  return [`${where} the edge of stability: ${against}`];
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

/** Bounds of the negative share that are further apart say only that it is not known. */
const wide = 0.25;

function negativeShare({density, parameters}: CurvatureRecord): string[] {
  if (!density) return [];
  const {isExact, negativeMass} = density.hessian;
  const {value, low, high} = negativeMass;
  if (isExact)
    return [`negative eigenvalues: ${Math.round(value * parameters)} of ${parameters}, all of which are known`];
  const share = (of: number): string => formatPercent(of, 0);
  return [
    high - low > wide
      ? `between ${share(low)} and ${share(high)} of the eigenvalues are negative by the nodes: too many are near zero to tell`
      : `${share(value)} of the eigenvalues are negative, between ${share(low)} and ${share(high)} by the nodes`,
  ];
}

/** What the expansion along the gradient says; without a rate, only from which one on there is no progress. */
function descent({taylor, learningRate}: CurvatureRecord): string[] {
  if (!taylor) return [];
  const {verdict, curvature, stoppingRate} = taylor;
  if (learningRate !== null || curvature <= 0) return [verdict];
  return [`progress along the gradient stops at a rate of ${formatNumber(stoppingRate)}`];
}

/** What a record of curvature says, one sentence a finding. */
export function curvatureVerdict(record: CurvatureRecord): string[] {
  const {trace} = record;
  return [
    ...eigenvalues(record),
    ...stability(record),
    ...(trace ? [`trace ${formatNumber(trace.value)} \u00b1 ${formatNumber(trace.margin, 2)} (${trace.method})`] : []),
    ...negativeShare(record),
    ...descent(record),
  ];
}
