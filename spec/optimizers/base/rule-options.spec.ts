import {expect} from 'chai';
import {choiceOption, flagOption} from '../../../lib/base/options.ts';
import {decayOption, learningRateOption} from '../../../optimizers/base/common-options.ts';
import {
  plainOptions,
  readRuleOptions,
  ruleNumber,
  withLearningRate,
  checkRuleNumber,
} from '../../../optimizers/base/rule-options.ts';
import * as optimizers from '../../../optimizers/index.ts';
import {constant, exponentialDecay} from '../../../schedules/index.ts';

const made: Readonly<Record<string, unknown>> = {...optimizers};
const factories = Object.keys(optimizers.optimizerCatalogue).map(
  (name) => [name, made[name] as (options: object) => unknown] as const,
);

const table = {
  learningRate: learningRateOption,
  momentum: decayOption(0.9, ''),
  form: choiceOption(['classical', 'trace'], ''),
  corrected: flagOption(false, ''),
};
const read = (given: unknown) => readRuleOptions('Rule', table, given);

describe('readRuleOptions', () => {
  it('fills in the defaults and keeps what is given', () => {
    expect(read({learningRate: 0.1})).to.deep.equal({
      learningRate: 0.1,
      momentum: 0.9,
      form: 'classical',
      corrected: false,
    });
    const schedule = constant(0.1);
    const settings = read({learningRate: schedule, momentum: 0, form: 'trace', corrected: true, customObjects: {}});
    expect(settings).to.deep.equal({learningRate: schedule, momentum: 0, form: 'trace', corrected: true});
    expect(read({learningRate: 0, momentum: undefined})['momentum']).to.equal(0.9);
  });

  it('takes the configuration of a schedule for the schedule', () => {
    const {config} = exponentialDecay(0.1, {gamma: 0.5});
    const settings = read({learningRate: config});
    expect((settings['learningRate'] as (step: number) => number)(1)).to.equal(0.05);
    expect(plainOptions(settings)['learningRate']).to.deep.equal(config);
  });

  it('refuses, by name, with the range, the value and the way out', () => {
    const cases: [unknown, typeof Error, RegExp][] = [
      [{}, TypeError, /Rule: learningRate is required.*pass a number such as 0.01, or a schedule/],
      [undefined, TypeError, /options must be one object such as \{learningRate: 0.01\}, received undefined/],
      [0.1, TypeError, /received 0.1/],
      [constant(1), TypeError, /received a function/],
      [{learningRate: -1}, RangeError, /learningRate must be a finite number >= 0, received -1/],
      [{learningRate: NaN}, RangeError, /received NaN/],
      [{learningRate: Infinity}, RangeError, /received Infinity/],
      [{learningRate: '0.1'}, TypeError, /received "0.1"/],
      [{learningRate: (step: number) => step}, TypeError, /received a function/],
      [{learningRate: {name: 'cosinDecay'}}, RangeError, /did you mean "cosineDecay"/],
      [{learningRate: 0.1, momentum: 1}, RangeError, /momentum must be a finite number >= 0 and < 1, received 1/],
      [{learningRate: 0.1, momentun: 0.5}, TypeError, /unknown option "momentun"; did you mean "momentum"/],
      [{learningRate: 0.1, zzz: 0.5}, TypeError, /unknown option "zzz"; the options are learningRate, momentum/],
      [{learningRate: 0.1, form: 'clasical'}, RangeError, /form must be one of .* did you mean "classical"/],
      [{learningRate: 0.1, corrected: 1}, TypeError, /corrected must be true or false, received 1/],
    ];
    for (const [given, kind, message] of cases) expect(() => read(given)).to.throw(kind, message);
  });
});

describe('ruleNumber', () => {
  it('checks a number, and leaves a schedule as it is', () => {
    const {read} = ruleNumber({below: 1}, 0.5, 'the share');
    const schedule = constant(5);
    expect(read('Rule', 'momentum', schedule)).to.equal(schedule);
    expect(() => read('Rule', 'momentum', 5)).to.throw(RangeError, /momentum/);
  });
});

describe('withLearningRate', () => {
  it('puts the learning rate to the options, and copies them', () => {
    const options = {beta1: 0.8};
    expect(withLearningRate('Adam', 0.5, options)).to.deep.equal({beta1: 0.8, learningRate: 0.5});
    expect(options).to.deep.equal({beta1: 0.8});
    const rate = exponentialDecay(0.5, {gamma: 0.9});
    for (const same of [rate, rate.config]) {
      expect(withLearningRate('Adam', rate, {learningRate: same})).to.deep.equal({learningRate: rate});
    }
    expect(withLearningRate('Adam', 0.5, {learningRate: undefined})).to.deep.equal({learningRate: 0.5});
  });

  it('refuses what is no options, and two rates', () => {
    const message =
      /Adam: options must be an object such as \{weightDecay: 0.01\}, after the learning rate, received 5/;
    expect(() => withLearningRate('Adam', 0.5, 5 as never)).to.throw(TypeError, message);
    expect(() => withLearningRate('Adam', 0.5, {learningRate: 1})).to.throw(
      TypeError,
      /leave out options.learningRate/,
    );
  });
});

describe('options in the place of the learning rate', () => {
  for (const [name, factory] of factories) {
    it(`are refused by ${name} with the call that is meant`, () => {
      expect(() => factory({learningRate: 0.1})).to.throw(
        TypeError,
        `received {"learningRate":0.1}; it comes first, as in ${name}(0.001, {...})`,
      );
    });
  }

  it('are not taken for a schedule, which is an object with a name', () => {
    expect(withLearningRate('Adam', {name: 'constant', value: 0.5}, {})).to.have.nested.property('learningRate.value');
  });
});

describe('checkRuleNumber', () => {
  it('refuses what float32 takes out of the range', () => {
    const [rate, beta] = [{from: 0}, {from: 0, below: 1}];
    for (const [received, range] of [
      [1e39, rate],
      [1 - 1e-9, beta],
      [1e-50, {above: 0}],
    ] as const) {
      expect(() => checkRuleNumber('Adam', 'x', received, range)).to.throw(
        RangeError,
        /^Adam: x leaves its range in float32, where .* is (Infinity|1|0)$/,
      );
    }
    for (const received of [0, 1e-50, 3.4e38]) checkRuleNumber('Adam', 'x', received, rate);
    expect(() => checkRuleNumber('Adam', 'x', -1, rate)).to.throw(RangeError, /x must be a finite number >= 0/);
    expect(() => checkRuleNumber('Adam', 'x', 'y', rate)).to.throw(TypeError);
  });
});
