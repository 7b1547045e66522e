import {expect} from 'chai';
import {countedName} from '../../../../lib/training/layers/counted-name.ts';

describe('countedName', () => {
  it('takes names apart that were counted', () => {
    for (const [name, stem, number] of [
      ['dense_Dense3', 'dense_Dense', 3],
      ['conv2d_Conv2D12', 'conv2d_Conv2D', 12],
      ['batch_normalization_BatchNormalization1', 'batch_normalization_BatchNormalization', 1],
      ['forward_lstm_LSTM10', 'forward_lstm_LSTM', 10],
      ['time_distributed_TimeDistributed1', 'time_distributed_TimeDistributed', 1],
    ] as const)
      expect(countedName(name), name).to.deep.equal({stem, number});
  });

  it('leaves names alone that somebody gave', () => {
    for (const name of ['hidden1', 'block_Two2', 'dense_1', 'Dense1', 'dense_Dense', 'RNNCell_0', ''])
      expect(countedName(name), name).to.equal(null);
  });
});
