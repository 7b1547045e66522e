import type {ContenderName} from '../contenders.ts';
import type {Task} from '../task.ts';
import {derivative} from './task-derivative.ts';
import {evaluate} from './task-evaluate.ts';
import {fit} from './task-fit.ts';
import {step} from './task-step.ts';
import type {Subject} from './subject.ts';
import {update} from './task-update.ts';

/** Makes ready what a contender does over and over for a task. */
export async function subjectOf(contender: ContenderName, task: Task): Promise<Subject> {
  switch (task.kind) {
    case 'update':
      return update(contender, task);
    case 'step':
      return step(contender, task);
    case 'fit':
      return fit(contender, task);
    case 'evaluate':
      return evaluate(contender, task);
    default:
      return derivative(contender, task);
  }
}
