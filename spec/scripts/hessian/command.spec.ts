import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {writeDigits} from '../support/digits.ts';
import {contents, run as runWords, start} from '../support/run.ts';

interface Document {
  readonly out: string;
  readonly moments: readonly {
    readonly label: string;
    readonly epoch: number | null;
    readonly updates: number | null;
    readonly learningRate: number | null;
    readonly loss: number;
    readonly parameters: number;
    readonly top?: Record<string, {values: number[]; residuals: number[]}>;
    readonly trace?: {value: number; margin: number};
    readonly negativeMass: {value: number} | null;
    readonly verdict: string[];
  }[];
}

const quick = ['--eigenvalues', '4', '--draws', '2', '--steps', '12', '--examples', '100', '--quiet'];

async function run(...words: string[]): Promise<{code: number; out: string; err: string}> {
  const {result, out, err} = await runWords(...words);
  return {code: result, out: out.join('\n'), err: err.join('\n')};
}

describe('command hessian', function () {
  this.timeout(120_000);
  let folder: string;
  let digits: string;
  let trained: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hessian-'));
    digits = writeDigits(folder);
    trained = join(folder, 'trained');
    const words = ['--model', 'mlp:widths=8', '--optimizers', 'sgd:lr=0.1,adam', '--epochs', '2', '--data', digits];
    const {code} = await run('mnist', ...words, '--out', trained, '--quiet');
    expect(code).to.equal(0);
  });
  after(() => rmSync(folder, {recursive: true}));

  it('probes a finished run, adds to its report, and does nothing twice', async () => {
    const before = tf.memory().numTensors;
    const {code, out} = await run('hessian', trained, ...quick, '--units', 'sgd lr=0.1', '--json');
    expect(code).to.equal(0);
    expect(tf.memory().numTensors).to.equal(before);
    const {moments} = JSON.parse(out) as Document;
    expect(moments).to.have.length(1);
    const [moment] = moments;
    expect(moment!.epoch).to.equal(2);
    expect(moment!.learningRate).to.equal(0.1);
    expect(moment!.parameters).to.equal(784 * 8 + 8 + 80 + 10);
    const {hessian, gaussNewton, smallest} = moment!.top!;
    expect(hessian!.values).to.have.length(4);
    expect(hessian!.values[0]).to.be.above(0.01);
    expect(gaussNewton!.values[0]).to.be.within(0.5 * hessian!.values[0]!, 2 * hessian!.values[0]!);
    expect(smallest!.values[0]).to.be.below(hessian!.values[3]!);
    expect(moment!.trace!.value).to.be.above(hessian!.values[0]! * 0.9);
    expect(moment!.verdict.join('\n')).to.match(/below the edge of stability.*2 \/ rate = 20/);
    const page = readFileSync(join(trained, 'report.html'), 'utf8');
    for (const title of ['Ranking', 'Spectrum of the Hessian', 'Curvature in words']) expect(page).to.contain(title);
    expect(existsSync(join(trained, 'figures', 'spectrum.svg'))).to.equal(true);
    const lines = readFileSync(join(trained, 'curvature.jsonl'), 'utf8');
    for (const words of [
      ['--resume', trained],
      [trained, '--resume'],
    ])
      expect((await run('hessian', ...words, '--quiet')).code, words.join(' ')).to.equal(0);
    expect(readFileSync(join(trained, 'curvature.jsonl'), 'utf8')).to.equal(lines);
  });

  it('probes along the training, which it does again, and keeps the curvature when the run is reported anew', async () => {
    const words = [
      '--units',
      'all',
      '--every',
      'epoch',
      '--probes',
      'top,taylor',
      '--eigenvalues',
      '1',
      '--examples',
      '50',
    ];
    const {code, out} = await run('hessian', trained, ...words, '--quiet', '--json');
    expect(code).to.equal(0);
    const {moments} = JSON.parse(out) as Document;
    expect(moments.map(({label, epoch}) => `${label} ${epoch}`)).to.deep.equal(
      ['adam', 'sgd lr=0.1'].flatMap((label) => [0, 1, 2].map((epoch) => `${label} ${epoch}`)),
    );
    // The end by training again is the end of the checkpoint.
    const again = await run(
      'hessian',
      trained,
      '--units',
      'adam',
      '--probes',
      'trace',
      '--examples',
      '50',
      '--quiet',
      '--json',
    );
    const end = (JSON.parse(again.out) as Document).moments.find(({label, epoch}) => label === 'adam' && epoch === 2)!;
    const before = moments.find(({label, epoch}) => label === 'adam' && epoch === 2)!;
    expect(end.loss).to.be.closeTo(before.loss, 1e-4 * before.loss);
    expect(end.trace!.value).to.be.above(0);
    expect(readFileSync(join(trained, 'report.html'), 'utf8')).to.contain('Curvature along the training');
    await run('mnist', '--resume', trained, '--quiet');
    expect(readFileSync(join(trained, 'report.html'), 'utf8')).to.contain('Curvature along the training');
  });

  it('trains first where nothing is named, and probes every so many updates', async () => {
    const out = join(folder, 'own');
    const words = ['--model', 'logreg', '--epochs', '1', '--batch-size', '50', '--data', digits, '--every', '2'];
    const {code, out: text} = await run(
      'hessian',
      ...words,
      '--probes',
      'top',
      '--eigenvalues',
      '1',
      '--examples',
      '60',
      '--out',
      out,
      '--json',
    );
    expect(code).to.equal(0);
    const {moments} = JSON.parse(text) as Document;
    expect(moments.map(({updates}) => updates)).to.deep.equal([0, 2, 4, 6]);
    for (const {top} of moments) expect(top!['hessian']!.values[0]).to.be.above(0);
  });

  it('goes on with the training of its own that was killed, and probes what was asked for', async () => {
    const out = join(folder, 'killed');
    const training = ['--model', 'logreg', '--epochs', '40', '--batch-size', '5', '--data', digits];
    const probing = ['--probes', 'trace', '--every', 'end', '--draws', '2', '--steps', '5', '--examples', '20'];
    const child = start(['hessian', ...training, ...probing, '--out', out], {cwd: folder});
    const metrics = () =>
      existsSync(join(out, 'metrics.jsonl')) ? readFileSync(join(out, 'metrics.jsonl'), 'utf8') : '';
    while (child.process.exitCode === null && metrics().split('\n').length < 5) await wait(5);
    child.process.kill('SIGKILL');
    expect((await child.ended).signal, 'killed in the midst of it').to.equal('SIGKILL');
    const {code, out: text, err} = await run('hessian', '--resume', out, '--json', '--quiet');
    expect(code, err).to.equal(0);
    const {moments} = JSON.parse(text) as Document;
    expect(moments.map(({epoch}) => epoch)).to.deep.equal([40]);
    expect(moments[0]!.trace!.value).to.be.above(0);
    expect(moments[0]!.top).to.equal(undefined);
  });

  it('probes a saved model with data, in a folder of its own', async () => {
    const saved = join(folder, 'saved');
    const model = tf.sequential({
      layers: [
        tf.layers.dense({units: 4, activation: 'tanh', inputShape: [784]}),
        tf.layers.dense({units: 10, activation: 'softmax'}),
      ],
    });
    await model.save(
      tf.io.withSaveHandler(async ({modelTopology, weightSpecs, weightData}) => {
        const {mkdirSync, writeFileSync} = await import('node:fs');
        mkdirSync(saved);
        writeFileSync(join(saved, 'weights.bin'), Buffer.from(weightData as ArrayBuffer));
        const weightsManifest = [{paths: ['weights.bin'], weights: weightSpecs}];
        writeFileSync(join(saved, 'model.json'), JSON.stringify({modelTopology, weightsManifest}));
        return {modelArtifactsInfo: {dateSaved: new Date(0), modelTopologyType: 'JSON'}};
      }),
    );
    model.dispose();
    const before = contents(saved);
    const out = join(folder, 'model-run');
    const {code, out: text} = await run('hessian', saved, '--data', digits, ...quick, '--out', out, '--json');
    expect(code).to.equal(0);
    const {moments} = JSON.parse(text) as Document;
    expect(moments[0]!.label).to.equal('saved');
    expect(moments[0]!.loss).to.be.within(1, 5);
    // A loss of probabilities has no Gauss-Newton matrix.
    expect(Object.keys(moments[0]!.top!)).to.deep.equal(['hessian', 'smallest']);
    expect(moments[0]!.negativeMass!.value).to.be.within(0, 1);
    expect(contents(saved)).to.deep.equal(before);
    expect(readFileSync(join(out, 'report.html'), 'utf8')).to.contain('Curvature of saved');
  });

  it('names every mistake', async () => {
    const other = join(folder, 'interpolated');
    mkdirSync(other);
    writeFileSync(join(other, 'config.json'), '{"alphas": "0:1:5", "resolved": {}}');
    const cases: [string[], RegExp][] = [
      [
        [other],
        /hessian: .*config\.json is not that of a run of train, mnist or hessian.*; give the folder of such a run/,
      ],
      [['nowhere'], /nowhere is neither the folder of a run/],
      [[trained, '--probes', 'tops'], /--probes: unknown probe "tops"; did you mean "top"/],
      [[trained, '--every', 'day'], /--every must be end, epoch, or a number of updates/],
      [[trained, '--epochs', '3'], /--epochs is for a training/],
      [[trained, '--data', digits], /--data: a run knows its own/],
      [[trained, '--units', 'lion'], /--units: the run has no "lion"/],
      [[trained, '--eigenvalues', '0'], /--eigenvalues must be a whole number of at least 1/],
      [[trained, '--examples', 'x'], /--examples must be a whole number/],
      [[trained, trained], /hessian takes one run or model, got 2/],
      [['--loss', 'hinge'], /--loss is for a saved model/],
      [['--epochs', 'x'], /--epochs must be a whole number/],
      [['--optimizers', 'sdg'], /unknown optimizer "sdg"; did you mean "sgd"/],
      [['--resume', digits], /holds no probes of curvature/],
    ];
    for (const [words, message] of cases) {
      const {code, err} = await run('hessian', ...words);
      expect(code, words.join(' ')).to.equal(2);
      expect(err).to.match(message);
    }
  });
});
