import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {nativeBackend} from '../../../lib/native/binding.ts';
import type {UpdateInput, UpdateOutput} from '../../../lib/update/index.ts';
import {ruleOptions, type SlotKind, UpdateRule} from '../../../optimizers/base/index.ts';
import {Adam, Sgd} from '../../../optimizers/index.ts';
import {trace} from '../run.ts';

const table = ruleOptions({});

type Input = UpdateInput<'m', 'rate'>;

/** A rule whose step is what a function gives. */
class Own extends UpdateRule<{learningRate: number}, typeof table, 'm', 'rate'> {
  static readonly className: string = 'SpecKnownOwn';
  readonly #equation: (input: Input) => UpdateOutput<'m'>;
  constructor(equation: (input: Input) => UpdateOutput<'m'>) {
    super(table, {learningRate: 1});
    this.#equation = equation;
  }
  protected override slotKinds(): SlotKind<'m'>[] {
    return [{name: 'm'}];
  }
  protected override coefficients(t: number) {
    return {rate: this.number('learningRate', t)};
  }
  protected override update(input: Input): UpdateOutput<'m'> {
    return this.#equation(input);
  }
}

describe('an equation that is no function of its input', () => {
  let warn: typeof console.warn;
  let told: string[];
  beforeEach(() => {
    told = [];
    // That of the suite, which is put there after the specs have been read.
    ({warn} = console);
    console.warn = (text: string) => void told.push(text);
  });
  afterEach(() => {
    console.warn = warn;
  });

  for (const [what, values] of [
    [
      'a counter',
      () => {
        let count = 0;
        return () => ++count;
      },
    ],
    [
      'a setting that changes late',
      () => {
        let calls = 0;
        return () => (++calls > 7 ? 5 : 1);
      },
    ],
  ] as [string, () => () => number][]) {
    it(`gives the numbers of single operations, and says so once: ${what}`, () => {
      const wanted = values();
      // Looking at the equation again must not move it on.
      let step = 0;
      const factors = Array.from({length: 12}, () => wanted());
      const rule = new Own(({value, gradient}) => ({value: tf.sub(value, tf.mul(gradient, factors[step]!))}));
      const w = tf.tidy(() => tf.variable(tf.scalar(0)));
      let sum = 0;
      for (step = 0; step < 12; step++) {
        tf.tidy(() => rule.applyGradients({[w.name]: tf.scalar(1)}));
        sum -= factors[step]!;
        expect(w.dataSync()[0]).to.equal(sum);
      }
      expect(told.length).to.equal(nativeBackend() === null ? 0 : 1);
      if (nativeBackend() !== null) expect(told[0]).to.match(/does something else from update to update/);
      rule.dispose();
      w.dispose();
    });
  }

  it('is not asked again where it is known, nor told of where it stays', () => {
    let calls = 0;
    const rule = new Own(({value, gradient}) => {
      calls++;
      return {value: tf.sub(value, gradient)};
    });
    expect(trace(rule, 0, [1, 1, 1])).to.deep.equal([-1, -2, -3]);
    expect(calls).to.equal(3);
    expect(told).to.deep.equal([]);
  });
});

describe('checkClassName', () => {
  it('refuses a class without a name, and one that has its equation below its name', () => {
    class Nameless extends UpdateRule<{learningRate: number}, typeof table, never, never> {
      constructor() {
        super(table, {learningRate: 1});
      }
      protected override slotKinds(): [] {
        return [];
      }
      protected override coefficients() {
        return {};
      }
      protected override update({value}: UpdateInput<never, never>) {
        return {value};
      }
    }
    expect(() => new Nameless()).to.throw(TypeError, /^Nameless: .* static className = 'Nameless', and tf\.serial/);
    class Hidden extends Sgd {
      protected override update(input: UpdateInput<never, 'rate'>) {
        return super.update(input);
      }
    }
    expect(() => new Hidden({learningRate: 1})).to.throw(TypeError, /^Hidden: the class needs a name of its own/);
    class Shown extends Hidden {
      static override get className(): string {
        return 'SpecShown';
      }
    }
    expect(new Shown({learningRate: 1}).getClassName()).to.equal('SpecShown');
    // Nothing of the equation is its own.
    class Same extends Adam {}
    expect(new Same({learningRate: 1}).getClassName()).to.equal('OptimAdam');
  });
});

describe('checkOutput', () => {
  const refused = (output: unknown): string => {
    const rule = new Own(() => output as UpdateOutput<'m'>);
    const w = tf.tidy(() => tf.variable(tf.ones([2, 3])));
    const g = tf.ones([2, 3]);
    try {
      rule.applyGradients({[w.name]: g});
      return 'not refused';
    } catch (error) {
      return String(error);
    } finally {
      rule.dispose();
      tf.dispose([w, g]);
    }
  };

  it('names what an equation returns wrong', () => {
    const [right, other] = [tf.ones([2, 3]), tf.ones([3])];
    const owner = 'TypeError: SpecKnownOwn: update';
    expect(refused(undefined)).to.include(`${owner} must return {value, slots}, received undefined`);
    expect(refused(right)).to.include(`${owner} must return {value, slots}`);
    expect(refused({})).to.include(`${owner} must return a value of shape [2,3], received undefined`);
    expect(refused({value: other})).to.include(`${owner} must return a value of shape [2,3], received shape [3]`);
    expect(refused({value: right, slots: {M: right}})).to.include(
      `${owner} returns the slot "M", which slotKinds does not list; the slots are m`,
    );
    expect(refused({value: right, slots: {m: other}})).to.include(`the slot "m" of shape [2,3], received shape [3]`);
    expect(refused({value: right, slots: {m: undefined}})).to.equal('not refused');
    tf.dispose([right, other]);
  });
});
