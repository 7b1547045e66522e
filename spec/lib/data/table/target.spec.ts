import {expect} from 'chai';
import {DataError} from '../../../../lib/data/data-error.ts';
import type {Cell} from '../../../../lib/data/table/cells.ts';
import {TableCollector} from '../../../../lib/data/table/column-table.ts';
import {planTarget, type Target, taskOfNumbers} from '../../../../lib/data/table/target.ts';

interface Asked {
  readonly task?: Target['task'];
  readonly named?: boolean;
  readonly typed?: boolean;
  readonly rows?: Int32Array;
}

const targetOf = (cells: readonly Cell[], {task, named = false, typed = false, rows}: Asked = {}) => {
  const collector = new TableCollector(['k'], typed);
  for (const cell of cells) collector.add([cell]);
  return planTarget(collector.finish('t'), 0, {task, named, rows: rows ?? Int32Array.from(cells, (_, row) => row)});
};
const refused = (cells: readonly Cell[], message: RegExp, asked?: Asked) =>
  expect(() => targetOf(cells, asked)).to.throw(DataError, message);
const repeated = (count: number, ...numbers: number[]) => Array.from({length: count}, () => numbers).flat();
const range = <Value>(count: number, value: (i: number) => Value): Value[] =>
  Array.from({length: count}, (_, i) => value(i));

describe('the task of numbers', () => {
  const cases: readonly [words: string, numbers: number[], task: string | null][] = [
    ['two numbers', repeated(3, -1, 1), 'classification'],
    ['ten that count from 0', repeated(2, 9, 1, 2, 3, 4, 5, 6, 7, 8, 0), 'classification'],
    ['three that count from 1', repeated(2, 3, 1, 2), 'classification'],
    ['three that count from 2', repeated(5, 2, 3, 4), null],
    ['a fraction', repeated(9, 0, 1, 0.5), 'regression'],
    ['mostly different ones', [10, 20, 30, 40, 40], 'regression'],
    ['a different one in half of the rows', repeated(2, 10, 20, 30), null],
    ['more than a hundred', range(404, (i) => i % 101), 'regression'],
    ['a hundred', range(400, (i) => i % 100), null],
    ['a gap', repeated(5, 0, 1, 3), null],
    ['eleven', repeated(5, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), null],
    ['one of which there is one', [...repeated(5, 0, 1, 2), 3], null],
  ];
  for (const [words, numbers, task] of cases) {
    it(`of ${words} is ${task ?? 'for the caller to say'}`, () => expect(taskOfNumbers(numbers)).to.equal(task));
  }
});

describe('the target', () => {
  it('is classes of texts, of true and false and of few whole numbers', () => {
    expect(targetOf(['b', 'a', ' b', 'a'])).to.deep.include({
      task: 'classification',
      kind: 'category',
      classes: ['a', 'b'],
    });
    expect(targetOf(['TRUE', 'false', 'true', 'False'])).to.deep.include({kind: 'boolean', classes: ['false', 'true']});
    expect(targetOf(['1', '1.0', '2', '2'])).to.deep.include({kind: 'number', classes: ['1', '2']});
  });

  it('is numbers', () => {
    const expected = {index: 0, name: 'k', task: 'regression', kind: 'number', classes: null};
    expect(targetOf(['1.5', '2', '2.5'])).to.deep.equal(expected);
    expect(targetOf(repeated(3, 0, 1), {task: 'regression'})).to.deep.equal(expected);
    expect(targetOf(range(1500, (i) => i / 2))).to.deep.equal(expected);
    expect(
      targetOf(
        range(1500, (i) => i / 2),
        {task: 'regression'},
      ),
    ).to.deep.equal(expected);
  });

  it('is names where a mixture of numbers and texts is asked for as classes', () => {
    const mixed = ['1', 'x', '1', 'x'];
    expect(targetOf(mixed, {task: 'classification'})).to.deep.include({kind: 'category', classes: ['1', 'x']});
    expect(targetOf(mixed, {named: true})).to.deep.include({kind: 'category', classes: ['1', 'x']});
    expect(targetOf(['1', '2', '1.0', '2'], {task: 'classification'})).to.deep.include({
      kind: 'number',
      classes: ['1', '2'],
    });
    expect(targetOf(['1', '2', '1', '2'], {named: true})).to.deep.include({kind: 'category'});
    refused(mixed, /^t: row 2, column "k": found "x" in a column that has numbers too/);
    refused(mixed, /^t: row 2, column "k": found "x"/, {task: 'regression'});
  });

  it('counts the rows that are used alone', () => {
    const rows = Int32Array.of(0, 1, 2, 3);
    expect(targetOf(['a', 'b', 'a', 'b', 'c', null], {rows})).to.deep.include({classes: ['a', 'b']});
    expect(targetOf([0, 1, 0, 1, 0.5, null], {rows})).to.deep.include({classes: ['0', '1']});
  });

  it('is refused where its task is not clear', () => {
    refused(
      repeated(5, 0, 1, 3),
      /^t: column "k": the target has 3 different whole numbers, which may be classes or amounts; say which with task/,
    );
  });

  it('is refused where it has no numbers to predict', () => {
    const task = 'regression';
    refused(['p', 'q'], /^t: column "k": the target is texts, such as "q"; expected numbers/, {
      task,
      rows: Int32Array.of(1, 0),
    });
    refused(['true', 'false'], /^t: column "k": the target is true or false; expected numbers for task 'regression'/, {
      task,
    });
  });

  it('is refused where it has too many classes', () => {
    const many =
      /^t: column "k": the target has more than 1000 different values, too many for classes; for numbers, give task/;
    const texts = range(3002, (i) => `t${i % 1501}`);
    const numbers = range(3002, (i) => i % 1501);
    refused(texts, many, {task: 'classification'});
    refused(texts, many, {named: true});
    refused(numbers, many, {task: 'classification'});
    refused(texts, /^t: column "k": more than 1000 different texts are no categories/);
    refused(texts, /^t: column "k": more than 1000 different texts are no categories/, {task: 'regression'});
  });

  it('is refused where a class cannot be told, or not be tested', () => {
    refused(['a', 'a'], /^t: column "k": all 2 rows have the class "a"; expected at least two classes/);
    refused(['a', 'b', 'a'], /^t: column "k": the class "b" has one row only; .* Add rows, leave it out$/);
    refused(['c', 'b', 'a', 'a'], /^t: column "k": the class "b", "c" has one row only/);
    refused([1, 1, 2], /the class "2" has one row only; .* leave it out, or give task: 'regression'/, {
      task: 'classification',
    });
  });
});
