import {expect} from 'chai';
import {parseSpecs, splitSpecs} from '../../../scripts/arguments/spec.ts';

const tables = {
  sgd: {learningRate: {default: 0.1}},
  momentum: {
    learningRate: {default: 0.1},
    momentum: {default: 0.9},
    form: {default: 'a', choices: ['a', 'b']},
    fast: {default: false},
  },
};

function parse(text: string) {
  const mistakes: string[] = [];
  const specs = parseSpecs(text, {
    flag: 'optimizers',
    kind: 'optimizer',
    names: Object.keys(tables),
    known: (name) => (Object.hasOwn(tables, name) ? tables[name as keyof typeof tables] : undefined),
    aliases: {lr: 'learningRate'},
    mistakes,
  });
  return {specs, mistakes};
}

describe('splitSpecs', () => {
  it('gives a key=value piece to the name before it, with commas and with colons', () => {
    const expected = [
      {name: 'sgd', pairs: ['lr=0.1']},
      {name: 'momentum', pairs: ['lr=0.05', 'momentum=0.8']},
      {name: 'adam', pairs: []},
    ];
    expect(splitSpecs('sgd:lr=0.1,momentum:lr=0.05,momentum=0.8,adam')).to.deep.equal(expected);
    expect(splitSpecs('sgd:lr=0.1, momentum:lr=0.05:momentum=0.8, adam')).to.deep.equal(expected);
  });
});

describe('parseSpecs', () => {
  it('reads numbers, words and truth values by name, short forms included', () => {
    const {specs, mistakes} = parse('momentum:lr=1e-2,form=b,fast=true,sgd');
    expect(mistakes).to.deep.equal([]);
    expect(specs).to.deep.equal([
      {name: 'momentum', options: {learningRate: 0.01, form: 'b', fast: true}},
      {name: 'sgd', options: {}},
    ]);
  });

  it('names every mistake at once, with what was meant', () => {
    const {mistakes} = parse(
      'sdg,momentum:momentun=0.8,momentum:lr=x,momentum:form=c,sgd:lr=1,lr=2,sgd:lr,momentum:fast=7,',
    );
    expect(mistakes).to.have.length(8);
    expect(mistakes[0]).to.match(/unknown optimizer "sdg"; did you mean "sgd"\? \(available: sgd, momentum\)/);
    expect(mistakes[1]).to.match(/unknown option "momentun"; did you mean "momentum"\?/);
    expect(mistakes[2]).to.match(/learningRate must be a number, got "x"/);
    expect(mistakes[3]).to.match(/form must be one of a, b, got "c"/);
    expect(mistakes[4]).to.match(/learningRate is given twice/);
    expect(mistakes[5]).to.match(/learningRate needs a value/);
    expect(mistakes[6]).to.match(/fast must be true or false, got "7"/);
    expect(mistakes[7]).to.match(/empty optimizer name/);
  });

  it('does not take names of Object.prototype for known ones', () => {
    expect(parse('constructor').mistakes[0]).to.match(/unknown optimizer "constructor"/);
    expect(parse('sgd:toString=1').mistakes[0]).to.match(/unknown option "toString"/);
  });
});
