import {DataError} from '../data-error.ts';
import type {Split} from '../resampling/split.ts';
import type {Dataset, ExampleSet} from '../types.ts';
import {momentsOf, spreadProblem, standardised} from '../table/moments.ts';

/** Examples of one size with classes or numbers to predict. */
export interface Examples {
  /** Names them in messages. */
  readonly name: string;
  readonly x: Uint8Array | Float32Array;
  readonly shape: readonly number[];
  readonly count: number;
  /** Names of classes and the class of each example, or null. */
  readonly classes: readonly string[] | null;
  readonly labels: Int32Array | null;
  /** `count` times `outputs` numbers to predict, or null. */
  readonly targets: Float64Array | null;
  readonly outputs: number;
  /** What a message calls the target of an example; output counts where there are several. */
  readonly targetAt: (row: number, output: number) => string;
}

/** What is predicted; said of one file, it holds for the other. */
export const taskOf = ({classes}: Examples): Dataset['task'] => (classes === null ? 'regression' : 'classification');

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

function chosen<Numbers extends Uint8Array | Float32Array>(x: Numbers, size: number, rows: Int32Array): Numbers {
  const result = new (x.constructor as new (length: number) => Numbers)(rows.length * size);
  for (const [i, row] of rows.entries()) result.set(x.subarray(row * size, (row + 1) * size), i * size);
  return result;
}

/** The parts of a split, their targets scaled by means and deviations of the training part. */
export function splitExamples(examples: Examples, {train, test}: Split): Omit<Dataset, 'name' | 'source'> {
  const {x, shape, classes, labels, targets, outputs, name} = examples;
  const mean: number[] = [];
  const deviation: number[] = [];
  for (let output = 0; output < (targets === null ? 0 : outputs); output++) {
    const moments = momentsOf(train, targets!, outputs, output);
    const which = outputs === 1 ? 'the target' : `target ${output}`;
    if (moments.least === moments.greatest) {
      throw new DataError(
        `${name}: ${which} is ${moments.least} in every example to train with; expected numbers that differ`,
      );
    }
    const problem = spreadProblem(moments);
    if (problem !== null) throw new DataError(`${name}: ${which} cannot be standardised: ${problem}`);
    mean.push(moments.mean);
    deviation.push(moments.deviation);
  }
  const part = (rows: Int32Array): ExampleSet => ({
    x: chosen(x, sizeOf(shape), rows),
    y: labels !== null ? labelsOf(labels, rows, outputs) : scaled(examples, rows, mean, deviation),
    count: rows.length,
  });
  return {
    task: taskOf(examples),
    shape,
    outputs,
    classes,
    columns: null,
    scaling: classes === null ? {mean, deviation} : null,
    train: part(train),
    test: part(test),
  };
}

function labelsOf(labels: Int32Array, rows: Int32Array, classes: number): Uint8Array | Int32Array {
  const y = classes > 256 ? new Int32Array(rows.length) : new Uint8Array(rows.length);
  for (const [i, row] of rows.entries()) y[i] = labels[row]!;
  return y;
}

function scaled(
  {targets, outputs, targetAt}: Examples,
  rows: Int32Array,
  mean: readonly number[],
  deviation: readonly number[],
): Float32Array {
  const y = new Float32Array(rows.length * outputs);
  for (const [i, row] of rows.entries()) {
    for (let output = 0; output < outputs; output++) {
      const value = targets![row * outputs + output]!;
      const at = i * outputs + output;
      y[at] = standardised(value, mean[output]!, deviation[output]!);
      if (Number.isFinite(y[at])) continue;
      throw new DataError(
        `${targetAt(row, output)} is ${value}, so far from the others (mean ${mean[output]}, deviation ${deviation[output]}) that it is infinite as a standardised number of float32; correct it, or leave the example out`,
      );
    }
  }
  return y;
}

/** One set of examples after another, as the train and test files of one. */
export function joinExamples(train: Examples, test: Examples): {examples: Examples; given: Split} {
  const count = train.count + test.count;
  const joined = <Numbers extends Uint8Array | Float32Array | Int32Array | Float64Array>(
    one: Numbers,
    other: Numbers,
  ) => {
    const both = new (one.constructor as new (length: number) => Numbers)(one.length + other.length);
    both.set(one);
    both.set(other, one.length);
    return both;
  };
  if (train.x.constructor !== test.x.constructor || train.shape.join() !== test.shape.join()) {
    const words = ({x, shape}: Examples) => `${shape.join(' x ')} of ${x instanceof Uint8Array ? 'bytes' : 'floats'}`;
    throw new DataError(`${test.name}: examples are ${words(test)}; expected ${words(train)}, as in ${train.name}`);
  }
  if (
    (train.classes === null) !== (test.classes === null) ||
    (train.classes === null && train.outputs !== test.outputs)
  ) {
    const words = ({classes, outputs}: Examples) =>
      classes !== null ? 'classes' : outputs === 1 ? 'one number to predict' : `${outputs} numbers to predict`;
    throw new DataError(`${test.name}: has ${words(test)}; expected ${words(train)}, as in ${train.name}`);
  }
  const unknown = test.classes?.find((name) => !train.classes!.includes(name));
  if (unknown !== undefined) {
    throw new DataError(
      `${test.name}: has the class ${unknown}, which ${train.name} has not (${train.classes!.join(', ')}); add such examples there, or leave them out here`,
    );
  }
  const mapped = test.labels?.map((label) => train.classes!.indexOf(test.classes![label]!)) ?? null;
  const examples: Examples = {
    ...train,
    count,
    x: joined(train.x as Float32Array, test.x as Float32Array),
    labels: train.labels && mapped ? joined(train.labels, mapped) : null,
    targets: train.targets && test.targets ? joined(train.targets, test.targets) : null,
    targetAt: (row, output) =>
      row < train.count ? train.targetAt(row, output) : test.targetAt(row - train.count, output),
  };
  const range = (from: number, to: number) => Int32Array.from({length: to - from}, (_, i) => from + i);
  return {examples, given: {train: range(0, train.count), test: range(train.count, count)}};
}
