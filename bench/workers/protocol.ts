import type {ContenderName} from '../contenders.ts';
import type {Task} from '../task.ts';

/** What a worker is asked, one line of JSON each. */
export type Request =
  | {readonly prepare: {readonly contender: ContenderName; readonly task: Task & {parameters?: number[][]}}}
  /** Do so many calls and tell the time of each. */
  | {readonly run: number}
  /** The most memory held so far. */
  | {readonly memory: true};

/** What a worker says when it is ready. */
export interface Ready {
  /** The result of the first call, which is the same in every framework. */
  readonly check: number;
  /** Steps of a call. */
  readonly steps: number;
  readonly versions: Readonly<Record<string, string>>;
}

/** What a worker answers, one line of JSON for each request. */
export type Answer =
  | {readonly ready: Ready}
  /** Of each call, divided by its steps. */
  | {readonly milliseconds: readonly number[]}
  /** Bytes. */
  | {readonly memory: number | null}
  /** It has no such way, and why. */
  | {readonly absent: string}
  | {readonly error: string};
