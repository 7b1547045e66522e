import {expect} from 'chai';
import {duration, style} from '../../../scripts/terminal/style.ts';

describe('duration', () => {
  it('says seconds as a person does', () => {
    const said = [0.04, 9.94, 9.96, 59.4, 59.6, 60, 200, 3599.6, 7500].map(duration);
    expect(said).to.deep.equal(['0.0 s', '9.9 s', '10 s', '59 s', '1 min', '1 min', '3 min 20 s', '1 h', '2 h 5 min']);
  });
});

describe('style', () => {
  const terminal = (isTTY: boolean) => ({isTTY, hasColors: () => true}) as unknown as NodeJS.WriteStream;
  const before = process.env['NO_COLOR'];
  afterEach(() => {
    if (before === undefined) delete process.env['NO_COLOR'];
    else process.env['NO_COLOR'] = before;
  });

  it('colours a terminal, and nothing else', () => {
    delete process.env['NO_COLOR'];
    delete process.env['TERM'];
    expect(style('word', 'bold', terminal(true))).to.contain('\u001B[');
    expect(style('word', 'bold', terminal(false))).to.equal('word');
  });

  it('honours NO_COLOR', () => {
    process.env['NO_COLOR'] = '1';
    expect(style('word', 'bold', terminal(true))).to.equal('word');
  });
});
