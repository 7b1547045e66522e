import {join} from 'node:path';
import {expect} from 'chai';
import {RunFolder} from '../../../scripts/run/folder/run-folder.ts';
import {curvatureDocument, foundEnding} from '../../../scripts/hessian/document.ts';
import {sampleRecord} from '../report/curvature/sample-record.ts';
import {captured} from '../../support/console.ts';

describe('foundEnding', () => {
  const folder = new RunFolder('run');
  const trace = {value: 12, margin: 0.5, method: 'hutch++'};
  const records = [sampleRecord({updates: 5, epoch: 1, key: 'first'}), sampleRecord({trace})];
  const printed = async (json: boolean) => {
    const {document, print} = foundEnding(folder, records, 'run/report.html');
    const {out, err} = await captured(async () => (json ? console.log(JSON.stringify(document)) : print()));
    expect(err).to.deep.equal([]);
    return out;
  };

  it('prints one document and no more for --json', async () => {
    const out = await printed(true);
    expect(out).to.have.length(1);
    expect(JSON.parse(out[0]!)).to.deep.equal(curvatureDocument(folder.path, records));
  });

  it('prints what was found last in words, and where everything is', async () => {
    const out = await printed(false);
    expect(out[0]).to.match(/sgd, seed 1, epoch 2, loss 1\.000 \(mean over 100 examples\)/);
    expect(out.some((line) => line.startsWith('- trace 12'))).to.equal(true);
    expect(out.slice(-3)).to.deep.equal([
      'report    run/report.html',
      `curvature ${join('run', 'curvature.jsonl')}`,
      `figures   ${join('run', 'figures')}`,
    ]);
  });
});
