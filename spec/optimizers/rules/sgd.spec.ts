import {expect} from 'chai';
import {Sgd, sgd} from '../../../optimizers/index.ts';
import {diminishing} from '../../../schedules/index.ts';
import {trace} from '../run.ts';

describe('sgd', () => {
  it('steps against the gradient, with the rate of the schedule from step 0 on', () => {
    expect(trace(sgd(0.5), 1, [1, -1, 2])).to.deep.equal([0.5, 1, 0]);
    const rates = trace(sgd(diminishing({a: 1, b: 0})), 0, [1, 1]);
    expect(rates[0]).to.equal(-1);
    expect(rates[1]).to.equal(-1.5);
  });

  it('has weight decay that equals a penalty on the squared weight', () => {
    // w - .5 (g + .5 w)
    expect(trace(sgd(0.5, {weightDecay: 0.5}), 1, [1])).to.deep.equal([0.25]);
  });

  it('needs a learning rate, and knows its options', () => {
    expect(() => new Sgd({} as never)).to.throw(TypeError, /Sgd: learningRate is required/);
    expect(() => sgd(0.1, {momentum: 0.9} as never)).to.throw(TypeError, /unknown option "momentum"/);
    expect(() => sgd(0.1, {weightDecay: -1})).to.throw(RangeError, /weightDecay/);
  });
});
