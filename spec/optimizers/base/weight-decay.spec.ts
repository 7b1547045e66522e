import {expect} from 'chai';
import {isDecayed} from '../../../optimizers/base/weight-decay.ts';

describe('isDecayed', () => {
  it('spares biases and normalisation parameters, also under a name made unique', () => {
    for (const name of [
      'bias',
      'd/bias',
      'd/bias_1',
      'batch_normalization_BatchNormalization1/gamma',
      'norm/beta_12',
    ]) {
      expect(isDecayed(name), name).to.be.false;
    }
  });

  it('decays everything else', () => {
    for (const name of [
      'w',
      'd/kernel',
      'd/kernel_1',
      'bias/kernel',
      'd/unbias',
      'd/bias_x',
      'alphabeta',
      'd/gamma1',
    ]) {
      expect(isDecayed(name), name).to.be.true;
    }
  });
});
