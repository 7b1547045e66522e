import {expect} from 'chai';
import {parseOptimizers, sensibleRates} from '../../../scripts/arguments/optimizer-spec.ts';
import type {UpdateRule} from '../../../optimizers/base/index.ts';
import {stepDecay} from '../../../schedules/index.ts';
import {hagerZhang, optimizerCatalogue} from '../../../optimizers/index.ts';

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

  it('makes solvers, with their line search by name', () => {
    const mistakes: string[] = [];
    const choices = parseOptimizers('lbfgs:memory=5:lineSearch=hagerZhang,newtonCG:sampled=true,adam', mistakes);
    expect(mistakes).to.deep.equal([]);
    expect(choices.map(({label}) => label)).to.deep.equal([
      'lbfgs memory=5 lineSearch=hagerZhang',
      'newtonCG sampled=true',
      'adam',
    ]);
    expect(choices.map(({rate, takesBatches}) => [rate, takesBatches])).to.deep.equal([
      [null, false],
      [null, true],
      [0.001, true],
    ]);
    const made = choices[0]!.create();
    expect(made.getConfig()).to.deep.include({memory: 5, lineSearch: hagerZhang().config});
    made.dispose();
  });

  it('refuses learning rates of solvers, searches that are none, and what a program alone can give', () => {
    const mistakeOf = (text: string): string | undefined => {
      const mistakes: string[] = [];
      expect(parseOptimizers(text, mistakes)).to.have.length(0);
      return mistakes[0];
    };
    expect(mistakeOf('lbfgs:lr=0.1')).to.match(/--optimizers: lbfgs: it has no learning rate/);
    expect(mistakeOf('newtonCG:product=gauss-newton')).to.match(/newtonCG: product gauss-newton needs the outputs/);
    expect(mistakeOf('lbfgs:memory=0')).to.match(/lbfgs: .*memory must be .* received 0/);
    const mistakes: string[] = [];
    parseOptimizers('lbfgs:lineSearch=golden', mistakes);
    expect(mistakes[0]).to.match(/lineSearch must be one of backtracking, strongWolfe, hagerZhang, exactQuadratic/);
  });

  it('refuses what the optimizer refuses, with its message', () => {
    const mistakes: string[] = [];
    expect(parseOptimizers('momentum:momentum=2', mistakes)).to.deep.equal([]);
    expect(mistakes[0]).to.match(/--optimizers: momentum: .*momentum must be .* received 2/);
  });
});
