import * as tf from '@tensorflow/tfjs';
import type {BackendDiagnosis} from '../../lib/native/index.ts';
import {packageVersion} from '../package-version.ts';
import {style} from '../terminal/style.ts';
import {wrap} from '../terminal/wrap.ts';
import type {Comparison} from '../training/comparison.ts';
import type {MnistOptions} from '../training/training-options.ts';

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
  }: {asked: MnistOptions['epochs']; schedule: string; model: string; report: BackendDiagnosis; out: string},
): Record<string, string> {
  const {dataset, epochs, batchSize, seeds, seed, optimizers} = comparison;
  const tensorflow = report.tensorflowVersion === null ? '' : ` (TensorFlow ${report.tensorflowVersion})`;
  const smaller =
    asked === null && epochs < defaultEpochs['tensorflow']!
      ? {
          defaults: `smaller on the ${report.backend} backend: ${count(epochs, 'epoch')} instead of 10 (--epochs changes it)`,
        }
      : {};
  return {
    'tfjs-optim': `${packageVersion}, TensorFlow.js ${tf.version.tfjs}, Node ${process.versions.node}`,
    backend: `${report.backend}${tensorflow}, ${count(report.threads, 'thread')}`,
    ...smaller,
    data: dataset.source,
    model,
    optimizers: optimizers.map(({label}) => label).join(', '),
    training: `${count(epochs, 'epoch')}, batch ${batchSize}, schedule ${schedule}`,
    [seeds === 1 ? 'seed' : 'seeds']: seeds === 1 ? String(seed) : `${seed} to ${seed + seeds - 1}`,
    losses: 'means over examples, measured on the whole set after each epoch',
    output: out,
  };
}

/** Prints facts on standard error, one a line, long ones broken to the width of the terminal. */
export function printFacts(facts: Readonly<Record<string, string>>): void {
  const columns = process.stderr.isTTY ? process.stderr.columns : Number.POSITIVE_INFINITY;
  for (const [fact, value] of Object.entries(facts))
    console.error(`${style(fact.padEnd(11), 'bold', process.stderr)} ${wrap(value, columns, 12)}`);
}
