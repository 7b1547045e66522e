import * as tf from '@tensorflow/tfjs';
import {diagnoseBackend} from '../../lib/native/index.ts';
import type {CommandContext} from '../command.ts';
import {comparisonUnits} from '../training/comparison.ts';
import {comparisonData} from '../training/comparison-data.ts';
import {expectedSeconds} from '../training/expected-time.ts';
import {headerFacts, printFacts} from '../run/header.ts';
import {loadComparison} from '../training/load-comparison.ts';
import type {MnistChoices, MnistOptions} from '../training/training-options.ts';
import {startRun} from '../run/start-run.ts';
import {trainAll} from '../training/train-all.ts';
import {duration} from '../terminal/style.ts';

/** Epochs of a training whose curvature is followed. */
const defaultEpochs = 5;

/**
 * Trains what is to be probed, as `mnist` does, in a folder of its own.
 *
 * @returns the folder; null where it was stopped
 */
export async function trainFirst(
  asked: MnistOptions,
  {choices, out, quiet, json}: {choices: MnistChoices; out: string | undefined; quiet: boolean; json: boolean},
  context: CommandContext,
): Promise<string | null> {
  const {signal, commandLine} = context;
  const {backend, options, comparison} = await loadComparison(asked, choices, context, () => defaultEpochs);
  const {dataset, batchSize} = comparison;
  const units = comparisonUnits(comparison, backend);
  const report = await diagnoseBackend();
  const data = comparisonData(comparison);
  try {
    const seconds = await expectedSeconds(comparison, units, data);
    if (signal.aborted) return null;
    const folder = startRun('hessian', out, {
      options,
      report,
      backend,
      units,
      command: commandLine,
      batchSize,
      source: dataset.source,
    });
    const {schedule, model} = options;
    const header = headerFacts(comparison, {asked: options.epochs, schedule, model, report, out: folder.path});
    if (!quiet) printFacts({...header, time: `about ${duration(seconds)} to train, then the probes\n`});
    await trainAll(comparison, {folder, units, data, quiet: quiet || json, signal});
    if (signal.aborted) {
      console.error(`\nStopped while it trained; ${folder.path} holds what there is.`);
      return null;
    }
    return folder.path;
  } finally {
    tf.dispose([data.train, data.test].map(({x, y}) => [x, y]));
  }
}
