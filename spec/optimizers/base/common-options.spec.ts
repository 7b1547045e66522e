import {expect} from 'chai';
import {choiceOption} from '../../../lib/base/options.ts';
import {isKnownEquation} from '../../../optimizers/base/known-equations.ts';
import {decayOption, describeRule, learningRateOption} from '../../../optimizers/base/common-options.ts';
import {Momentum} from '../../../optimizers/rules/momentum.ts';

describe('describeRule', () => {
  it('says the options beside the learning rate, and makes the rule', () => {
    const table = {
      learningRate: learningRateOption,
      momentum: decayOption(0.9, 'share'),
      form: choiceOption(['a', 'b'], 'which'),
    };
    const description = describeRule(Momentum, table, {formula: 'w <- w + v', reference: 'Polyak 1964'});
    expect(description.options).to.deep.equal({
      momentum: {required: false, default: 0.9, range: {from: 0, below: 1}, description: 'share'},
      form: {required: false, default: 'a', choices: ['a', 'b'], description: 'which'},
    });
    expect(description.formula).to.equal('w <- w + v');
    const rule = description.create(0.5, {momentum: 0.25});
    expect(rule.getConfig()).to.include({learningRate: 0.5, momentum: 0.25, form: 'classical'});
  });

  it('says of the equation of a rule that nobody need look at it again', () => {
    class Own extends Momentum {
      static override get className(): string {
        return 'SpecDescribedOwn';
      }
      protected override update(input: never): never {
        return super.update(input) as never;
      }
    }
    // eslint-disable-next-line typescript/unbound-method -- the function itself is what is known
    const equation = Own.prototype['update'];
    expect(isKnownEquation(equation)).to.equal(false);
    describeRule(Own, {learningRate: learningRateOption}, {formula: 'w <- w', reference: 'none'});
    expect(isKnownEquation(equation)).to.equal(true);
  });
});
