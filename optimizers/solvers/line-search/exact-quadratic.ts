import {isFinitePoint, type LineSearch, type LineSearchDescription, type SearchLine} from './line.ts';

/**
 * The least point of the parabola along the line, by one product of the Hessian: exact where the loss is a quadratic.
 *
 * `a = -phi'(0) / (d' H d)`
 *
 * Where the curvature along the line is not positive, or the loss there is not finite, it gives null.
 *
 * Reference: Hestenes and Stiefel, Methods of conjugate gradients for solving linear systems, 1952.
 *
 * @throws TypeError where the line has no curvature
 * @example
 * const line = {at: (step) => ({step, value: (step - 2) ** 2, slope: 2 * (step - 2)}), curvature: () => 2};
 * exactQuadratic()(line, line.at(0), 1).step; // 2
 */
export function exactQuadratic(): LineSearch {
  const search: SearchLine = (line, start) => {
    if (line.curvature === undefined) {
      throw new TypeError("exactQuadratic: the line must have a function curvature, which gives d' H d; received none");
    }
    const step = -start.slope / line.curvature();
    if (!(step > 0 && Number.isFinite(step))) return null;
    const point = line.at(step);
    return isFinitePoint(point) ? point : null;
  };
  return Object.assign(search, {config: {name: 'exactQuadratic'}});
}

export const exactQuadraticDescription: LineSearchDescription = {
  create: () => exactQuadratic(),
  formula: "a = -phi'(0) / (d' H d), by one product of the Hessian",
  options: {},
  reference: 'Hestenes and Stiefel 1952',
};
