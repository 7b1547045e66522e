import {dataFingerprint} from '../data/open-data.ts';
import type {RunUnit} from '../report/types.ts';
import type {CommandContext} from '../command.ts';
import type {Facts} from '../run/header.ts';
import type {Work} from '../run/flow.ts';
import {type PlaceRequest, runPlace} from '../run/start-run.ts';
import {disposeExamples, type ExamplePair} from '../model/examples.ts';
import {type Comparison, comparisonExamples, type ComparisonUnit, comparisonUnits, datasetOf} from './comparison.ts';
import {columnList, headerFacts} from './comparison-header.ts';
import {expectedSeconds} from './expected-time.ts';
import {loadComparison} from './load-comparison.ts';
import {trainAll} from './train-all.ts';
import type {TrainingChoices, TrainingOptions} from './training-options.ts';
import {trainingStore} from './training-store.ts';

/** Optimizers that are trained and compared. */
export interface ComparisonWork extends Work<RunUnit[]> {
  readonly comparison: Comparison;
  readonly units: readonly ComparisonUnit[];
  /** The examples; with folds, those of the first. */
  readonly data: ExamplePair;
}

/** What one command that trains has of its own. */
export interface TrainingCommand extends Pick<Work<RunUnit[]>, 'command' | 'stopped'> {
  /** Epochs where none are asked for, if they are not those of the backend. */
  readonly epochsOn?: () => number;
  /** What it says about the seconds that it takes to train what is left. */
  readonly time: (seconds: number, left: number) => string;
}

/** Loads what a comparison of optimizers is made of: what is asked for, in its place. */
export async function comparisonWork(
  {options: asked, choices, ...place}: {options: TrainingOptions; choices: TrainingChoices} & PlaceRequest,
  context: CommandContext,
  {command, epochsOn, time, stopped}: TrainingCommand,
): Promise<ComparisonWork> {
  const {backend, options, comparison} = await loadComparison(asked, choices, context, epochsOn);
  const {batchSize} = comparison;
  const dataset = datasetOf(comparison);
  const units = comparisonUnits(comparison, backend);
  const {source} = dataset;
  const start = {
    options,
    backend,
    units,
    command: context.commandLine,
    batchSize,
    source,
    data: dataFingerprint(dataset),
  };
  const {before, open} = runPlace(command, place, start);
  const data = comparisonExamples(comparison);
  const {schedule, model} = options;
  return {
    command,
    comparison,
    units,
    data,
    place: {before, open},
    async foresee(): Promise<Facts> {
      const ended = before && trainingStore(before);
      const left = units.filter(({key}) => !ended?.has(key));
      // Builds the model, too: what cannot be built leaves no folder behind.
      const seconds = await expectedSeconds(comparison, left, data);
      return {time: `${time(seconds, left.length)}\n`};
    },
    header: (folder, report) =>
      headerFacts(comparison, {
        // A command with epochs of its own does not tell that those of the backend are fewer.
        asked: epochsOn ? options.epochs : asked.epochs,
        schedule,
        model,
        report,
        out: folder.path,
      }),
    above: (header, foreseen) => ({...header, ...columnList(dataset), ...foreseen}),
    isBareWithJson: false,
    carryOut: ({folder, isSilent, signal}) => trainAll(comparison, {folder, units, data, quiet: isSilent, signal}),
    stopped,
    dispose() {
      disposeExamples(data);
      comparison.model.dispose();
    },
  };
}
