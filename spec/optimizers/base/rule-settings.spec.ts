import {expect} from 'chai';
import {decayOption, learningRateOption} from '../../../optimizers/base/common-options.ts';
import {RuleSettings} from '../../../optimizers/base/rule-settings.ts';
import {exponentialDecay, reduceOnPlateau} from '../../../schedules/index.ts';

const table = {learningRate: learningRateOption, beta: decayOption(0.5, '')};

describe('RuleSettings', () => {
  it('gives the value of every number at every step', () => {
    const settings = new RuleSettings('Rule', table, {learningRate: exponentialDecay(0.1, {gamma: 0.5})});
    expect([0, 1, 2].map((step) => settings.valueAt('learningRate', step))).to.deep.equal([0.1, 0.05, 0.025]);
    expect(settings.valueAt('beta', 7)).to.equal(0.5);
  });

  it('refuses what a schedule gives outside the range, with the step', () => {
    const settings = new RuleSettings('Rule', table, {learningRate: 1, beta: exponentialDecay(0.5, {gamma: 2})});
    expect(settings.valueAt('beta', 0)).to.equal(0.5);
    expect(() => settings.valueAt('beta', 1)).to.throw(RangeError, /Rule at step 1: beta must be .* < 1, received 1$/);
  });

  it('corrects by 1 - beta^t, also after the option was replaced', () => {
    const settings = new RuleSettings('Rule', table, {learningRate: 1});
    expect(settings.correction('beta', 2)).to.equal(0.75);
    settings.set('beta', exponentialDecay(0.5, {gamma: 0.5}));
    expect(settings.correction('beta', 2)).to.equal(1 - 0.5 * 0.25);
    expect(() => settings.set('beta', 2)).to.throw(RangeError, /beta/);
  });

  it('lets a schedule that is used twice see a metric once', () => {
    const rate = reduceOnPlateau(0.4, {factor: 0.5, patience: 1, cooldown: 0});
    const settings = new RuleSettings('Rule', table, {learningRate: rate, beta: rate});
    for (const loss of [1, 1]) settings.observe(loss, 10);
    expect(settings.valueAt('learningRate', 10), 'one bad value is allowed').to.equal(0.4);
    settings.observe(1, 10);
    expect(settings.valueAt('learningRate', 10)).to.equal(0.2);
    expect(settings.plain()['learningRate']).to.deep.equal(rate.config);
  });
});
