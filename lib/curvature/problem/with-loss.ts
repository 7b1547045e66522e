import {LossProblem} from './loss-problem.ts';
import type {LossSource} from './source.ts';

/** Runs a probe on a loss and frees what it took. */
export async function withLoss<Result>(
  owner: string,
  source: LossSource,
  probe: (problem: LossProblem) => Promise<Result>,
): Promise<Result> {
  const problem = new LossProblem(owner, source);
  try {
    await problem.checkRepeats();
    return await probe(problem);
  } finally {
    problem.dispose();
  }
}
