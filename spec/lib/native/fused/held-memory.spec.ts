import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {compile} from '../../../../lib/native/index.ts';
import {
  ruleOptions,
  type SlotKind,
  type UpdateInput,
  type UpdateOutput,
  UpdateRule,
} from '../../../../optimizers/base/index.ts';
import {momentum, sgd} from '../../../../optimizers/index.ts';
import {nativeOnly} from '../native-only.ts';

const table = ruleOptions({});

type Input = UpdateInput<'p' | 'q', 'rate'>;

/** A rule of two slots whose equation is given. */
class Given extends UpdateRule<{learningRate: number}, typeof table, 'p' | 'q', 'rate'> {
  static readonly className = 'SpecGiven';
  readonly equation: (input: Input) => UpdateOutput<'p' | 'q'>;
  readonly #kinds: SlotKind<'p' | 'q'>[];
  constructor(equation: (input: Input) => UpdateOutput<'p' | 'q'>, kinds: SlotKind<'p' | 'q'>[] = []) {
    super(table, {learningRate: 1});
    this.equation = equation;
    this.#kinds = kinds;
  }
  protected override slotKinds(): SlotKind<'p' | 'q'>[] {
    return this.#kinds;
  }
  protected override coefficients(t: number) {
    return {rate: this.number('learningRate', t)};
  }
  protected override update(input: Input): UpdateOutput<'p' | 'q'> {
    return this.equation(input);
  }
}

const values = (x: tf.Tensor): number[] => [...x.dataSync()];

describe('updates and memory that others hold', () => {
  it('never write into an array of JavaScript, nor into what else was made of it', () => {
    for (let trial = 0; trial < 40; trial++) {
      const array = new Float32Array(1000 + trial).fill(1);
      const [w, other] = tf.tidy(() => [tf.variable(tf.tensor1d(array)), tf.variable(tf.tensor1d(array))]);
      const optimizer = momentum(0.5);
      const g = tf.ones([array.length]);
      for (let i = 0; i < 3; i++) optimizer.applyGradients({[w.name]: g});
      expect([array[0], array.at(-1), values(other)[5]], `${trial}`).to.deep.equal([1, 1, 1]);
      const read = w.dataSync();
      const before = read[0];
      optimizer.applyGradients({[w.name]: g});
      expect(read[0]).to.equal(before);
      expect(values(w)[0]).to.be.below(before!);
      optimizer.dispose();
      tf.dispose([w, other, g]);
    }
  });

  it('leave a value that is handed back as it is, and take slots that change places as they were', () => {
    const kinds: SlotKind<'p' | 'q'>[] = [
      {name: 'p', initial: 1},
      {name: 'q', initial: 2},
    ];
    for (const [equation, wanted] of [
      [({value}) => ({value}), [5, 1, 2]],
      [({value, slots: {p, q}}) => ({value, slots: {p: q, q: p}}), [5, 2, 1]],
      [({value, slots: {p}}) => ({value: p, slots: {p: value}}), [1, 5, 2]],
    ] as [(input: Input) => UpdateOutput<'p' | 'q'>, number[]][]) {
      const w = tf.tidy(() => tf.variable(tf.scalar(5)));
      const rule = new Given(equation, kinds);
      const ends: number[][] = [];
      for (let i = 0; i < 3; i++) {
        tf.tidy(() => rule.applyGradients({[w.name]: tf.scalar(1)}));
        ends.push(values(w));
      }
      expect(ends[0]![0]).to.equal(wanted[0]);
      expect(ends[2]![0]).to.equal(wanted[0]);
      rule.dispose();
      w.dispose();
    }
  });

  it('take gradients that are variables of the same update as they were', () => {
    const [a, b] = tf.tidy(() => [
      tf.variable(tf.scalar(1), true, 'held/kernel'),
      tf.variable(tf.scalar(3), true, 'held/bias'),
    ]);
    for (const weightDecay of [0, 1e-9]) {
      tf.tidy(() => {
        a.assign(tf.scalar(1));
        b.assign(tf.scalar(3));
      });
      sgd(0.5, {weightDecay}).applyGradients({[a.name]: b, [b.name]: a});
      expect(values(a)[0]).to.be.closeTo(-0.5, 1e-6);
      expect(values(b)[0]).to.be.closeTo(2.5, 1e-6);
    }
    tf.dispose([a, b]);
  });

  it('tell constants apart that JSON does not', () => {
    for (const [first, second] of [
      [Number.NaN, Infinity],
      [Infinity, -Infinity],
      [0, -0],
    ] as const) {
      const [matrix, vector] = tf.tidy(() => [tf.variable(tf.ones([1, 2])), tf.variable(tf.ones([2]))]);
      const rule = new Given(({value, gradient}) => ({
        value: tf.div(gradient, tf.fill(value.shape, value.rank > 1 ? first : second)),
      }));
      const gradients = [matrix, vector].map(({name, shape}) => ({name, tensor: tf.ones(shape)}));
      rule.applyGradients(gradients);
      expect([values(matrix)[0], values(vector)[0]]).to.deep.equal([1 / first, 1 / second]);
      rule.dispose();
      tf.dispose([matrix, vector, gradients.map(({tensor}) => tensor)]);
    }
  });

  it('take slots whose shape or type goes by the name of the variable, in any order', () => {
    for (const kind of [
      {name: 'p', shape: ({name, shape}: tf.Variable) => (name.endsWith('full') ? shape : [])},
      {
        name: 'p',
        initial: ({name, shape}: tf.Variable) => tf.zeros(shape, name.endsWith('full') ? 'float32' : 'int32'),
      },
    ] as SlotKind<'p'>[]) {
      for (const order of [
        ['full', 'other'],
        ['other', 'full'],
      ]) {
        const variables = order.map((name) => tf.tidy(() => tf.variable(tf.ones([4]), true, `held/${name}`)));
        const rule = new Given(({value, gradient}) => ({value: tf.sub(value, gradient)}), [kind]);
        const gradients = variables.map(({name}) => ({name, tensor: tf.ones([4])}));
        for (let i = 0; i < 2; i++) rule.applyGradients(gradients);
        for (const each of variables) expect(values(each)).to.deep.equal([-1, -1, -1, -1]);
        rule.dispose();
        tf.dispose([variables, gradients.map(({tensor}) => tensor)]);
      }
    }
  });

  it('manage long equations', () => {
    const rule = new Given(({value, gradient}) => {
      let next = value;
      for (let i = 0; i < 3000; i++) next = tf.sub(next, tf.mul(gradient, 1 / (i + 1)));
      return {value: next};
    });
    const w = tf.tidy(() => tf.variable(tf.scalar(0)));
    tf.tidy(() => rule.applyGradients({[w.name]: tf.scalar(1)}));
    expect(values(w)[0]).to.be.closeTo(-8.5837, 1e-2);
    rule.dispose();
    w.dispose();
  });
});

describe('compiled updates and what is read beside them', () => {
  before(function () {
    nativeOnly(this);
  });

  it('leave a variable that is an argument as new as any other', () => {
    const w = tf.tidy(() => tf.variable(tf.scalar(1)));
    const optimizer = sgd(0.1);
    const step = compile((_: tf.Tensor, x: tf.Tensor) => optimizer.minimize(() => tf.mul(x, tf.square(w)), true, [w])!);
    const x = tf.scalar(1);
    let wanted = 1;
    for (let i = 0; i < 8; i++) {
      tf.dispose(step(w, x));
      wanted *= 0.8;
      expect(values(w)[0], `${i}`).to.be.closeTo(wanted, 1e-5);
    }
    step.dispose();
    tf.dispose([w, x]);
  });

  it('may wait for each other', () => {
    for (const kind of ['values', 'gradients'] as const) {
      const ends = [false, true].map((isCompiled) => {
        const [a, b] = tf.tidy(() => [tf.variable(tf.scalar(1)), tf.variable(tf.scalar(2))]);
        const [first, second] = [sgd(0.5), sgd(0.25)];
        const fn = (g: tf.Tensor): tf.Tensor[] => {
          const [p, q] = [tf.mul(a, g), tf.mul(b, g)];
          first.applyGradients({[a.name]: kind === 'gradients' ? q : g});
          second.applyGradients({[b.name]: kind === 'gradients' ? p : g});
          return [tf.mul(p, b), tf.mul(q, a)];
        };
        const compiled = compile(fn);
        const run = isCompiled ? compiled : fn;
        const g = tf.scalar(0.5);
        const results = Array.from({length: 6}, () => tf.tidy(() => run(g).map((each) => each.dataSync()[0])));
        const end = [...results, values(a)[0], values(b)[0]];
        compiled.dispose();
        tf.dispose([a, b, g]);
        return end;
      });
      expect(ends[1], kind).to.deep.equal(ends[0]);
    }
  });
});
