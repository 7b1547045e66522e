import {cpSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {bestEpoch, keptEpochs} from '../../../scripts/training/checkpoint-files.ts';
import type {EventOf} from '../../../scripts/run/folder/schemas.ts';
import {RunFolder} from '../../../scripts/run/folder/run-folder.ts';
import {writeDigits} from '../support/digits.ts';
import {run} from '../support/run.ts';

interface Moment {
  readonly label: string;
  readonly seed: number;
  readonly epoch: number;
  readonly loss: number;
  readonly negativeMass: object | null;
}

describe('command hessian of a part of a run', function () {
  this.timeout(240_000);
  const quick = ['--probes', 'trace,density', '--draws', '1', '--steps', '4', '--quiet'];
  let folder: string;
  let trained: string;
  let best: number;

  /** The epochs of the second training of adam, as the run told them. */
  const history = (): EventOf<'epoch'>[] => {
    const events = new RunFolder(trained).readEvents();
    const own = events.find((event) => event.event === 'unit' && event.label === 'adam lr=0.05' && event.seed === 2);
    return events.filter(
      (event): event is EventOf<'epoch'> => event.event === 'epoch' && event.key === (own as EventOf<'unit'>).key,
    );
  };
  const probe = async (...words: string[]): Promise<{code: number; err: string; moments: Moment[]}> => {
    const {result, out, err} = await run('hessian', ...words);
    const {moments = []} = (result === 0 ? JSON.parse(out.join('\n')) : {}) as {moments?: Moment[]};
    return {code: result, err: err.join('\n'), moments};
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hessian-part-'));
    trained = join(folder, 'trained');
    const words = [
      '--model',
      'logreg',
      '--optimizers',
      'sgd:lr=0.1,adam:lr=0.05,momentum:lr=1e38',
      '--seeds',
      '2',
      '--epochs',
      '5',
    ];
    const {result, err} = await run('mnist', ...words, '--data', writeDigits(folder), '--out', trained, '--quiet');
    expect(result, err.join('\n')).to.equal(0);
    best = bestEpoch(history());
    expect(best, 'a checkpoint before the last one').to.be.lessThan(5);
    expect(keptEpochs(new RunFolder(trained), 'adam-lr0.05-seed2')).to.deep.equal([best, 5]);
  });
  after(() => rmSync(folder, {recursive: true}));

  it('probes the epoch that is named, with the density, and tells of it', async () => {
    const {code, err, moments} = await probe(`${trained}/adam/seed2@best`, ...quick, '--json');
    expect(code, err).to.equal(0);
    expect(moments).to.have.length(1);
    expect(moments[0]).to.include({label: 'adam lr=0.05', seed: 2, epoch: best});
    expect(moments[0]!.loss).to.be.closeTo(history()[best]!.trainLoss, 1e-4);
    expect(moments[0]!.negativeMass).not.to.equal(null);
  });

  it('probes the last epoch of a training without @, and all along it with --every', async () => {
    const {moments} = await probe(`${trained}/adam lr=0.05/seed2`, ...quick, '--json');
    expect(moments.map(({seed, epoch}) => [seed, epoch])).to.deep.equal([
      [2, best],
      [2, 5],
    ]);
    expect(moments[1]!.loss).to.be.closeTo(history()[5]!.trainLoss, 1e-4);
    // The words and the document are those of the moment that was named, though a later one has been probed.
    const named = await probe(`${trained}/adam/seed2@epoch${best}`, ...quick, '--json');
    expect(named.moments.map(({epoch}) => epoch)).to.deep.equal([best]);
    const {out} = await run('hessian', `${trained}/adam/seed2@epoch${best}`, ...quick);
    expect(out.join('\n')).to.contain(`adam lr=0.05, seed 2, epoch ${best},`).and.not.to.contain('epoch 5,');
    const along = await probe(`${trained}/adam/seed2`, '--every', 'epoch', '--probes', 'trace', '--json', '--quiet');
    expect(along.moments.map(({epoch}) => epoch)).to.deep.equal([0, 1, 2, 3, 4, 5]);
  });

  it('tells of the training that was named alone, though others have been probed, and of all for the run', async () => {
    const trace = ['--probes', 'trace', '--quiet'];
    for (const other of ['sgd/seed1', 'adam/seed1']) await run('hessian', `${trained}/${other}`, ...trace);
    const {moments} = await probe(`${trained}/sgd/seed1`, ...trace, '--json');
    expect(new Set(moments.map(({label, seed}) => `${label} ${seed}`))).to.deep.equal(new Set(['sgd lr=0.1 1']));
    const {out} = await run('hessian', `${trained}/sgd/seed1`, ...trace);
    expect(out.join('\n')).to.contain('sgd lr=0.1, seed 1').and.not.to.contain('adam lr=0.05, seed');
    const whole = await probe(trained, ...trace, '--json');
    expect(whole.moments.map(({label}) => label)).to.include.members(['adam lr=0.05', 'sgd lr=0.1']);
  });

  it('reaches the last epoch by training again where its checkpoint is gone, and refuses one of another moment', async () => {
    const copy = join(folder, 'copy');
    cpSync(trained, copy, {recursive: true});
    rmSync(join(copy, 'curvature.jsonl'), {force: true});
    const at = (name: string): string => join(copy, 'checkpoints', `${name}.ckpt`);
    const words = [`${copy}/adam/seed2`, '--probes', 'trace', '--json', '--quiet'];
    for (const [file, why] of [
      [`adam-lr0.05-seed2-epoch${best}`, new RegExp(`it is of epoch ${best}; put the right file back, or delete`)],
      ['sgd-lr0.1-seed2-epoch5', /its optimizer is \w+, expected/],
      ['adam-lr0.05-seed1-epoch5', /its training loss of epoch \d is [\de.-]+, the run recorded [\de.-]+/],
    ] as const) {
      cpSync(at(file), at('adam-lr0.05-seed2-epoch5'));
      const {code, err} = await probe(...words);
      expect(code, `${file}: ${err}`).to.equal(1);
      expect(err)
        .to.match(/seed2-epoch5\.ckpt is not the checkpoint of epoch 5 of adam lr=0\.05, seed 2: /)
        .and.match(why);
    }
    rmSync(at('adam-lr0.05-seed2-epoch5'));
    const named = await probe(`${copy}/adam/seed2@last`, ...words.slice(1));
    expect(named.err).to.match(
      /checkpoints of the epochs \d, not of its last, 5; without @, --every epoch reaches every/,
    );
    const {code, err, moments} = await probe(...words);
    expect(code, err).to.equal(0);
    expect(moments.map(({epoch}) => epoch)).to.deep.equal([5]);
    expect(moments[0]!.loss).to.be.closeTo(history()[5]!.trainLoss, 1e-4);
  });

  it('takes a part of the run whose folder one is in', async () => {
    const home = process.cwd();
    process.chdir(trained);
    try {
      for (const part of ['@best', '.@best', 'adam/seed1', './adam/seed1@last']) {
        const {code, err, moments} = await probe(part, '--probes', 'trace', '--json', '--quiet');
        expect(code, `${part}: ${err}`).to.equal(0);
        expect(moments, part).to.have.length.above(0);
      }
    } finally {
      process.chdir(home);
    }
  });

  it('goes on by --resume with the part that was named', async () => {
    const lines = join(trained, 'curvature.jsonl');
    for (const reference of ['adam/seed1@epoch5', 'sgd/seed2']) {
      rmSync(lines, {force: true});
      expect((await probe(`${trained}/${reference}`, ...quick, '--json')).code).to.equal(0);
      const before = readFileSync(lines, 'utf8');
      rmSync(lines);
      expect((await probe('--resume', trained, '--quiet', '--json')).code).to.equal(0);
      expect(readFileSync(lines, 'utf8')).to.equal(before);
    }
  });

  it('refuses what is no such part, and options that contradict it, by name', async () => {
    const part = `${trained}/adam/seed2@best`;
    for (const [words, message] of [
      [[`${trained}/lion`], /hessian: .*trained\/lion: the run has no "lion".* \(it has sgd lr=0\.1, adam lr=0\.05, /],
      [[`${trained}/adam`], /it has several trainings: name the seed/],
      [
        [`${trained}/momentum/seed2`],
        /momentum lr=1e\+38, seed 2, of the run in .*trained diverged or has not ended: name another training, or continue/,
      ],
      [
        [`${trained}/adam/seed2@epoch77`],
        /checkpoints of the epochs \d, 5; without @, --every epoch reaches every epoch by training again/,
      ],
      [[`${trained}@worst`], /after @ stands best, last or an epoch such as epoch10, not "worst"/],
      [['nowhere@best'], /nowhere@best is neither the folder of a run .*, a part of one such as RUN\/adam\/seed2@best/],
      [[part, '--units', 'sgd lr=0.1'], /--units: .*seed2@best says which training is probed; leave --units out/],
      [[part, '--every', '3'], /--every 3: .*seed2@best is one moment; leave --every out, or what begins with @/],
      [[part, '--epochs', '3'], /--epochs is for a training; .*seed2@best is trained already/],
    ] as [string[], RegExp][]) {
      const {code, err} = await probe(...words);
      expect(code, `${words.join(' ')}: ${err}`).to.equal(2);
      expect(err).to.match(message);
    }
  });
});
