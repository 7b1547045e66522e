import * as tf from '@tensorflow/tfjs';
import {diagnoseBackend} from '../../lib/native/index.ts';
import type {Written} from '../arguments/reader.ts';
import {duration} from '../terminal/style.ts';
import {comparisonUnits} from '../training/comparison.ts';
import {comparisonData} from '../training/comparison-data.ts';
import {expectedSeconds} from '../training/expected-time.ts';
import {headerFacts, printFacts} from '../run/header.ts';
import {loadComparison} from '../training/load-comparison.ts';
import {readMnistOptions} from '../training/training-options.ts';
import {type Call, readRequest} from '../run/read-request.ts';
import {reopenRun, resumeCommand} from '../run/resume.ts';
import {startedBy, startRun} from '../run/start-run.ts';
import {trainAll} from '../training/train-all.ts';
import {endedUnits} from '../training/train-unit.ts';

/**
 * Trains, ranks and reports; resolves to the exit code.
 *
 * @param given the options that were written, on the command line or in a configuration file
 */
export async function runMnist(given: Written, words: readonly string[], {context, ...known}: Call): Promise<number> {
  const kind = {command: 'mnist', readOptions: readMnistOptions};
  const {options: asked, choices, resumed, out, quiet, json} = readRequest(given, words, known, kind);
  const {signal, program, commandLine} = context;
  const {backend, options, comparison} = await loadComparison(asked, choices, context);
  const {dataset, batchSize} = comparison;
  const units = comparisonUnits(comparison, backend);
  const before = resumed === undefined ? undefined : reopenRun(resumed, {backend, units});
  const report = await diagnoseBackend();
  const data = comparisonData(comparison);
  try {
    // Builds the model, too: what cannot be built leaves no folder behind.
    const ended = before ? endedUnits(before) : new Set<string>();
    const left = units.filter(({key}) => !ended.has(key));
    const seconds = await expectedSeconds(comparison, left, data);
    if (signal.aborted) {
      console.error('\nStopped before anything was written.');
      return 130;
    }
    const {source} = dataset;
    const folder =
      before ?? startRun('mnist', out, {options, report, backend, units, command: commandLine, batchSize, source});
    const {schedule, model} = options;
    const header = headerFacts(comparison, {asked: asked.epochs, schedule, model, report, out: folder.path});
    if (!quiet)
      printFacts({
        ...header,
        time: left.length === 0 ? 'none, everything is trained\n' : `about ${duration(seconds)}\n`,
      });
    const results = await trainAll(comparison, {folder, units, data, quiet: quiet || json, signal});
    if (signal.aborted) {
      const again = resumeCommand(program, 'mnist', folder.path);
      console.error(`\nStopped; everything so far is in ${folder.path}. To go on: ${again}`);
      return 130;
    }
    // Drawing takes vega, which is slow to load: not before there is something to draw.
    const {comparisonDocument, printComparison, writeComparisonReport} =
      await import('../training/comparison-report.ts');
    const command = startedBy(folder, commandLine);
    const written = await writeComparisonReport(comparison, {folder, command, header, units, results, data});
    if (json) console.log(JSON.stringify(comparisonDocument(folder.path, results)));
    else
      printComparison(results, {
        quiet,
        paths: {report: written[0]!, metrics: folder.file('metrics.jsonl'), figures: folder.file('figures')},
      });
    return 0;
  } finally {
    tf.dispose([data.train, data.test].map(({x, y}) => [x, y]));
  }
}
