import {expect} from 'chai';
import {printResult} from '../../../scripts/run/print-result.ts';
import {captured} from '../../support/console.ts';

describe('printResult', () => {
  it('prints the words, an empty line, and the paths under each other', async () => {
    const {out, err} = await captured(async () => printResult('monotone', {report: 'a/report.html', summary: 'b'}));
    expect(out.join('\n')).to.equal('monotone\n\nreport   a/report.html\nsummary  b');
    expect(err).to.deep.equal([]);
  });
});
