import {show} from '../../base/arguments.ts';
import {booleanOf, kindOfCell} from './cell-text.ts';
import {columnKind, type ColumnKind} from './column-kind.ts';
import {type ColumnTable, listed} from './column-table.ts';
import {mostCategories} from './cells.ts';
import {numbersOf, sorted, textsOf} from './values.ts';

/** What is to be predicted: a class for each row, or a number. */
export interface Target {
  readonly index: number;
  readonly name: string;
  readonly task: 'classification' | 'regression';
  /** Of classes that are named by numbers, 1 and 1.0 are the same; of booleans, true and TRUE. */
  readonly kind: ColumnKind;
  /** Names in the order of their numbers; null for a regression. */
  readonly classes: readonly string[] | null;
}

/** The class of each row as a text, or null where there is none. */
export function classTexts(table: ColumnTable, index: number, kind: ColumnKind): (row: number) => string | null {
  if (kind !== 'number') {
    const text = textsOf(table.cells[index]!);
    if (kind !== 'boolean') return text;
    return (row) => {
      const found = text(row);
      return found === null ? null : String(booleanOf(found) ?? found);
    };
  }
  const numbers = numbersOf(table.cells[index]!, table.count);
  return (row) => (Number.isNaN(numbers[row]) ? null : String(numbers[row]));
}

/**
 * Whether numbers are classes or amounts; null where they could be either.
 *
 * A fraction, more than 100 different numbers, or a different one in more than half of the rows: amounts. Two numbers, or at most
 * ten that count from 0 or 1 without a gap, each of them in two rows at least: classes.
 */
export function taskOfNumbers(numbers: readonly number[]): 'classification' | 'regression' | null {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  const different = [...counts.keys()].sort((one, other) => one - other);
  const isFraction = different.some((number) => !Number.isInteger(number));
  if (isFraction || different.length > 100 || 2 * different.length > numbers.length) return 'regression';
  const repeated = [...counts.values()].every((count) => count > 1);
  const [first] = different;
  const counting = (first === 0 || first === 1) && different.every((number, index) => number === index + first);
  return repeated && (different.length <= 2 || (different.length <= 10 && counting)) ? 'classification' : null;
}

/** Finds out what the target is; refuses one that cannot be predicted, or whose task is not clear. */
export function planTarget(
  table: ColumnTable,
  index: number,
  {task: asked, named, rows}: {task: Target['task'] | undefined; named: boolean; rows: Int32Array},
): Target {
  const name = table.columns[index]!;
  const cells = table.cells[index]!;
  const refuse = (problem: string) => table.error(problem, {column: name});
  const many = () =>
    refuse(
      `the target has more than ${mostCategories} different values, too many for classes; for numbers, give task: 'regression' (--task regression)`,
    );
  if (cells.form === 'many' && (asked === 'classification' || named)) throw many();
  // Where classes are asked for, a mixture of numbers and texts names them.
  const isNumbers =
    cells.form !== 'numbers' && cells.values.every((value) => kindOfCell(value, table.typed) === 'number');
  const asNames = named || (asked === 'classification' && cells.form === 'few' && !isNumbers);
  const kind = columnKind(table, index, {named: asNames, use: 'target'});
  const numbers = numbersOf(cells, table.count);
  const numeric = kind === 'number';
  const task = asked ?? (numeric ? taskOfNumbers(Array.from(rows, (row) => numbers[row]!)) : 'classification');
  if (task === null) {
    throw refuse(
      `the target has ${new Set(Array.from(rows, (row) => numbers[row]!)).size} different whole numbers, which may be classes or amounts; ` +
        `say which with task: 'classification' or task: 'regression' (--task)`,
    );
  }
  if (task === 'regression') {
    if (!numeric) {
      throw refuse(
        `the target is ${kind === 'boolean' ? 'true or false' : `texts, such as ${show(textsOf(cells)(rows[0]!))}`}; expected numbers for task 'regression', so give task: 'classification' (--task classification)`,
      );
    }
    return {index, name, task, kind, classes: null};
  }
  if (cells.form === 'numbers') throw many();
  const text = classTexts(table, index, kind);
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(text(row)!, (counts.get(text(row)!) ?? 0) + 1);
  const classes = sorted(counts.keys());
  if (classes.length < 2) {
    throw refuse(
      `all ${rows.length} rows have the class ${show(classes[0])}; expected at least two classes to tell apart`,
    );
  }
  const single = classes.filter((each) => counts.get(each) === 1);
  if (single.length > 0) {
    throw refuse(
      `the class ${listed(single)} has one row only; expected at least two of each class, one to train and one to test. ` +
        `Add rows, leave it out${numeric ? `, or give task: 'regression' (--task regression)` : ''}`,
    );
  }
  return {index, name, task, kind, classes};
}
