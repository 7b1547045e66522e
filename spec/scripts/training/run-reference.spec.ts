import {cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import type {DataOptions} from '../../../scripts/data/data-options.ts';
import {dataFingerprint} from '../../../scripts/data/open-data.ts';
import {datasetOf} from '../../../scripts/training/comparison.ts';
import {smallComparison} from './small-comparison.ts';
import {RunFolder} from '../../../scripts/run/folder/run-folder.ts';
import {checkDataOfRun, dataOfRun, impliedData, referenceOf} from '../../../scripts/training/run-reference.ts';

describe('referenceOf', () => {
  let root: string;
  let run: string;

  /** Two labels of two seeds each, and one training that is not finished; checkpoints of the best and the last epoch. */
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'tfjs-optim-reference-'));
    run = join(root, 'run');
    mkdirSync(join(run, 'checkpoints'), {recursive: true});
    const folder = new RunFolder(run);
    folder.writeJson('config.json', {data: '/a/b.csv', target: 'c', model: 'mlp', resolved: {data: 'abc'}});
    const train = (label: string, seed: number, tested: number[], isFinished = true): void => {
      const key = `${label}${seed}`;
      const stem = `${label.replace(' ', '-').replace('=', '')}-seed${seed}`;
      folder.appendEvent({event: 'unit', key, label, optimizer: label.split(' ')[0]!, config: {}, seed, stem});
      for (const [epoch, testLoss] of tested.entries()) {
        const rest = {
          updates: epoch,
          learningRate: 1,
          rates: [],
          trainLoss: 1,
          trainAccuracy: null,
          testAccuracy: null,
        };
        folder.appendEvent({event: 'epoch', key, epoch, testLoss, ...rest});
      }
      if (isFinished)
        folder.appendEvent({event: 'end', key, stopped: 'epochs', divergence: null, updates: tested.length - 1});
      for (const epoch of new Set([tested.indexOf(Math.min(...tested)), tested.length - 1]))
        writeFileSync(join(run, 'checkpoints', `${stem}-epoch${epoch}.ckpt`), '');
    };
    train('adam', 1, [3, 1, 2]);
    train('adam', 2, [3, 2, 1.5]);
    train('sgd lr=0.1', 1, [3, 0.5, 0.7]);
    train('sgd lr=0.1', 2, [3, 4, 5]);
    train('lion', 1, [3, 0.1], false);
  });
  after(() => rmSync(root, {recursive: true}));

  const found = (text: string): string => {
    try {
      return (referenceOf(join(root, text), 'from') ?? 'none').replace(join(run, 'checkpoints/'), '');
    } catch (error) {
      return (error as Error).message.replace(`--from: ${join(root, text)}: `, '');
    }
  };

  it('names the best of a run, and a training by label or optimizer, seed and epoch', () => {
    expect(found('run@best')).to.equal('sgd-lr0.1-seed1-epoch1.ckpt');
    expect(found('run/adam@best')).to.equal('adam-seed1-epoch1.ckpt');
    expect(found('run/adam/seed2')).to.equal('adam-seed2-epoch2.ckpt');
    expect(found('run/sgd/seed1')).to.equal('sgd-lr0.1-seed1-epoch2.ckpt');
    expect(found('run/sgd lr=0.1/seed2@epoch0')).to.equal('sgd-lr0.1-seed2-epoch0.ckpt');
    expect(found('run/lion')).to.equal('lion-seed1-epoch1.ckpt');
  });

  it('refuses the last epoch of a training that has ended where its checkpoint is gone', () => {
    cpSync(run, join(root, 'gone'), {recursive: true});
    rmSync(join(root, 'gone', 'checkpoints', 'adam-seed1-epoch2.ckpt'));
    expect(found('gone/adam/seed1')).to.equal(
      'of this training there are checkpoints of the epochs 1, not of its last, 2',
    );
  });

  it('is none where a file or another folder stands, and where nothing does', () => {
    for (const text of ['run/checkpoints/adam-seed1-epoch1.ckpt', 'run/checkpoints', 'elsewhere/x', 'other@best'])
      expect(found(text), text).to.equal('none');
  });

  it('refuses to measure on other data than it was trained on without being told', () => {
    const folds = join(root, 'folds');
    mkdirSync(folds);
    new RunFolder(folds).writeJson('config.json', {data: '/a/b.csv', target: 'c', folds: 5, resolved: {}});
    expect(() => impliedData({from: `${folds}@best`}, 'from')).to.throw(
      /--from: .*folds@best is of a run with folds.*--data/,
    );
    const dataset = datasetOf(smallComparison());
    const options = {data: '/a/b.csv', target: 'c'} as DataOptions;
    expect(() => checkDataOfRun(join(run, 'adam'), options, dataset)).to.throw(
      /no longer the examples that .*adam was trained on/,
    );
    checkDataOfRun(join(run, 'adam'), {...options, target: 'd'}, dataset);
    checkDataOfRun(join(root, 'elsewhere'), options, dataset);
    const same = join(root, 'same');
    mkdirSync(same);
    new RunFolder(same).writeJson('config.json', {...options, resolved: {data: dataFingerprint(dataset)}});
    checkDataOfRun(same, options, dataset);
  });

  it('takes the folder of a run whose name has an @', () => {
    const odd = join(root, 'my@run');
    cpSync(run, odd, {recursive: true});
    expect(referenceOf(`${odd}/adam/seed2`, 'from')).to.equal(join(odd, 'checkpoints', 'adam-seed2-epoch2.ckpt'));
    expect(referenceOf(`${odd}@best`, 'from')).to.match(/my@run.checkpoints.sgd-lr0\.1-seed1-epoch1\.ckpt$/);
    expect(dataOfRun(`${odd}/adam`)?.written).to.deep.equal({data: '/a/b.csv', target: 'c'});
  });

  it('refuses what fits several or none, with what there is', () => {
    for (const [text, message] of [
      ['run', /several trainings: name the optimizer and seed .*or RUN@best/],
      ['run/adam', /several trainings: name the seed/],
      ['run/adan/seed1', /the run has no "adan"; did you mean "adam"\? \(it has adam, sgd lr=0\.1, lion\)/],
      ['run/adam/seed3', /no such seed or fold of adam/],
      ['run/adam/two', /"two" must be a seed or a fold, such as seed2/],
      ['run/adam/seed2@epoch1', /checkpoints of the epochs 2$/],
      ['run/adam/seed2@first', /after @ stands best, last or an epoch/],
      ['run/lion@best', /no such training has ended well/],
    ] as const)
      expect(found(text), text).to.match(message);
  });

  it('knows the data of the run, for commands that are not told', () => {
    const written = {data: '/a/b.csv', target: 'c'};
    expect(dataOfRun(join(run, 'adam/seed2@best'))).to.deep.equal({written, fingerprint: 'abc', hasFolds: false});
    expect(dataOfRun(join(root, 'elsewhere'))).to.equal(null);
    expect(impliedData({at: `${join(run, 'adam')},${root}`}, 'at')).to.deep.equal(written);
    expect(
      impliedData({at: join(run, 'adam'), data: 'other.csv'}, 'at'),
      'data that are written go before',
    ).to.deep.equal({});
    expect(impliedData({at: join(root, 'elsewhere')}, 'at')).to.deep.equal({});
  });
});
