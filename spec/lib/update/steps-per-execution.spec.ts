import {expect} from 'chai';
import {chooseSteps} from '../../../lib/update/steps-per-execution.ts';

describe('chooseSteps', () => {
  const small = {parameters: 25_450, batchSize: 32};

  it('takes several for small models in long runs', () => {
    expect(chooseSteps({...small, updates: 1999})).to.equal(1);
    expect(chooseSteps({...small, updates: 2000})).to.equal(4);
    expect(chooseSteps({...small, updates: 8000})).to.equal(8);
  });

  it('takes one where an update takes long', () => {
    expect(chooseSteps({parameters: 1_300_000, batchSize: 128, updates: 1e6})).to.equal(1);
    expect(chooseSteps({parameters: 25_450, batchSize: 1024, updates: 1e6})).to.equal(1);
  });
});
