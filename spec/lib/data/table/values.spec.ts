import {expect} from 'chai';
import {taskOfNumbers} from '../../../../lib/data/table/target.ts';
import {sorted} from '../../../../lib/data/table/values.ts';

describe('the order of names', () => {
  it('is that of numbers where all are, and of code points otherwise', () => {
    expect(sorted(['10', '9', '-1', '1.5'])).to.deep.equal(['-1', '1.5', '9', '10']);
    expect(sorted(['b', 'a10', 'a9', 'B', 'b', 'é'])).to.deep.equal(['B', 'a10', 'a9', 'b', 'é']);
    // By code units the letter beyond 16 bits would come first.
    expect(sorted(['\u{1f600}', '\uff01'])).to.deep.equal(['\uff01', '\u{1f600}']);
  });
});

describe('the task of numbers', () => {
  const repeated = (count: number, ...numbers: number[]) => Array.from({length: count}, () => numbers).flat();
  const cases: readonly [words: string, numbers: number[], task: string | null][] = [
    ['two numbers', repeated(3, -1, 1), 'classification'],
    ['ten that count from 0', repeated(2, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), 'classification'],
    ['three that count from 1', repeated(2, 1, 2, 3), 'classification'],
    ['a fraction', repeated(9, 0, 1, 0.5), 'regression'],
    ['mostly different ones', [10, 20, 30, 40, 40], 'regression'],
    ['more than a hundred', Array.from({length: 404}, (_, i) => i % 101), 'regression'],
    ['a gap', repeated(5, 0, 1, 3), null],
    ['eleven', repeated(5, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), null],
    ['one of which there is one', [...repeated(5, 0, 1, 2), 3], null],
  ];
  for (const [words, numbers, task] of cases) {
    it(`of ${words} is ${task ?? 'for the caller to say'}`, () => expect(taskOfNumbers(numbers)).to.equal(task));
  }
});
