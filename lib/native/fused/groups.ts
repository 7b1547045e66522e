import type * as tf from '@tensorflow/tfjs';
import {
  type Asked,
  type Program,
  programKey,
  recordedEquation,
  type UpdatePlan,
  type UpdateTarget,
} from '../../update/index.ts';
import type {Attribute, Binding} from '../binding.ts';
import {programText} from './program-text.ts';

/** Variables that one operation updates, by one program. */
export interface Group {
  readonly program: Program;
  /** The places of its variables among those of the update. */
  readonly members: readonly number[];
  /** The attributes of the operation. */
  readonly attributes: Attribute[];
}

/** How an update is carried out. */
export interface Groups {
  readonly groups: readonly Group[];
  /** The places of variables that need the plain way. */
  readonly left: readonly number[];
  /** What the equation asked of numbers. */
  readonly asked: readonly Asked[];
}

/** What the operation has room for. */
const mostSlots = 61;

/** Parts the variables of an update by the programs of their equation. */
export function groupsOf(binding: Binding, plan: UpdatePlan, targets: readonly UpdateTarget[]): Groups {
  const parts = new Map<string, {program: Program; text: string; members: number[]}>();
  const left: number[] = [];
  const asked: Asked[] = [];
  for (const [i, target] of targets.entries()) {
    const {program, asked: more} = recordedEquation(plan, target, target.isDecayed && plan.shrinkage !== 0);
    asked.push(...more.filter((each) => !asked.some((known) => isSameQuestion(known, each))));
    if (program === null || program.stores.length === 0 || program.slots.length > mostSlots) {
      left.push(i);
      continue;
    }
    const text = programText(program);
    const key = programKey(program);
    const part = parts.get(key);
    if (part === undefined) parts.set(key, {program, text, members: [i]});
    else part.members.push(i);
  }
  const groups = [...parts.values()].map(({program, text, members}): Group => {
    const attributes = [
      {name: 'program', type: binding.TF_ATTR_STRING, value: text},
      {name: 'N', type: binding.TF_ATTR_INT, value: members.length * (program.slots.length + 1)},
      {name: 'K', type: binding.TF_ATTR_INT, value: members.length},
    ];
    return {program, members, attributes};
  });
  return {groups, left, asked};
}

function isSameQuestion(a: Asked, b: Asked): boolean {
  return a.name === b.name && a.question === b.question;
}

/** The value and the slots of a variable, in the order of a program's streams. */
export function streamsOf(
  {slots: names}: Program,
  {variable, slots}: Pick<UpdateTarget, 'variable' | 'slots'>,
): tf.Variable[] {
  return [variable, ...names.map((name) => slots[name]!)];
}
