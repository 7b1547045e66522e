import {expect} from 'chai';
import {judgeExploding} from '../../../../lib/training/diagnosis/exploding.ts';
import type {EpochRecord} from '../../../../lib/training/types.ts';
import {layer, records} from './support.ts';

const symptomsOf = (history: EpochRecord[]) => judgeExploding({history, divergence: null})?.symptoms;

describe('judgeExploding', () => {
  it('names the three symptoms', () => {
    expect(symptomsOf(records([2, 1, 1], (epoch) => [layer({weightNorm: 4 ** epoch})]))).to.deep.equal(['weightsGrow']);
    expect(symptomsOf(records([2, 1], () => [layer({weightNorm: Infinity})]))).to.deep.equal(['weightsNotFinite']);
    expect(symptomsOf(records([2, 1, 5]))).to.deep.equal(['lossJumps']);
  });

  it('takes weights that grow in the first epoch only, and a loss that jumps below its start, as healthy', () => {
    expect(symptomsOf(records([2, 1, 1], (epoch) => [layer({weightNorm: [0.1, 5, 6][epoch]!})]))).to.equal(undefined);
    expect(symptomsOf(records([2, 0.1, 0.5]))).to.equal(undefined);
    expect(symptomsOf([])).to.equal(undefined);
  });

  it('judges gradients by their norm and by their growth towards the first layer', () => {
    const judged = (gradientNorm: number) =>
      judgeExploding({history: records([2, 1], () => [layer({gradientNorm}), layer()]), divergence: null});
    expect(judged(99)).to.equal(null);
    expect(judged(101)?.evidence).to.equal("the first layer's gradient is 101 times the last layer's");
    expect(judged(2000)?.numbers).to.include({gradientNorm: 2000, gradientRatio: 2000, gradientNormFrom: 1000});
  });

  it('still sees what grew before weights became NaN', () => {
    const norms = [1, 2, 20, Number.NaN, Number.NaN];
    const history = records([2, 1, 1, Number.NaN, Number.NaN], (epoch) => [
      layer({weightNorm: norms[epoch]!, gradientNorm: 1000 * norms[epoch]!}),
      layer(),
    ]);
    const found = judgeExploding({history, divergence: null})!;
    expect(found.symptoms).to.deep.equal(['weightsGrow', 'weightsNotFinite']);
    expect(found.numbers).to.include({weightRatio: 10, gradientNorm: 20000, gradientRatio: 20000, lossRatio: 1});
    expect(found.evidence).to.match(/^weights are NaN or infinite in epoch 3; a layer's weights grew 10-fold/);
  });

  it('tells a loss that became NaN from one that jumped', () => {
    const diverged = (loss: number) => ({update: 7, learningRate: 1, loss, reason: 'because'});
    const run = (loss: number) => judgeExploding({history: records([2]), divergence: diverged(loss)})!;
    expect(run(Number.NaN).symptoms).to.deep.equal(['weightsNotFinite']);
    expect(run(1e6).symptoms).to.deep.equal(['lossJumps']);
    expect(run(1e6).evidence).to.match(/diverged at update 7 \(because\); the loss jumped 500000-fold/);
  });
});
