import {expect} from 'chai';
import {wrap} from '../../../scripts/terminal/wrap.ts';

describe('wrap', () => {
  it('breaks between words and indents what follows', () => {
    expect(wrap('one two three four', 13, 4)).to.equal('one two\n    three\n    four');
    expect(wrap('one two three four', 100, 4)).to.equal('one two three four');
    expect(wrap('one two', Number.POSITIVE_INFINITY, 4)).to.equal('one two');
  });

  it('keeps a word whole that is wider than the line', () => {
    expect(wrap('a /a/very/long/path b', 8, 2)).to.equal('a\n  /a/very/long/path\n  b');
  });
});
