import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {type Binding, nativeBackend, nativeTypes} from '../../../../lib/native/binding.ts';
import {hasUpdates} from '../../../../lib/native/fused/index.ts';

const special = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 3e38, 1e-37, 0.5, -2.25, 7];

describe('the operations of update.cc', () => {
  let binding: Binding;
  before(function () {
    const backend = nativeBackend();
    if (backend === null || !hasUpdates(backend)) {
      console.log('      this binding of TensorFlow comes without them');
      this.skip();
    }
    ({binding} = backend);
  });

  interface Given {
    readonly states: readonly (readonly number[])[];
    readonly gradients: readonly (readonly number[])[];
    readonly numbers?: readonly number[];
  }

  /** Runs a program and returns the new states. */
  function run(program: string, {states, gradients, numbers = []}: Given, operation = 'OptimUpdateValues'): number[][] {
    // A copy made by TensorFlow: it may share the memory of an array whose address happens to be aligned.
    const make = (values: readonly number[]): number => {
      const shared = binding.createTensor([values.length], nativeTypes.float32, Float32Array.from(values));
      const type = {name: 'T', type: binding.TF_ATTR_TYPE, value: nativeTypes.float32};
      const [copy] = binding.executeOp('DeepCopy', [type], [shared], 1);
      binding.deleteTensor(shared);
      return copy!.id;
    };
    const [from, by] = [states.map(make), gradients.map(make)];
    const ids = [...from, ...by, make(numbers)];
    const attributes = [
      {name: 'program', type: binding.TF_ATTR_STRING, value: program},
      {name: 'N', type: binding.TF_ATTR_INT, value: states.length},
      {name: 'K', type: binding.TF_ATTR_INT, value: gradients.length},
    ];
    const outputs = operation === 'OptimUpdate' ? 0 : states.length;
    try {
      const made = binding.executeOp(operation, attributes, ids, outputs).map(({id}) => id);
      const values = (outputs === 0 ? from : made).map((id) => [...(binding.tensorDataSync(id) as Float32Array)]);
      for (const id of made) binding.deleteTensor(id);
      return values;
    } finally {
      for (const id of ids) binding.deleteTensor(id);
    }
  }

  const pairs = special.flatMap((a) => special.map((b) => [a, b] as const));
  const [left, right] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];

  for (const [name, compute, tolerance = 0] of [
    ['copy', (a) => a],
    ['add', tf.add],
    ['sub', tf.sub],
    ['mul', tf.mul],
    ['div', tf.div],
    ['square', tf.square],
    ['sqrt', tf.sqrt],
    ['neg', tf.neg],
    ['abs', tf.abs],
    ['max', tf.maximum],
    ['min', tf.minimum],
    ['sign', tf.sign],
    ['less', tf.less],
    ['lessEqual', tf.lessEqual],
    ['equal', tf.equal],
    ['notEqual', tf.notEqual],
    ['exp', tf.exp, 3e-7],
    ['log', tf.log, 3e-7],
    ['tanh', tf.tanh, 3e-7],
    ['sigmoid', tf.sigmoid, 3e-7],
    ['pow', tf.pow, 3e-7],
  ] as [string, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor, number?][]) {
    it(`compute ${name} as TensorFlow does, of special numbers too`, () => {
      const isBinary = /add|sub|mul|div|max|min|less|qual|pow/.test(name);
      const wanted = tf.tidy(() => [...compute(tf.tensor1d(left), tf.tensor1d(right)).dataSync()]);
      const [got] = run(`1 0||${name} s0${isBinary ? ' s1' : ''};=0 v0`, {states: [left], gradients: [right]});
      for (const [i, value] of got!.entries()) {
        const what = `${name}(${left[i]}, ${right[i]})`;
        const expected = wanted[i]!;
        if (tolerance > 0 && Number.isFinite(expected)) {
          expect(Math.abs(value - expected), what).to.be.at.most(tolerance * Math.max(1, Math.abs(expected)));
        } else {
          // Which of 0 and -0 is the greater depends on where in a vector they stand.
          expect(value + 0, what).to.deep.equal(expected + 0);
        }
      }
    });
  }

  it('select by what is not 0', () => {
    const [first] = run('1 2||select s0 n0 n1;=0 v0', {
      states: [[1, 0, -0, NaN]],
      gradients: [[0, 0, 0, 0]],
      numbers: [5, 6],
    });
    expect(first).to.deep.equal([5, 6, 6, 5]);
  });

  it('read memory before it changes, whatever the order of the stores', () => {
    const states = [
      [1, 2],
      [10, 20],
    ];
    const swapped = run('2 0||copy s1;copy s0;=0 v0;=1 v1', {states, gradients: [[0, 0]]});
    expect(swapped).to.deep.equal([states[1], states[0]]);
    const chained = run('2 0||add s1 s2;add s0 v0;mul s1 v1;=1 v0;=0 v2', {states, gradients: [[1, 1]]});
    expect(chained).to.deep.equal([
      [120, 460],
      [11, 21],
    ]);
    expect(run('2 0||add s1 s2;=0 v0;=1 v0', {states, gradients: [[1, 1]]})).to.deep.equal([
      [11, 21],
      [11, 21],
    ]);
  });

  it('sum each variable for itself, over many blocks, and go on with the sum', () => {
    const ones = (size: number): number[] => Array.from({length: size}, () => 1);
    const given = {states: [ones(3), ones(100_003), [2]], gradients: [ones(3), ones(100_003), [5]], numbers: [2]};
    const [small, large, single] = run('1 1|add n0 n0|mul s0 s1;sum v0|add n2 n1|mul s0 n3;=0 v0', given);
    expect(small).to.deep.equal([7, 7, 7]);
    expect([large![0], large!.at(-1), single![0]]).to.deep.equal([100_007, 100_007, 28]);
  });

  it('change tensors where they lie', () => {
    const given = {states: [[1, 2]], gradients: [[3, 4]], numbers: [10]};
    expect(run('1 1||mul s1 n0;add s0 v0;=0 v0', given, 'OptimUpdate')).to.deep.equal([[30, 40]]);
  });

  it('refuse what is no program, and what does not fit', () => {
    const given = {states: [[1, 2]], gradients: [[3, 4]]};
    for (const program of [
      '',
      '1',
      '1 0',
      '1 0||',
      'x 0||copy s1;=0 v0',
      '1 0||guess s0;=0 v0',
      '1 0||copy s1;=1 v0',
      '1 0||copy s1;=0 v7',
      '1 0||copy s9;=0 v0',
      '1 0||copy n0;=0 v0',
      '1 0||copy v0;=0 v0',
      '1 0||copy;=0 v0',
    ]) {
      expect(() => run(program, given), program).to.throw(/no program of an update/);
    }
    expect(() => run('2 0||copy s2;=0 v0', given)).to.throw(/all states of each variable/);
    expect(() => run('1 1||copy s1;=0 v0', given)).to.throw(/all numbers/);
    expect(() => run('1 0||copy s1;=0 v0', {states: [[1, 2]], gradients: [[1]]})).to.throw(/of one size/);
  });
});
