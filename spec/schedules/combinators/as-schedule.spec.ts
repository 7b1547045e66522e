import {expect} from 'chai';
import {asSchedule, isSchedule} from '../../../schedules/combinators/as-schedule.ts';
import {linearDecay} from '../../../schedules/decays/linear-decay.ts';

describe('asSchedule', () => {
  it('leaves schedules and wraps numbers', () => {
    const rate = linearDecay(1, {steps: 10});
    expect(asSchedule(rate)).to.equal(rate);
    expect(asSchedule(0.3).config).to.deep.equal({name: 'constant', value: 0.3});
  });

  it('refuses plain functions, which could not be saved, and everything else', () => {
    expect(() => asSchedule(((step: number) => step) as never, 'mine', 'rate')).to.throw(
      TypeError,
      /^mine: rate must be a number or a schedule such as .*, received a function$/,
    );
    expect(() => asSchedule({name: 'constant', value: 1} as never)).to.throw(
      TypeError,
      /^asSchedule: hyperparameter must be .*, received \{"name"/,
    );
    expect(() => asSchedule(-1)).to.throw(RangeError, 'received -1');
  });

  it('knows a schedule when it sees one', () => {
    expect([linearDecay(1, {steps: 10}), Math.sqrt, 1, null, {config: {}}].map(isSchedule)).to.deep.equal([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
