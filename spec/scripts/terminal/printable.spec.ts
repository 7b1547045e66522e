import {expect} from 'chai';
import {printable} from '../../../scripts/terminal/printable.ts';

describe('printable', () => {
  it('writes control characters out, and leaves all others', () => {
    expect(printable('a\u001b[31mb\u0007\r\u009b1m')).to.equal(String.raw`a\x1b[31mb\x07\x0d\x9b1m`);
    expect(printable('right\u202eleft')).to.equal(String.raw`right\u202eleft`);
    expect(printable('✖ ü ½\n\tnext')).to.equal('✖ ü ½\n\tnext');
  });

  it('cuts what nobody would read to its end', () => {
    expect(printable('x'.repeat(2000))).to.have.length(2000);
    expect(printable('x'.repeat(1e7))).to.match(/^x{2000}\.\.\. \(10000000 characters\)$/);
  });
});
