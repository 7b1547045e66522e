import {answer} from './coefficient.ts';
import type {UpdatePlan, UpdateTarget} from './plan.ts';
import {type RecordedEquation, recordEquation} from './record-equation.ts';
import {type Asked, shrinkageName} from './program.ts';

interface Kept extends RecordedEquation {
  readonly variant: string;
}

/** Recordings of one equation for one kind of variable; an equation that answers ever differently is not worth more. */
const mostKept = 8;

const recordings = new WeakMap<UpdatePlan['equation'], Map<string, Kept[]>>();

/** A number that a program reads: one of the plan's by its name, or a constant. */
export function numberOf(
  {numbers, shrinkage}: Pick<UpdatePlan, 'numbers' | 'shrinkage'>,
  name: string | number,
): number {
  if (typeof name === 'number') return name;
  return name === shrinkageName ? shrinkage : numbers[name]!;
}

/** Whether the equation would be recorded as it was: what it asked of numbers has the same answers. */
export function isAnswered(asked: readonly Asked[], {numbers}: Pick<UpdatePlan, 'numbers'>): boolean {
  for (const {name, question, given} of asked) if (!Object.is(answer(question, numbers[name]!), given)) return false;
  return true;
}

/**
 * The program of an equation for a variable, recorded where it is not known yet.
 *
 * @param shrinks whether weight decay applies
 * @returns null where it is none over elements
 */
export function recordedEquation(plan: UpdatePlan, target: UpdateTarget, shrinks: boolean): RecordedEquation {
  let all = recordings.get(plan.equation);
  if (all === undefined) recordings.set(plan.equation, (all = new Map()));
  const slots = Object.entries(target.slots).map(([name, {dtype, shape}]) => `${name} ${dtype} ${shape.join()}`);
  const key = `${shrinks} ${target.variable.dtype} ${target.variable.shape.join()} ${slots.join(';')}`;
  let kept = all.get(key);
  if (kept === undefined) all.set(key, (kept = []));
  for (const each of kept) if (each.variant === plan.variant && isAnswered(each.asked, plan)) return each;
  if (kept.length >= mostKept) return {program: null, asked: []};
  const recorded = {...recordEquation(plan, target, shrinks), variant: plan.variant};
  kept.push(recorded);
  return recorded;
}
