import {expect} from 'chai';
import {UsageError} from '../../../scripts/arguments/errors.ts';
import {ArgumentReader, type Written} from '../../../scripts/arguments/reader.ts';

const table = {
  epochs: {describe: '', kind: 'value'},
  out: {describe: '', kind: 'value'},
  resume: {describe: '', kind: 'optional'},
  quiet: {describe: '', kind: 'flag'},
} as const;

const mistakesOf = (written: Written, use: (read: ArgumentReader) => void = () => {}): readonly string[] => {
  const read = new ArgumentReader(written, table);
  use(read);
  try {
    read.finish();
  } catch (error) {
    return (error as UsageError).mistakes;
  }
  return [];
};

describe('ArgumentReader', () => {
  it('reads text, whole numbers, choices and flags, and falls back where nothing was written', () => {
    const read = new ArgumentReader({epochs: '3', quiet: true, resume: ''}, table);
    expect(read.wholeNumber('epochs', {minimum: 1, fallback: 9})).to.equal(3);
    expect(read.wholeNumber('out', {minimum: 1, fallback: 9})).to.equal(9);
    expect(read.flag('quiet')).to.equal(true);
    expect(read.has('resume')).to.equal(true);
    expect(read.text('resume')).to.equal(undefined);
    expect(read.choice('out', ['a', 'b'], 'b')).to.equal('b');
    read.finish();
  });

  it('never turns a word into NaN', () => {
    for (const epochs of ['x', '1.5', '0', '-3', 'NaN', 'Infinity', ' ', '1e999']) {
      const mistakes = mistakesOf({epochs}, (read) => read.wholeNumber('epochs', {minimum: 1, fallback: 1}));
      expect(mistakes, epochs).to.deep.equal([`--epochs must be a whole number of at least 1, got "${epochs}"`]);
    }
  });

  it('collects every mistake', () => {
    const mistakes = mistakesOf({epoch: '3', out: '', quiet: 'loud', epochs: ['1', '2']}, (read) =>
      read.noWords(['epochs']),
    );
    expect(mistakes).to.deep.equal([
      'unknown option --epoch; did you mean "--epochs"?',
      '--out needs a value',
      '--quiet takes no value, got "loud"',
      '--epochs is given 2 times; give it once',
      'unexpected word "epochs"; did you mean "--epochs"?',
    ]);
  });
});
