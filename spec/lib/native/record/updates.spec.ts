import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {ruleOf, shrinkageOf, stateOf} from '../../../../lib/native/record/updates.ts';
import {adam, nesterov, sgd} from '../../../../optimizers/index.ts';
import {piecewiseConstant} from '../../../../schedules/index.ts';

describe('numbers of updates', () => {
  it('follow the schedules from update to update', () => {
    const optimizer = sgd(piecewiseConstant([2], [0.5, 0.25]), {weightDecay: 0.5});
    const rates = [0, 1, 2, 3].map((offset) => stateOf({optimizer, offset, fixed: []}).numbers);
    expect(rates.map(({rate}) => rate)).to.deep.equal([0.5, 0.5, 0.25, 0.25]);
    expect(rates.map(({shrinkage}) => shrinkage)).to.deep.equal([0.25, 0.25, 0.125, 0.125]);
    expect(shrinkageOf((name) => (name === 'learningRate' ? 2 : 3), 1)).to.equal(6);
  });

  it('come from rules of this package alone', () => {
    const other = tf.train.sgd(0.1);
    expect(ruleOf(other)).to.equal(null);
    expect(ruleOf(sgd(0.1))).to.not.equal(null);
    expect(stateOf({optimizer: other, offset: 0, fixed: []}).numbers).to.deep.equal({});
    other.dispose();
  });

  it('ask for another record where one becomes 0, or an option that is not fed changes', () => {
    const schedule = piecewiseConstant([1, 2], [0.5, 0.25, 0]);
    const variants = [0, 1, 2].map((offset) => stateOf({optimizer: sgd(schedule), offset, fixed: []}).variant);
    expect(variants[1]).to.equal(variants[0]);
    expect(variants[2]).to.not.equal(variants[0]);
    const optimizer = nesterov(0.1, {momentum: schedule});
    const fixed = [0, 1].map((offset) => stateOf({optimizer, offset, fixed: ['momentum']}).variant);
    expect(fixed[0]).to.not.equal(fixed[1]);
    const stock = tf.train.adam(0.1);
    const before = stateOf({optimizer: stock, offset: 0, fixed: []}).variant;
    (stock as unknown as {learningRate: number}).learningRate = 0.2;
    expect(stateOf({optimizer: stock, offset: 0, fixed: []}).variant).to.not.equal(before);
    stock.dispose();
  });

  it('stay of one kind through the updates of Adam', () => {
    const optimizer = adam(0.1);
    const variants = [0, 1, 50].map((offset) => stateOf({optimizer, offset, fixed: []}).variant);
    expect(new Set(variants).size).to.equal(1);
  });
});
