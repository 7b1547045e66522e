import {proper} from '../../base/arguments.ts';
import {numberOption, option, type OptionsOf, seedOption, type SettingsOf} from '../../base/options.ts';
import {imageOptions} from '../formats/read-images.ts';
import {textOptions} from '../formats/read-table.ts';
import {asText, columnOptions, taskOption} from '../table/options.ts';

/** The options of `loadData` and `loadFolds`. */
export const loadOptions = {
  target: option(asText, undefined, 'the column to predict; of x.npy the path of y.npy'),
  task: taskOption,
  ...columnOptions,
  ...textOptions,
  ...imageOptions,
  test: option(asText, undefined, 'a file of the same kind with the examples to test with; otherwise some are drawn'),
  testFraction: numberOption(proper, 0.2, 'share of the examples that is drawn to test with'),
  seed: seedOption('of what is drawn'),
  folds: numberOption({from: 2, whole: true}, undefined, 'parts, each of which is the test set once (loadFolds only)'),
};

/** Which file to test with, what to predict, and what is known of the columns. */
export interface LoadDataOptions extends OptionsOf<typeof loadOptions> {}

export type LoadSettings = SettingsOf<typeof loadOptions>;
