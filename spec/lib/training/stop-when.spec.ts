import {expect} from 'chai';
import {checkStopWhen, stopReason} from '../../../lib/training/stop-when.ts';
import {records} from './diagnosis/support.ts';

describe('stopReason', () => {
  it('judges the norm of the gradient and the loss', () => {
    const history = records([2, 0.5]);
    expect(stopReason({gradientNorm: 0.1}, history, 0.1)).to.equal('gradientNorm');
    expect(stopReason({gradientNorm: 0.1}, history, 0.11)).to.equal(null);
    expect(stopReason({loss: 0.5}, history, null)).to.equal('loss');
    expect(stopReason({loss: 0.49}, history, null)).to.equal(null);
    expect(stopReason({}, history, 0)).to.equal(null);
    expect(stopReason({loss: 1}, [], null)).to.equal(null);
  });

  it('finds a plateau when the last epochs improve by no more than the threshold on the best before', () => {
    const plateau = (losses: number[], epochs: number, threshold?: number) =>
      stopReason({plateau: {epochs, ...(threshold !== undefined && {threshold})}}, records(losses), null);
    expect(plateau([2, 1, 1, 1], 2)).to.equal('plateau');
    expect(plateau([2, 1, 0.9, 1], 2)).to.equal(null);
    expect(plateau([2, 1, 0.96, 1], 2, 0.05)).to.equal('plateau');
    expect(plateau([2, 1, 1.1, 0.94], 2, 0.05)).to.equal(null);
    expect(plateau([-1, -2, -2.05, -2.05], 2, 0.05)).to.equal('plateau');
    expect(plateau([2, 2], 2)).to.equal(null);
    expect(plateau([2, 2, 2], 2)).to.equal('plateau');
  });
});

describe('checkStopWhen', () => {
  it('refuses criteria that are unknown or out of range', () => {
    const refuses = (stopWhen: object, message: RegExp): void =>
      void expect(() => checkStopWhen(stopWhen)).to.throw(message);
    refuses({gradient: 1}, /unknown option "gradient"/);
    refuses({gradientNorm: -1}, /gradientNorm must be .* >= 0, received -1/);
    refuses({loss: 'low'}, /loss must be a finite number/);
    refuses({plateau: {epochs: 0}}, /epochs must be a whole number >= 1/);
    refuses({plateau: {}}, /epochs must be a whole number/);
    refuses({plateau: 3}, /options must be an object/);
    expect(() => checkStopWhen({gradientNorm: 0, loss: -1, plateau: {epochs: 2}})).not.to.throw();
  });
});
