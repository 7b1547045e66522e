import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {dataCacheFolder} from '../../../lib/data/files/index.ts';
import {run} from '../support/run.ts';

interface Findings {
  version: string;
  backend: string;
  node: string;
  data: Record<string, string>;
  problems: {what: string; remedy: string}[];
}

describe('tfjs-optim doctor', () => {
  const {XDG_CACHE_HOME: cacheHome} = process.env;
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-doctor-'));
    process.env['XDG_CACHE_HOME'] = folder;
  });
  after(() => {
    if (cacheHome === undefined) delete process.env['XDG_CACHE_HOME'];
    else process.env['XDG_CACHE_HOME'] = cacheHome;
    rmSync(folder, {recursive: true});
  });

  it('tells backend, versions and data, and how to get what is not there', async () => {
    const {result, out} = await run('doctor');
    expect(result).to.equal(0);
    const text = out.join('\n');
    expect(text).to.match(new RegExp(`backend +${tf.getBackend()}`));
    expect(text).to.match(/data embedded +10000 digits/);
    expect(text).to.match(/data fashion +not in the cache; fetch it with: tfjs-optim download --dataset fashion/);
    expect(text).to.match(/\n(Nothing to mend\.|To mend:)/);
  });

  it('gives the same to a program', async () => {
    const {result, out} = await run('doctor', '--json');
    expect(result).to.equal(0);
    const found = JSON.parse(out.join('\n')) as Findings;
    expect(found).to.include({backend: tf.getBackend()});
    expect(found.node).to.contain(process.versions.node);
    expect(found.problems).to.be.an('array');
    expect(Object.keys(found.data)).to.deep.equal(['embedded', 'mnist', 'fashion']);
  });

  it('finds the files of the cache', async () => {
    const mnist = join(dataCacheFolder(), 'mnist');
    expect(mnist.startsWith(folder), 'a cache of this test').to.equal(true);
    mkdirSync(mnist, {recursive: true});
    for (const name of ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'])
      writeFileSync(join(mnist, `${name}-ubyte.gz`), '');
    const {out} = await run('doctor', '--json');
    expect((JSON.parse(out.join('\n')) as Findings).data['mnist']).to.equal(mnist);
  });
});
