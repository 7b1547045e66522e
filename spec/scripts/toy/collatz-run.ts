import {setImmediate as pause} from 'node:timers/promises';
import * as z from 'zod';
import {readValues} from '../../../scripts/arguments/command-options.ts';
import {renderStudyPage} from '../../../scripts/report/surfaces/study-page.ts';
import {flow} from '../../../scripts/run/flow.ts';
import {runPlace} from '../../../scripts/run/start-run.ts';
import {unitKey, resultStore, workThrough} from '../../../scripts/run/units.ts';
import {stepProgress} from '../../../scripts/terminal/step-progress.ts';
import {collatzOptions} from './command.ts';

const result = z.object({start: z.number(), steps: z.number()});

/** The unit of work: from its configuration to its result. */
async function count({start}: {start: number}): Promise<z.infer<typeof result>> {
  await pause();
  let steps = 0;
  for (let value = start; value !== 1; value = value % 2 === 0 ? value / 2 : 3 * value + 1) steps++;
  return {start, steps};
}

export const collatzRun = flow({
  name: 'collatz',
  read: async (read) => ({options: await readValues(read, collatzOptions)}),
  async open({options, ...request}, {commandLine: command}) {
    const starts = Array.from({length: options.howMany}, (_, i) => options.first + i);
    const units = starts.map((start) => ({key: unitKey({start}), config: {start}, seed: 0}));
    return {
      command: 'collatz',
      place: runPlace('collatz', request, {options, backend: 'none', units, command, batchSize: 0, source: 'numbers'}),
      header: (folder) => ({starts: starts.join(', '), output: folder.path}),
      isBareWithJson: false,
      async carryOut({folder, isSilent, signal}) {
        const progress = stepProgress(units.length, {quiet: isSilent});
        let done = 0;
        const onEnd = (): void => progress.step(++done, 'starts');
        const store = resultStore(folder, result);
        return workThrough(units, {store, run: ({config}) => count(config), signal, onEnd});
      },
      stopped: (_folder, again) => `Stopped. To go on: ${again}`,
      async finish(results, {folder, header}) {
        const longest = Math.max(...results.map(({steps}) => steps));
        const words = `at most ${longest} steps`;
        const page = {title: 'Collatz', result: words, command, header, figures: [], sections: []};
        const report = folder.writeReport(renderStudyPage(page));
        return {
          document: {out: folder.path, results},
          print: () => console.log(`${words}\nreport ${report}`),
        };
      },
      dispose: () => {},
    };
  },
});
