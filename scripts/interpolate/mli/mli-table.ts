import type {TrainingPath} from '../../../lib/landscape/index.ts';
import {mean} from '../../../lib/base/statistics.ts';

/** A run is judged where its training loss ends at most here: others have not solved the task. */
export const solvedLoss = 0.1;

/** A path is a violation where its largest bump is above this. */
const violationBump = 1e-3;

/** One trained network of the preset. */
export interface MliRun {
  readonly optimizer: 'sgd' | 'adam';
  readonly rate: number;
  readonly batchNorm: boolean;
  readonly shape: string;
  readonly path: TrainingPath;
}

/** A cell of the table. */
export interface MliCell {
  readonly optimizer: string;
  readonly rate: number;
  readonly batchNorm: boolean;
  /** Networks that solved the task. */
  readonly count: number;
  /** How many were trained. */
  readonly trained: number;
  /** Share of the solved ones whose path is not monotone; null where none solved the task. */
  readonly violations: number | null;
  /** Of the violating bumps; null without one. */
  readonly meanBump: number | null;
}

export const finalLoss = ({path}: MliRun): number => path.points.find(({alpha}) => alpha === 1)!['trainLoss'] as number;

/** The share of violations by optimizer, rate and batch normalisation. */
export function mliTable(runs: readonly MliRun[]): MliCell[] {
  const cells = new Map<string, MliRun[]>();
  for (const run of runs) {
    const key = JSON.stringify([run.optimizer, run.rate, run.batchNorm]);
    cells.set(key, [...(cells.get(key) ?? []), run]);
  }
  return [...cells.values()].map((own) => {
    const {optimizer, rate, batchNorm} = own[0]!;
    const solved = own.filter((run) => finalLoss(run) <= solvedLoss);
    const bumps = solved.map(({path}) => path.train.largestBump).filter((bump) => !(bump <= violationBump));
    return {
      optimizer,
      rate,
      batchNorm,
      count: solved.length,
      trained: own.length,
      violations: solved.length === 0 ? null : bumps.length / solved.length,
      meanBump: bumps.length === 0 ? null : mean(bumps),
    };
  });
}

/** The verdict in words, by optimizer and batch normalisation. */
export function mliVerdict(cells: readonly MliCell[]): string {
  const parts = (['sgd', 'adam'] as const).flatMap((optimizer) =>
    [false, true].flatMap((batchNorm) => {
      const own = cells.filter((cell) => cell.optimizer === optimizer && cell.batchNorm === batchNorm);
      const count = own.reduce((sum, cell) => sum + cell.count, 0);
      const violations = own.reduce((sum, cell) => sum + Math.round((cell.violations ?? 0) * cell.count), 0);
      const name = `${optimizer === 'sgd' ? 'SGD' : 'Adam'} ${batchNorm ? 'with' : 'without'} batch normalisation`;
      return own.length === 0 ? [] : [`${name} ${violations} of ${count}`];
    }),
  );
  return `not monotone: ${parts.join(', ')} (of the networks that reach a training loss of ${solvedLoss}; a bump counts above ${violationBump})`;
}
