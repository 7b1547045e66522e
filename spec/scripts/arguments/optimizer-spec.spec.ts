import {expect} from 'chai';
import {parseOptimizers, sensibleRates} from '../../../scripts/arguments/optimizer-spec.ts';
import type {UpdateRule} from '../../../optimizers/base/index.ts';
import {stepDecay} from '../../../schedules/index.ts';
import {optimizerCatalogue} from '../../../optimizers/index.ts';

describe('parseOptimizers', () => {
  it('makes optimizers of the written options, and calls them by what was written', () => {
    const mistakes: string[] = [];
    const [sgd, adam] = parseOptimizers('sgd:lr=0.25,adam:beta1=0.8', mistakes);
    expect(mistakes).to.deep.equal([]);
    expect([sgd?.label, adam?.label]).to.deep.equal(['sgd lr=0.25', 'adam beta1=0.8']);
    const made = adam!.create();
    expect(made.getConfig()).to.include({learningRate: sensibleRates['adam'], beta1: 0.8});
    made.dispose();
  });

  it('puts a schedule in the place of the rate', () => {
    const [sgd] = parseOptimizers('sgd', []);
    const made = sgd!.create(stepDecay(0.5, {drop: 0.5, every: 1}));
    expect((made as UpdateRule).learningRate).to.equal(0.5);
    made.dispose();
  });

  it('knows a sensible rate for every optimizer of the catalogue', () => {
    expect(Object.keys(sensibleRates)).to.have.members(Object.keys(optimizerCatalogue));
  });

  it('refuses what the optimizer refuses, with its message', () => {
    const mistakes: string[] = [];
    expect(parseOptimizers('momentum:momentum=2', mistakes)).to.deep.equal([]);
    expect(mistakes[0]).to.match(/--optimizers: momentum: .*momentum must be .* received 2/);
  });
});
