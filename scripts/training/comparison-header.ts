import type {BackendDiagnosis} from '../../lib/native/index.ts';
import {type Facts, versionFact} from '../run/header.ts';
import type {Comparison} from './comparison.ts';
import type {TrainingOptions} from './training-options.ts';

/** Epochs that end in a minute or two on each backend. */
export const defaultEpochs: Readonly<Record<string, number>> = {tensorflow: 10, wasm: 5, cpu: 1};

const count = (amount: number, what: string): string => `${amount} ${what}${amount === 1 ? '' : 's'}`;

/** The facts of a run that stand above its progress and at the head of its report. */
export function headerFacts(
  comparison: Comparison,
  {
    asked,
    schedule,
    model,
    report,
    out,
  }: {asked: TrainingOptions['epochs']; schedule: string; model: string; report: BackendDiagnosis; out: string},
): Facts {
  const {dataset, epochs, batchSize, seeds, seed, optimizers} = comparison;
  const solvers = [...new Set(optimizers.flatMap(({name, rate}) => (rate === null ? [name] : [])))];
  const spared = comparison.schedule && solvers.length > 0 ? ` (${solvers.join(', ')} without)` : '';
  const tensorflow = report.tensorflowVersion === null ? '' : ` (TensorFlow ${report.tensorflowVersion})`;
  const smaller =
    asked === null && epochs < defaultEpochs['tensorflow']!
      ? {
          defaults: `smaller on the ${report.backend} backend: ${count(epochs, 'epoch')} instead of 10 (--epochs changes it)`,
        }
      : {};
  return {
    ...versionFact(),
    backend: `${report.backend}${tensorflow}, ${count(report.threads, 'thread')}`,
    ...smaller,
    data: dataset.source,
    model,
    optimizers: optimizers.map(({label}) => label).join(', '),
    training: `${count(epochs, 'epoch')}, batch ${batchSize}, schedule ${schedule}${spared}`,
    [seeds === 1 ? 'seed' : 'seeds']: seeds === 1 ? String(seed) : `${seed} to ${seed + seeds - 1}`,
    losses: 'means over examples, measured on the whole set after each epoch',
    output: out,
  };
}
