import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import type {Outcome} from '../../bench/measure.ts';
import {versionsOf, type WorkResult, writeResults} from '../../bench/results-file.ts';
import {works} from '../../bench/works.ts';

const numbers = {median: 2, range: [1, 3], rounds: [1, 2, 3], count: 30, memory: 1024, check: 2.3, steps: 1} as const;
const outcome = (versions: Readonly<Record<string, string>>): Outcome => ({...numbers, versions});
const result: WorkResult = {
  name: 'mlp',
  work: works['mlp']!,
  outcomes: new Map([
    ['stock', outcome({node: '20.1'})],
    ['torch', outcome({torch: '2.13.0', python: '3.11'})],
    ['jax', {absent: 'no Python with it'}],
  ]),
};

describe('the results of npm run bench', () => {
  it('collect the versions of all workers', () => {
    expect(versionsOf([result]))
      .to.include({node: '20.1', torch: '2.13.0', python: '3.11'})
      .and.have.property('tfjs-optim');
  });

  it('are written under the time, with the machine, the settings and every number', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-results-'));
    const pace = {rounds: 3, roundTime: 100, warmUp: 50};
    const run = {results: [result], pace, threads: 2, settings: {TF_ENABLE_ONEDNN_OPTS: '1'}};
    const file = writeResults(join(folder, 'new'), run, new Date('2026-03-04T05:06:07.891Z'));
    expect(file).to.equal(join(folder, 'new', '2026-03-04T05-06-07Z.json'));
    const written = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    expect(written).to.deep.include({pace, settings: {TF_ENABLE_ONEDNN_OPTS: '1'}, time: '2026-03-04T05:06:07.891Z'});
    expect(written['machine']).to.include({threads: 2}).and.to.have.keys('processor', 'threads', 'memory', 'system');
    expect(written['works']).to.deep.equal([
      {
        name: 'mlp',
        title: works['mlp']!.title,
        task: works['mlp']!.task,
        contenders: {stock: {...numbers}, torch: {...numbers}, jax: {absent: 'no Python with it'}},
      },
    ]);
    rmSync(folder, {recursive: true});
  });
});
