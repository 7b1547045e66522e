import * as z from 'zod';
import {parseChoices, readValues} from '../arguments/command-options.ts';
import {flow} from '../run/flow.ts';
import {versionFact} from '../run/header.ts';
import {printResult} from '../run/print-result.ts';
import {runPlace} from '../run/start-run.ts';
import {resultStore, unitKey, workThrough} from '../run/units.ts';
import {stepProgress} from '../terminal/step-progress.ts';
import {checkDigits} from '../data/check-data.ts';
import {dataFingerprint, digitsAsExamples, loadDigits} from '../data/open-data.ts';
import {loadBackend} from '../../lib/native/index.ts';
import {createGround} from './frame/ground.ts';
import {lacks} from './frame/lacks.ts';
import type {Shown} from './frame/shown.ts';
import type {Values} from './frame/topic.ts';
import {lectureOptions} from './lecture-options.ts';

const numbers = z.custom<Values[string]>(
  (value) => typeof value === 'number' || Array.isArray(value),
  'expected numbers',
);

type Milliseconds = Shown['milliseconds'];

/** What an item measured. */
const result = z.object({id: z.string(), name: z.string(), values: z.record(z.string(), numbers)});

/** Carries out the items and writes the site. */
export const lectureRun = flow({
  name: 'lecture',
  async read(read) {
    const options = await readValues(read, lectureOptions);
    checkDigits(read, options);
    return {options, choices: await parseChoices(read, lectureOptions, options)};
  },
  async open({options, choices, ...request}, context) {
    const dataset = await loadDigits(options, context.signal);
    await context.prepare();
    const backend = await loadBackend();
    const {seed, seeds, quick} = options;
    const isSmall = quick || backend !== 'tensorflow';
    const shared = {data: dataFingerprint(digitsAsExamples(dataset)), backend, seed, seeds, isSmall};
    const units = choices.topics.flatMap(({topic, items}) =>
      items.map((item) => {
        const config = {topic: topic.name, item: item.name};
        return {key: unitKey({...shared, ...config}), config, seed, topic, item};
      }),
    );
    const start = {options, backend, units, command: context.commandLine, batchSize: 0, source: dataset.source};
    return {
      command: 'lecture',
      place: runPlace('lecture', request, start),
      header: (folder) => ({
        ...versionFact(),
        backend,
        data: dataset.source,
        items: `${units.length} of ${choices.topics.length === 1 ? `topic ${choices.topics[0]!.topic.number}` : `${choices.topics.length} topics`}`,
        sizes: isSmall ? `small (${quick ? '--quick' : `for the backend ${backend}`})` : 'whole',
        seeds: seeds === 'own' ? `from ${seed} on` : `${seeds} from ${seed} on`,
        output: folder.path,
      }),
      isBareWithJson: false,
      async carryOut({folder, isSilent, signal}): Promise<Shown[]> {
        const kept = new Map(
          folder
            .readTimes()
            .map(({key, seconds, milliseconds}) => [key, {seconds, milliseconds: milliseconds as Milliseconds}]),
        );
        const ground = createGround({seed, seeds: seeds === 'own' ? null : seeds, isSmall, digits: dataset, signal});
        const progress = stepProgress(units.length, {quiet: isSilent, isEven: false});
        let done = 0;
        const run = async ({key, item}: (typeof units)[number]): Promise<z.infer<typeof result>> => {
          const begun = performance.now();
          const values = await item.measure(ground);
          const times = {seconds: (performance.now() - begun) / 1000, milliseconds: ground.takeTimes()};
          signal.throwIfAborted();
          folder.appendTimes({key, ...times});
          kept.set(key, times);
          return {id: item.id, name: item.name, values};
        };
        try {
          const store = resultStore(folder, result);
          const itemOf = new Map(units.map(({key, item}) => [key, item]));
          const results = await workThrough(units, {
            store: {
              ...store,
              // What other code has measured may lack what the page of now shows: such an item is measured again.
              get(key) {
                const kept = store.get(key);
                return kept === undefined || lacks(itemOf.get(key)!, kept.values) !== null ? undefined : kept;
              },
            },
            run,
            signal,
            onEnd: ({item}) => progress.step(++done, `${item.id} ${item.title}`),
          });
          return results.map(({values}, i) => {
            const {topic, item, key} = units[i]!;
            return {
              topic,
              item,
              values,
              verdict: item.verdict(values),
              ...(kept.get(key) ?? {seconds: 0, milliseconds: {}}),
            };
          });
        } finally {
          progress.stop();
          await ground.dispose();
        }
      },
      stopped: (_folder, again) => `Stopped; everything so far is kept. To go on: ${again}`,
      async finish(shown: readonly Shown[], {folder, command, header}) {
        // Drawing takes vega, which is slow to load: not before there is something to draw.
        const {writeSite} = await import('./site/write-site.ts');
        const {documentOf, inWords} = await import('./frame/shown.ts');
        const report = writeSite(folder, shown, {command, header, options, program: context.program});
        return {
          document: {out: folder.path, topics: documentOf(shown)},
          print: () => printResult(inWords(shown), {site: report, metrics: folder.file('metrics.jsonl')}),
        };
      },
      dispose: () => {},
    };
  },
});
