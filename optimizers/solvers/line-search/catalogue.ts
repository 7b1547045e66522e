import {backtrackingDescription} from './backtracking.ts';
import {exactQuadraticDescription} from './exact-quadratic.ts';
import {hagerZhangDescription} from './hager-zhang.ts';
import type {LineSearchDescription} from './line.ts';
import {strongWolfeDescription} from './strong-wolfe.ts';

/**
 * Every line search by the name of its factory: formula, options, reference, and how to make one.
 *
 * @example
 * lineSearchCatalogue.hagerZhang.create({curvature: 0.5}).config;
 */
export const lineSearchCatalogue: Readonly<Record<string, LineSearchDescription>> = {
  backtracking: backtrackingDescription,
  strongWolfe: strongWolfeDescription,
  hagerZhang: hagerZhangDescription,
  exactQuadratic: exactQuadraticDescription,
};
