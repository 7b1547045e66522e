import * as z from 'zod';
import {learningRateRangeTest} from '../../lib/training/index.ts';
import {formatNumber} from '../report/number-format.ts';
import {flow} from '../run/flow.ts';
import {versionFact} from '../run/header.ts';
import {printResult} from '../run/print-result.ts';
import {runPlace} from '../run/start-run.ts';
import {resultStore, unitKey, workThrough} from '../run/units.ts';
import {stepProgress} from '../terminal/step-progress.ts';
import {dataFingerprint} from '../data/open-data.ts';
import {disposeExamples} from '../model/examples.ts';
import {openModel} from '../model/model-source.ts';
import {comparisonExamples} from '../training/comparison.ts';
import {loadGround} from '../training/load-comparison.ts';
import type {RangeTest} from './rates-figure.ts';
import {readRates} from './rates-options.ts';

/** JSON has no NaN and no infinity. */
const loss = z.number().nullable();

const result = z.object({
  label: z.string(),
  suggested: z.number().nullable(),
  rates: z.array(z.number()),
  losses: z.array(loss),
  smoothed: z.array(loss),
});

const plain = (values: readonly number[]): (number | null)[] =>
  values.map((value) => (Number.isFinite(value) ? value : null));

/** Tests the rates and reports. */
export const ratesRun = flow({
  name: 'rates',
  read: readRates,
  async open({options, choices, ...request}, context) {
    const {datasets, dataset, backend} = await loadGround(options, context);
    const {optimizers, range} = choices;
    const model = await openModel(choices.model, dataset, options.loss);
    const {seed, compile} = options;
    const batchSize = options.batchSize === 'full' ? dataset.train.count : options.batchSize;
    const shared = {data: dataFingerprint(dataset), model: model.identity, range, batchSize, backend, compile};
    const units = optimizers.map((optimizer) => {
      const made = optimizer.create();
      const {learningRate: _, ...config} = made.getConfig();
      made.dispose();
      return {key: unitKey({...shared, optimizer: optimizer.name, config, seed}), config, seed, optimizer};
    });
    const start = {options, backend, units, command: context.commandLine, batchSize, source: dataset.source};
    const place = runPlace('rates', request, start);
    const examples = comparisonExamples({model, datasets});
    return {
      command: 'rates',
      place,
      header: (folder) => ({
        ...versionFact(),
        backend,
        data: dataset.source,
        model: options.model,
        optimizers: optimizers.map(({label}) => label).join(', '),
        rates: `from ${formatNumber(range.from)} to ${formatNumber(range.to)} in ${range.steps} updates, batch ${batchSize}, seed ${seed}`,
        output: folder.path,
      }),
      isBareWithJson: false,
      async carryOut({folder, isSilent, signal}) {
        const progress = stepProgress(units.length, {quiet: isSilent});
        let done = 0;
        const work = async ({optimizer}: (typeof units)[number]): Promise<z.infer<typeof result>> => {
          const network = model.build(seed);
          try {
            const {suggested, rates, losses, smoothed} = await learningRateRangeTest({
              model: network,
              loss: model.loss,
              data: examples.train,
              optimizer: optimizer.create,
              ...range,
              batchSize,
              seed,
              signal,
              compile: compile !== 'off',
            });
            return {label: optimizer.label, suggested, rates, losses: plain(losses), smoothed: plain(smoothed)};
          } catch (error) {
            // No rate made the loss fall: everything else has been refused before.
            if (!(error instanceof RangeError)) throw error;
            return {label: optimizer.label, suggested: null, rates: [], losses: [], smoothed: []};
          } finally {
            network.dispose();
          }
        };
        try {
          return await workThrough(units, {
            store: resultStore(folder, result),
            run: work,
            signal,
            onEnd: ({optimizer}) => progress.step(++done, optimizer.label),
          });
        } finally {
          progress.stop();
        }
      },
      stopped: (_folder, again) => `Stopped; everything so far is kept. To go on: ${again}`,
      async finish(tests: readonly RangeTest[], {folder, command, header}) {
        // Drawing takes vega, which is slow to load: not before there is something to draw.
        const {suggestions, writeRates} = await import('./rates-page.ts');
        const written = writeRates(folder, tests, {command, header});
        return {
          document: {out: folder.path, tests: tests.map(({label, suggested}) => ({label, suggested}))},
          print: () => printResult(suggestions(tests), written),
        };
      },
      dispose() {
        disposeExamples(examples);
        model.dispose();
      },
    };
  },
});
