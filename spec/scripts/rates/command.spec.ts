import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {writeDigits} from '../support/digits.ts';
import {contents, run} from '../support/run.ts';

interface Document {
  out: string;
  tests: {label: string; suggested: number | null}[];
}

describe('tfjs-optim rates', () => {
  let folder: string;
  let data: string;
  const at = (name: string) => join(folder, name);
  const small = () => ['--data', data, '--model', 'mlp:widths=8', '--batch-size', '50'];
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-rates-'));
    data = writeDigits(folder);
  });
  after(() => rmSync(folder, {recursive: true}));

  it('suggests a rate for each optimizer, and draws the losses', async () => {
    const before = tf.memory().numTensors;
    const words = ['--optimizers', 'sgd,adam:beta2=0.9', '--range', '1e-4:10:40'];
    const {result, out, err} = await run('rates', ...small(), ...words, '--out', at('two'));
    expect(result, err.join('\n')).to.equal(0);
    expect(tf.memory().numTensors).to.equal(before);
    expect(out[0]).to.match(/^sgd {13}0\.\d+\nadam beta2=0\.9 {2}0\.\d+\n$/);
    expect(err.join('\n')).to.match(/rates +from 0\.0001 to 10 in 40 updates, batch 50, seed 1/);
    expect(readdirSync(at('two/figures'))).to.deep.equal(['rates.svg']);
    const page = readFileSync(at('two/report.html'), 'utf8');
    expect(page).to.match(/suggested rates: sgd 0\.\d+, adam beta2=0\.9 0\.\d+\./);
    const lines = readFileSync(at('two/metrics.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines).to.have.length(2);
    const {result: test} = JSON.parse(lines[0]!) as {result: {suggested: number; rates: number[]; smoothed: number[]}};
    expect(test.rates[0]).to.equal(1e-4);
    expect(test.suggested).to.equal(test.rates[test.smoothed.indexOf(Math.min(...test.smoothed.slice(9)))]! / 4);
  });

  it('is the same whether at once or gone on with', async () => {
    const words = ['--optimizers', 'sgd,momentum', '--range', '1e-3:10:30', '--quiet'];
    const first = await run('rates', ...small(), ...words, '--out', at('whole'));
    expect(first.result, first.err.join('\n')).to.equal(0);
    const again = await run('rates', '--resume', at('whole'), '--quiet');
    expect(again.result, again.err.join('\n')).to.equal(0);
    expect(again.out).to.deep.equal(first.out);
    expect(contents(at('whole'))).to.have.property('report.html');
  });

  it('says where no rate made the loss fall', async () => {
    const words = ['--optimizers', 'sgd,adam', '--range', '1e20:1e25:20', '--json'];
    const {result, out, err} = await run('rates', ...small(), ...words, '--out', at('none'));
    expect(result, err.join('\n')).to.equal(0);
    const {tests} = JSON.parse(out[0]!) as Document;
    expect(tests[0]).to.deep.equal({label: 'sgd', suggested: null});
    const {out: said} = await run('rates', '--resume', at('none'), '--quiet');
    expect(said[0]).to.match(/^sgd {3}no rate made the loss fall$/m);
    expect(readFileSync(at('none/report.html'), 'utf8')).to.contain('sgd none');
  });

  it('refuses all mistakes at once, and makes no folder', async () => {
    const {result, err} = await run('rates', '--range', '1', '--epochs', '3', '--out', at('absent'));
    expect(result).to.equal(2);
    expect(err.filter((text) => text.startsWith('✖'))).to.have.length(2);
    expect(readdirSync(folder)).not.to.include('absent');
  });
});
