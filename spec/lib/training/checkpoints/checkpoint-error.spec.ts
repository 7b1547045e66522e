import {expect} from 'chai';
import {CheckpointError} from '../../../../lib/training/checkpoints/checkpoint-error.ts';

describe('CheckpointError', () => {
  it('names the file', () => {
    const error = new CheckpointError('runs/a.ckpt', 'it is empty');
    expect(error.message).to.equal('checkpoint runs/a.ckpt: it is empty');
    expect(error).to.include({name: 'CheckpointError', code: 'CHECKPOINT', path: 'runs/a.ckpt'});
  });
});
