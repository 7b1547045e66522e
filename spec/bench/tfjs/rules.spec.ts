import {expect} from 'chai';
import {optimizerOf} from '../../../bench/tfjs/rules.ts';

describe('the rules of npm run bench', () => {
  it('are those of TensorFlow.js or of this package', () => {
    expect(optimizerOf('adam', true).getClassName()).to.equal('Adam');
    expect(optimizerOf('adam', false).getClassName()).to.equal('OptimAdam');
    expect(optimizerOf('nesterov', true).getConfig()).to.include({learningRate: 0.001, useNesterov: true});
    expect(optimizerOf('nesterov', false).getConfig()).to.include({learningRate: 0.001});
  });
});
