import {existsSync, statSync} from 'node:fs';
import type {RunUnit} from '../report/types.ts';
import {type Around, flow} from '../run/flow.ts';
import {isUnused} from '../run/folder/open-run-folder.ts';
import {duration} from '../terminal/style.ts';
import {comparisonWork} from './comparison-work.ts';
import {comparisonOptions, readTraining} from './training-options.ts';

/**
 * Trains, ranks and reports.
 *
 * @param name of the command: `train` asks for data, `mnist` has its own
 */
export const trainingRun = (name: 'train' | 'mnist') =>
  flow({
    name,
    async read(read) {
      if (name === 'train' && !read.has('data'))
        read.mistakes.push(
          '--data is missing: a table such as mine.csv with --target COLUMN, arrays (.npz), or a folder of images; embedded: the digits of mnist',
        );
      const asked = await readTraining(read, comparisonOptions);
      const {save} = asked.options;
      if (save !== undefined && !read.has('resume') && existsSync(save)) {
        if (!statSync(save).isDirectory()) read.mistakes.push(`--save ${save} is a file; give a new folder`);
        else if (!isUnused(save)) read.mistakes.push(`--save ${save} holds files, which are kept; give a new folder`);
      }
      return asked;
    },
    async open(asked, context) {
      const work = await comparisonWork(asked, context, {
        command: name,
        time: (seconds, left) => (left === 0 ? 'none, everything is trained' : `about ${duration(seconds)}`),
        stopped: ({path}, again) => `Stopped; everything so far is in ${path}. To go on: ${again}`,
      });
      const {comparison, units, data} = work;
      return {
        ...work,
        async finish(results: readonly RunUnit[], {folder, command, header, quiet}: Around) {
          // Drawing takes vega, which is slow to load: not before there is something to draw.
          const {comparisonDocument, printComparison, writeComparisonReport} = await import('./comparison-report.ts');
          const input = {folder, command, header, units, results, data};
          const [report] = await writeComparisonReport(comparison, input);
          const {save} = asked.options;
          const saved =
            save === undefined ? null : await (await import('./save-best.ts')).saveBest(comparison, input, save);
          const paths = {
            report: report!,
            metrics: folder.file('metrics.jsonl'),
            figures: folder.file('figures'),
            ...(saved && {model: saved.words}),
          };
          return {
            document: {
              ...comparisonDocument(folder.path, results),
              ...(save !== undefined && {saved: saved && saved.about}),
            },
            print() {
              printComparison(results, {quiet, paths});
              if (save !== undefined && saved === null)
                console.error('! --save: nothing was saved, because every training diverged');
            },
          };
        },
      };
    },
  });
