import type {Answer, Ready, Request} from './workers/protocol.ts';
import {median} from './median.ts';

/** A worker as far as measuring needs it. */
export interface Asked {
  ask(request: Request): Promise<Answer>;
  stop(): void;
}

/** What was measured of one contender. */
export interface Measured extends Ready {
  /** Milliseconds of a step: the median of the rounds' medians. */
  readonly median: number;
  /** The least and the greatest median of a round. */
  readonly range: readonly [number, number];
  /** The median of each round. */
  readonly rounds: readonly number[];
  /** Steps measured in all. */
  readonly count: number;
  /** The most memory of the process in bytes. */
  readonly memory: number | null;
}

/** Why a contender has no numbers: it has no such way, or it failed. */
export interface Missing {
  readonly absent?: string;
  readonly error?: string;
}

export type Outcome = Measured | Missing;

/** How long to measure. */
export interface Pace {
  /** Rounds of each contender. */
  readonly rounds: number;
  /** Milliseconds that a round should take, as far as a few calls allow. */
  readonly roundTime: number;
  /** Milliseconds of warming up, at least. */
  readonly warmUp: number;
}

/** Few calls of a round are too few for a median. */
const leastCalls = 3;
const mostCalls = 5000;

/** Calls that fill a time, given the milliseconds of one. */
export function callsFor(time: number, each: number): number {
  return Math.min(mostCalls, Math.max(leastCalls, Math.round(time / Math.max(each, 1e-6))));
}

async function run(worker: Asked, calls: number): Promise<readonly number[]> {
  const answer = await worker.ask({run: calls});
  if ('milliseconds' in answer) return answer.milliseconds;
  throw new Error('error' in answer ? answer.error : `internal: answer ${JSON.stringify(answer)}`);
}

/** Warms a worker up and resolves to the calls of a round. */
async function warmUp(worker: Asked, steps: number, pace: Pace): Promise<number> {
  let spent = 0;
  let calls = leastCalls;
  for (;;) {
    const times = await run(worker, calls);
    const each = median(times) * steps;
    spent += times.reduce((sum, time) => sum + time * steps, 0);
    if (spent >= pace.warmUp) return callsFor(pace.roundTime, each);
    calls = callsFor(pace.warmUp - spent, each);
  }
}

/**
 * Measures contenders in alternating rounds: one after the other in each round, never two at a time, so that a change of the
 * machine's speed meets all of them.
 *
 * @param workers by name, prepared and answering
 * @returns what was measured, or why not, by name
 */
export async function alternate<Name>(
  workers: ReadonlyMap<Name, {worker: Asked; ready: Ready}>,
  pace: Pace,
): Promise<Map<Name, Outcome>> {
  const outcomes = new Map<Name, Outcome>();
  const samples = new Map<Name, {calls: number; rounds: number[]; count: number}>();
  const attempt = async (name: Name, task: () => Promise<void>): Promise<void> => {
    try {
      await task();
    } catch (error) {
      samples.delete(name);
      outcomes.set(name, {error: (error as Error).message});
    }
  };
  for (const [name, {worker, ready}] of workers) {
    await attempt(name, async () => {
      samples.set(name, {calls: await warmUp(worker, ready.steps, pace), rounds: [], count: 0});
    });
  }
  for (let round = 0; round < pace.rounds; round++) {
    for (const [name, sample] of samples) {
      await attempt(name, async () => {
        const times = await run(workers.get(name)!.worker, sample.calls);
        sample.rounds.push(median(times));
        sample.count += times.length * workers.get(name)!.ready.steps;
      });
    }
  }
  for (const [name, {rounds, count}] of samples) {
    const {worker, ready} = workers.get(name)!;
    const memory = await worker.ask({memory: true});
    outcomes.set(name, {
      ...ready,
      median: median(rounds),
      range: [Math.min(...rounds), Math.max(...rounds)],
      rounds,
      count,
      memory: 'memory' in memory ? memory.memory : null,
    });
  }
  return outcomes;
}
