import {expect} from 'chai';
import {type Examples, joinExamples, splitExamples, taskOf} from '../../../../lib/data/arrays/examples.ts';
import {DataError} from '../../../../lib/data/data-error.ts';

const range = <Value>(count: number, value: (i: number) => Value): Value[] =>
  Array.from({length: count}, (_, i) => value(i));

/** Examples of two bytes each, the first of which counts. */
const labelled = (name: string, classes: readonly string[], labels: readonly number[], first = 0): Examples => ({
  name,
  x: Uint8Array.from(labels.flatMap((_, i) => [first + i, 100])),
  shape: [2],
  count: labels.length,
  classes,
  labels: Int32Array.from(labels),
  targets: null,
  outputs: classes.length,
  targetAt: () => 'no target',
});
const targeted = (name: string, outputs: number, targets: readonly number[]): Examples => ({
  name,
  x: Float32Array.from(range(targets.length / outputs, (i) => i)),
  shape: [1],
  count: targets.length / outputs,
  classes: null,
  labels: null,
  targets: Float64Array.from(targets),
  outputs,
  targetAt: (row, output) => `${name}[${row}, ${output}]`,
});
const split = (train: readonly number[], test: readonly number[]) => ({
  train: Int32Array.from(train),
  test: Int32Array.from(test),
});

describe('the parts of a split', () => {
  it('have the inputs and the classes of their rows', () => {
    const set = splitExamples(labelled('d', ['a', 'b'], [0, 1, 1]), split([2, 0], [1]));
    expect(set).to.deep.equal({
      task: 'classification',
      shape: [2],
      outputs: 2,
      classes: ['a', 'b'],
      columns: null,
      scaling: null,
      train: {x: Uint8Array.of(2, 100, 0, 100), y: Uint8Array.of(1, 0), count: 2},
      test: {x: Uint8Array.of(1, 100), y: Uint8Array.of(1), count: 1},
    });
    for (const count of [256, 257]) {
      const {train} = splitExamples(
        labelled(
          'd',
          range(count, String),
          range(count, (i) => i),
        ),
        split([count - 1], []),
      );
      expect(train.y).to.deep.equal(count === 256 ? Uint8Array.of(255) : Int32Array.of(256));
    }
  });

  it('have targets that are standardised by the training part', () => {
    const examples = targeted('d', 2, [1, 10, 3, 30, 7, 90]);
    expect(taskOf(examples)).to.equal('regression');
    const {train, test, scaling, classes} = splitExamples(examples, split([0, 1], [2]));
    expect([scaling, classes]).to.deep.equal([{mean: [2, 20], deviation: [1, 10]}, null]);
    expect([[...train.y], [...test.y]]).to.deep.equal([
      [-1, -1, 1, 1],
      [5, 7],
    ]);
  });

  it('are refused where a target is the same everywhere, or cannot be standardised', () => {
    expect(() => splitExamples(targeted('d', 1, [5, 5, 7]), split([0, 1], [2]))).to.throw(
      DataError,
      'd: the target is 5 in every example to train with; expected numbers that differ',
    );
    expect(() => splitExamples(targeted('d', 2, [1, 5, 2, 5]), split([0, 1], []))).to.throw(
      DataError,
      /^d: target 1 is 5 in every/,
    );
    expect(() => splitExamples(targeted('d', 1, [1e9, 1e9 + 2e-7]), split([0, 1], []))).to.throw(
      DataError,
      /^d: the target cannot be standardised: its numbers lie between/,
    );
    expect(() => splitExamples(targeted('d', 2, [1, 5, 2, 6, 1, 1e300]), split([0, 1], [2]))).to.throw(
      DataError,
      /^d\[2, 1\] is 1e\+300, so far from the others \(mean 5\.5, deviation 0\.5\) that it is infinite/,
    );
  });
});

describe('one set of examples after another', () => {
  it('has the classes of the first, whatever their numbers are in the other', () => {
    const train = labelled('d', ['a', 'b', 'c'], [2, 0, 1]);
    const {examples, given} = joinExamples(train, labelled('t', ['c', 'a'], [0, 1], 50));
    expect(examples).to.deep.include({
      name: 'd',
      count: 5,
      classes: ['a', 'b', 'c'],
      labels: Int32Array.of(2, 0, 1, 2, 0),
      targets: null,
    });
    expect([...examples.x]).to.deep.equal([0, 100, 1, 100, 2, 100, 50, 100, 51, 100]);
    expect(given).to.deep.equal(split([0, 1, 2], [3, 4]));
  });

  it('has the targets of both, named as in their files', () => {
    const {examples} = joinExamples(targeted('d', 2, [1, 2, 3, 4]), targeted('t', 2, [5, 6]));
    expect([...examples.targets!]).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect([examples.targetAt(1, 1), examples.targetAt(2, 0)]).to.deep.equal(['d[1, 1]', 't[0, 0]']);
    expect([examples.labels, examples.classes]).to.deep.equal([null, null]);
  });

  it('is refused where the two do not go together', () => {
    const refused = (train: Examples, test: Examples, message: RegExp) =>
      expect(() => joinExamples(train, test)).to.throw(DataError, message);
    const bytes = labelled('d', ['a', 'b'], [0, 1]);
    refused(
      bytes,
      {...bytes, name: 't', shape: [1, 2]},
      /^t: examples are 1 x 2 of bytes; expected 2 of bytes, as in d$/,
    );
    refused(
      bytes,
      {...bytes, name: 't', x: new Float32Array(4)},
      /^t: examples are 2 of floats; expected 2 of bytes, as in d$/,
    );
    const numbers = targeted('d', 1, [1, 2]);
    refused(
      numbers,
      targeted('t', 2, [1, 2]),
      /^t: has 2 numbers to predict; expected one number to predict, as in d$/,
    );
    refused(
      numbers,
      {...bytes, name: 't', x: numbers.x, shape: [1]},
      /^t: has classes; expected one number to predict/,
    );
    refused(
      {...bytes, x: numbers.x, shape: [1]},
      {...numbers, name: 't'},
      /^t: has one number to predict; expected classes, as in d$/,
    );
    refused(
      bytes,
      labelled('t', ['a', 'z'], [0, 1]),
      /^t: has the class z, which d has not \(a, b\); add such examples there/,
    );
    const fewer = joinExamples(labelled('d', ['a', 'b', 'c'], [0, 1, 2]), labelled('t', ['b'], [0]));
    expect([...fewer.examples.labels!]).to.deep.equal([0, 1, 2, 1]);
  });
});
