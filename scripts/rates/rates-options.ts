import {type ChoicesOf, parseChoices, readValues, spec, type ValuesOf} from '../arguments/command-options.ts';
import type {ArgumentReader} from '../arguments/reader.ts';
import {checkData} from '../data/check-data.ts';
import {trainingOptions} from '../training/training-options.ts';

const {
  schedule: _schedule,
  epochs: _epochs,
  seeds: _seeds,
  ...training
} = trainingOptions({
  optimizers: {
    describe: 'which, with their options: sgd,adam:beta2=0.99 (see tfjs-optim list); their rates are those of the test',
    default: 'sgd,momentum,rmsprop,adam,lion',
  },
});

/** The least and the greatest rate of a test, and its updates. */
export interface RateRange {
  readonly from: number;
  readonly to: number;
  readonly steps: number;
}

/** Reads `1e-6:10:100`. */
function parseRange(text: string, mistakes: string[]): RateRange {
  const [from, to, steps, ...more] = text.split(':').map(Number) as [number, number, number, ...number[]];
  const isRange = from > 0 && to > from && Number.isFinite(to) && Number.isInteger(steps) && steps > 10;
  if (more.length > 0 || !isRange) {
    mistakes.push(
      `--range must be from:to:updates such as 1e-6:10:100, with 0 < from < to and more than 10 updates, got "${text}"`,
    );
  }
  return {from, to, steps};
}

/** The options of `rates` in the order of the help. */
export const ratesOptions = {
  range: spec({
    describe: 'least rate, greatest rate and the updates from the one to the other, from:to:updates',
    default: '1e-6:10:100',
    group: 'Training',
    parse: async (text, mistakes) => parseRange(text, mistakes),
  }),
  ...training,
};

/** Reads and checks every option; mistakes are collected in `read`. */
export async function readRates(
  read: ArgumentReader,
): Promise<{options: ValuesOf<typeof ratesOptions>; choices: ChoicesOf<typeof ratesOptions>}> {
  const options = await readValues(read, ratesOptions);
  const choices = await parseChoices(read, ratesOptions, options);
  checkData(read, options);
  const solvers = choices.optimizers.filter(({rate}) => rate === null).map(({name}) => name);
  if (solvers.length > 0) {
    read.mistakes.push(
      `--optimizers: ${solvers.join(', ')}: there is no learning rate to test, because a line search finds each step`,
    );
  }
  const rated = choices.optimizers.filter(({isRateWritten}) => isRateWritten).map(({label}) => label);
  if (rated.length > 0) {
    read.mistakes.push(`--optimizers: ${rated.join(', ')}: the rate is what is looked for, by --range; leave it out`);
  }
  return {options, choices};
}
