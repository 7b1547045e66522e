import {expect} from 'chai';
import {parseCatalogueModel} from '../../../scripts/model/catalogue-spec.ts';

function parse(text: string) {
  const mistakes: string[] = [];
  return {model: parseCatalogueModel(text, mistakes), mistakes};
}

describe('parseCatalogueModel', () => {
  it('reads widths and activation', () => {
    expect(parse('mlp:widths=300-100,activation=tanh')).to.deep.equal({
      model: {kind: 'catalogue', name: 'mlp', options: {widths: [300, 100], activation: 'tanh'}},
      mistakes: [],
    });
    const widths = (text: string): unknown => parse(text).model?.options['widths'];
    expect(['mlp:widths=64', 'mlp:64', 'mlp:64-32', 'mlp:64-32,activation=tanh'].map(widths)).to.deep.equal([
      [64],
      [64],
      [64, 32],
      [64, 32],
    ]);
  });

  it('names what it does not know', () => {
    expect(parse('2d2c').mistakes[0]).to.match(/unknown model "2d2c"/);
    expect(parse('logreg:widths=3').mistakes[0]).to.match(/logreg: unknown option "widths"/);
    expect(parse('mlp:widths=3-x').mistakes[0]).to.match(/widths must be whole numbers such as 300-100, got "3-x"/);
    expect(parse('mlp:activation=rellu').mistakes[0]).to.match(/activation .*"rellu"/);
    expect(parse('mlp,logreg').mistakes[0]).to.match(/--model takes one model, got 2/);
  });
});
