import type {ContenderName} from '../contenders.ts';
import type {Task} from '../task.ts';
import {step} from './step.ts';
import type {Subject} from './subject.ts';
import {update} from './update.ts';

/** Makes ready what a contender does over and over for a task. */
export async function subjects(contender: ContenderName, task: Task): Promise<Subject> {
  if (task.kind === 'update') return update(contender, task);
  if (task.kind === 'step') return step(contender, task);
  throw new Error(`internal: no ${task.kind}`);
}
