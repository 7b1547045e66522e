import {expect} from 'chai';
import {
  asWritten,
  choice,
  flag,
  type ValuesOf,
  parseChoices,
  readBy,
  readValues,
  spec,
  text,
  whole,
} from '../../../scripts/arguments/command-options.ts';
import {ArgumentReader, type Written} from '../../../scripts/arguments/reader.ts';

const table = {
  epochs: whole({describe: 'passes', least: 1, most: 9, default: null, words: 'as many as suit', group: 'Training'}),
  'batch-size': whole({describe: 'examples', least: 1, or: ['full'], default: 64}),
  'best-of': {...whole({describe: 'tries', least: 1, default: 2}), key: 'k' as const},
  way: choice({describe: 'how', choices: ['short', 'long'], default: 'long'}),
  note: text({describe: 'a note', default: undefined}),
  rates: spec({
    describe: 'rates',
    default: '1,0.1',
    async parse(written, mistakes) {
      const rates = written.split(',').map(Number);
      if (rates.some(Number.isNaN)) mistakes.push(`--rates must be numbers, got "${written}"`);
      return rates;
    },
  }),
  twice: readBy({describe: 'doubled', default: 3, read: async (read, name) => 2 * Number(read.text(name) ?? 3)}),
  loud: flag({describe: 'say it', group: 'Output'}),
};

const read = async (written: Written) => {
  const reader = new ArgumentReader(written, table);
  const options = await readValues(reader, table);
  return {options, choices: await parseChoices(reader, table, options), mistakes: reader.mistakes};
};

describe('tables of options', () => {
  it('tell the help the words, the kind, the group and the default', () => {
    expect(table.epochs).to.include({
      describe: 'passes',
      kind: 'value',
      default: 'as many as suit',
      group: 'Training',
    });
    expect(table['batch-size']).to.include({kind: 'value', default: '64'});
    expect(table.note).not.to.have.property('default');
    expect(table.note).not.to.have.property('group');
    expect(table.loud).to.include({kind: 'flag', group: 'Output'});
  });

  it('are read with their defaults, by their keys and in their order', async () => {
    const {options, choices, mistakes} = await read({});
    const typed: ValuesOf<typeof table> = options;
    const {batchSize, k, way}: {batchSize: number | 'full'; k: number; way: 'short' | 'long'} = typed;
    expect({batchSize, k, way}).to.deep.equal({batchSize: 64, k: 2, way: 'long'});
    expect(Object.entries(options)).to.deep.equal([
      ['epochs', null],
      ['batchSize', 64],
      ['k', 2],
      ['way', 'long'],
      ['note', undefined],
      ['rates', '1,0.1'],
      ['twice', 6],
      ['loud', false],
    ]);
    expect(choices).to.deep.equal({rates: [1, 0.1]});
    expect(mistakes).to.deep.equal([]);
  });

  it('are read as they were written', async () => {
    const written = {
      epochs: '3',
      'batch-size': 'full',
      'best-of': '5',
      way: 'short',
      note: 'x',
      rates: '2',
      loud: true,
    };
    const {options, choices} = await read(written);
    expect(options).to.deep.equal({
      epochs: 3,
      batchSize: 'full',
      k: 5,
      way: 'short',
      note: 'x',
      rates: '2',
      twice: 6,
      loud: true,
    });
    expect(choices.rates).to.deep.equal([2]);
  });

  it('collect every mistake', async () => {
    const written = {epochs: '10', 'batch-size': 'all', 'best-of': '0', way: 'shor', rates: 'x'};
    expect((await read(written)).mistakes).to.deep.equal([
      '--epochs must be a whole number of at least 1 and at most 9, got "10"',
      '--batch-size must be a whole number of at least 1, or full, got "all"',
      '--best-of must be a whole number of at least 1, got "0"',
      '--way must be one of short, long, got "shor"; did you mean "short"?',
      '--rates must be numbers, got "x"',
    ]);
    expect((await read({'batch-size': '0'})).mistakes).to.deep.equal([
      '--batch-size must be a whole number of at least 1, got "0"',
    ]);
  });
});

describe('asWritten', () => {
  it('gives what a file keeps as the command line would', () => {
    expect(asWritten(table, {k: 4, epochs: null, rates: ['1', '2'], other: 3})).to.deep.equal({
      'best-of': '4',
      rates: '1,2',
    });
  });
});
