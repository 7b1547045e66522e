import type {RunUnit} from '../report/types.ts';
import {type Around, flow} from '../run/flow.ts';
import {duration} from '../terminal/style.ts';
import {comparisonWork} from '../training/comparison-work.ts';
import {comparisonOptions, readTraining} from '../training/training-options.ts';

/** Trains, ranks and reports. */
export const mnistRun = flow({
  name: 'mnist',
  read: (read) => readTraining(read, comparisonOptions),
  async open(asked, context) {
    const work = await comparisonWork(asked, context, {
      command: 'mnist',
      time: (seconds, left) => (left === 0 ? 'none, everything is trained' : `about ${duration(seconds)}`),
      stopped: ({path}, again) => `Stopped; everything so far is in ${path}. To go on: ${again}`,
    });
    const {comparison, units, data} = work;
    return {
      ...work,
      async finish(results: readonly RunUnit[], {folder, command, header, quiet}: Around) {
        // Drawing takes vega, which is slow to load: not before there is something to draw.
        const {comparisonDocument, printComparison, writeComparisonReport} =
          await import('../training/comparison-report.ts');
        const input = {folder, command, header, units, results, data};
        const [report] = await writeComparisonReport(comparison, input);
        const paths = {report: report!, metrics: folder.file('metrics.jsonl'), figures: folder.file('figures')};
        return {
          document: comparisonDocument(folder.path, results),
          print: () => printComparison(results, {quiet, paths}),
        };
      },
    };
  },
});
