import {checkLists, show} from '../../base/arguments.ts';
import {choiceOption, option, type OptionReader} from '../../base/options.ts';

/** Reads a text that is not empty. */
export const asText: OptionReader<string, string> = (owner, name, received) => {
  if (typeof received === 'string' && received !== '') return received;
  throw new TypeError(`${owner}: ${name} must be a text, received ${show(received)}`);
};

const asNames: OptionReader<readonly string[], readonly string[]> = (owner, name, received) => {
  checkLists(owner, {[name]: received});
  return received.map((each) => asText(owner, `every one of ${name}`, each));
};

export const taskOption = option(
  (owner, name, received: 'classification' | 'regression') =>
    choiceOption(['classification', 'regression'], '').read(owner, name, received),
  undefined,
  'what is predicted: a class, or numbers; otherwise told by the target: texts, true and false, and few whole numbers are classes',
);

/** What is said about the columns of a table. */
export const columnOptions = {
  missing: choiceOption(
    ['refuse', 'mean', 'drop'],
    'a cell without a value is refused, becomes the mean of the training part (of categories, one of its own), or takes its row with it',
  ),
  ignore: option(asNames, [], 'columns to leave out'),
  keep: option(
    asNames,
    [],
    'columns to keep that would be left out or refused as an index of the rows, as consecutive years',
  ),
  categories: option(asNames, [], 'columns whose numbers are names, as of postal codes'),
};
