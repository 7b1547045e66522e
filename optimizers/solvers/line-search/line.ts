import type {OptionDescription} from '../../../lib/base/options.ts';

/** A point of a line x + step d: the loss there, and its derivative by the step. */
export interface LinePoint {
  readonly step: number;
  readonly value: number;
  readonly slope: number;
}

/** The loss along a line. */
export interface Line {
  /** Evaluates the loss and its gradient at a step; numbers that are not finite say that the step is too long. */
  at(step: number): LinePoint;
  /** d' H d at step 0, one product of the Hessian; missing where there is none. */
  curvature?(): number;
}

/** The work of a search, without its configuration. */
export type SearchLine = (line: Line, start: LinePoint, first: number) => LinePoint | null;

/**
 * Looks for a step that is good enough.
 *
 * @param line the loss along the line
 * @param start the point at step 0, with a slope below 0
 * @param first the step to try first, > 0
 * @returns a point that `line` evaluated; null where no step is better than none
 */
export interface LineSearch {
  (line: Line, start: LinePoint, first: number): LinePoint | null;
  /** As plain JSON, from which {@link lineSearchFromConfig} makes it again. */
  readonly config: LineSearchConfig;
}

/** What the list of line searches says of one, and how to make it of its options. */
export interface LineSearchDescription {
  readonly create: (options?: object) => LineSearch;
  readonly formula: string;
  readonly options: Readonly<Record<string, OptionDescription>>;
  readonly reference: string;
}

/** The name of a search and its options. */
export interface LineSearchConfig {
  readonly name: string;
  readonly [option: string]: number | string;
}

/** Whether a point can be compared with others at all. */
export const isFinitePoint = ({value, slope}: LinePoint): boolean => Number.isFinite(value) && Number.isFinite(slope);

/** Evaluations after which a search gives up. */
export const mostEvaluations = 25;

/**
 * How much two losses may differ by rounding alone, by their size: some units in the last place of float32, in which the loss is
 * a sum.
 */
export const rounding = 1e-6;

/** The step at which a parabola through two slopes is least; NaN where it has no least point. */
export function secant(a: LinePoint, b: LinePoint): number {
  return (a.step * b.slope - b.step * a.slope) / (b.slope - a.slope);
}

/** The step at which the cubic through two values and slopes is least; NaN where there is none (Nocedal and Wright, 3.59). */
export function cubic(a: LinePoint, b: LinePoint): number {
  const d1 = a.slope + b.slope - (3 * (a.value - b.value)) / (a.step - b.step);
  const d2 = Math.sign(b.step - a.step) * Math.sqrt(d1 * d1 - a.slope * b.slope);
  return b.step - (b.step - a.step) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2));
}
