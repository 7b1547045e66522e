import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {loadDigits} from '../../../scripts/data/open-data.ts';
import {writeDigits} from '../support/digits.ts';

describe('loadDigits', () => {
  const {signal} = new AbortController();

  it('takes the embedded digits, or those of a folder', async () => {
    const embedded = await loadDigits({data: 'embedded', dataset: 'mnist'}, signal);
    expect(embedded.source).to.match(/embedded|mnist/i);
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-digits-'));
    const data = writeDigits(folder);
    const {source, train, test} = await loadDigits({data, dataset: 'mnist'}, signal);
    expect(source.startsWith(data)).to.equal(true);
    expect([train.count, test.count]).to.deep.equal([300, 100]);
    rmSync(folder, {recursive: true});
  });
});
