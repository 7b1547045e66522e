import type * as tf from '@tensorflow/tfjs';
import {pacer} from '../../lib/base/pace.ts';
import {finished} from '../../lib/base/reading.ts';
import type {Evaluations} from '../../lib/update/index.ts';
import {lookAtWhole} from './certify.ts';
import {Doubt} from './doubt.ts';
import {disposePoint, type FlatLoss, type Point, type PointAhead} from './flat-loss.ts';
import type {Iteration} from './iteration.ts';

/** Why a solver stopped; 'tolerance' alone is success. */
export type SolverStop = 'tolerance' | 'stalled' | 'maxIterations' | 'aborted' | 'diverged';

/** Where a solver is after an iteration. */
export interface SolverProgress {
  readonly iteration: number;
  readonly loss: number;
  readonly gradientNorm: number;
  /** The step along the direction; 0 before the first one. */
  readonly step: number;
  readonly evaluations: Readonly<Evaluations>;
}

export interface SolveOptions {
  /** How small the gradient has to be, see {@link Solver.solve}; default 1e-3. */
  tolerance?: number;
  /** Iterations at most; default 1000. */
  maxIterations?: number;
  /** Hears of every iteration, and of the start as iteration 0. */
  onIteration?: (progress: SolverProgress) => void;
  /** Ends the run before its next iteration. */
  signal?: AbortSignal;
}

export interface SolveResult {
  readonly stopped: SolverStop;
  readonly loss: number;
  /** Euclidean. */
  readonly gradientNorm: number;
  readonly iterations: number;
  readonly evaluations: Readonly<Evaluations>;
}

/** A loss beyond this is on its way out of float32. */
const beyond = 1e30;

const sizeOf = (variables: readonly tf.Variable[]): number => variables.reduce((sum, {size}) => sum + size, 0);

/** Refuses to go on where a variable is gone. */
function checkThere(owner: string, {variables}: FlatLoss, cause?: unknown): void {
  const gone = variables.find((variable) => variable.isDisposed);
  if (gone === undefined) return;
  throw new RangeError(
    `${owner}: the variable ${gone.name} was disposed of while solve was at it; end it by its signal first`,
    {cause},
  );
}

/**
 * Goes on until a point passes as a minimum, or something else ends it; the variables end at the point that the result speaks of.
 *
 * @param owner the first word of messages
 * @param loss is disposed of at the end
 * @param onStep hears of each step
 */
export async function solveBy(
  owner: string,
  iteration: Iteration,
  loss: FlatLoss,
  options: SolveOptions & {tolerance: number; maxIterations: number},
  onStep: () => void,
): Promise<SolveResult> {
  const {tolerance, maxIterations, onIteration, signal} = options;
  const look = await lookAtWhole(sizeOf(loss.variables));
  const pause = pacer();
  let here: Point = await finished(loss.here());
  let iterations = 0;
  let step = 0;
  const tell = (): void =>
    onIteration?.({
      iteration: iterations,
      loss: here.value,
      gradientNorm: here.norm,
      step,
      evaluations: {...loss.evaluations},
    });
  const doubt = new Doubt(tolerance, here);
  const end = (stopped: SolverStop): SolveResult => {
    loss.move(here);
    return {stopped, loss: here.value, gradientNorm: here.norm, iterations, evaluations: {...loss.evaluations}};
  };
  try {
    tell();
    // No step led on: what products of the Hessian say is tried once more, then it ends.
    let isStuck = false;
    for (;;) {
      if (!Number.isFinite(here.value) || Math.abs(here.value) > beyond || iteration.isEndless) return end('diverged');
      const verdict: 'minimum' | tf.Tensor1D | null =
        isStuck || doubt.isSmall(here, loss.evaluations)
          ? await finished(iteration.judge(loss, here, doubt, isStuck, look))
          : null;
      if (verdict === 'minimum') return end('tolerance');
      try {
        if (iterations >= maxIterations) return end('maxIterations');
        if (signal?.aborted === true) return end('aborted');
        const ahead: PointAhead | null = await finished(iteration.step(loss, here, verdict ?? undefined));
        const leadsOn: boolean = ahead !== null && !doubt.isStuck(here, ahead);
        if (ahead !== null) {
          disposePoint(here);
          here = ahead;
          step = ahead.step;
          iterations++;
          onStep();
          tell();
        }
        if (!leadsOn && isStuck) return end('stalled');
        isStuck = !leadsOn;
      } finally {
        verdict?.dispose();
      }
      await pause();
      checkThere(owner, loss);
    }
  } catch (error) {
    loss.move(here);
    checkThere(owner, loss, error);
    throw error;
  } finally {
    disposePoint(here);
    loss.dispose();
  }
}
