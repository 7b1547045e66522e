import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {contents, run} from '../support/run.ts';
import {writeDigits} from '../support/digits.ts';

interface Run {
  optimizer: string;
  seed: number;
  testLoss: number | null;
  testAccuracy: number | null;
  updates: number;
  diverged: boolean;
  findings: {problem: string}[];
}

interface Event {
  event: string;
  key: string;
  label?: string;
  epoch?: number;
  divergence?: {update: number; learningRate: number} | null;
}

describe('tfjs-optim mnist', () => {
  let folder: string;
  let data: string;
  let first: {out: string; runs: Run[]};
  let tensors: number;
  const at = (name: string) => join(folder, name);
  const metrics = (name: string) => readFileSync(join(at(name), 'metrics.jsonl'), 'utf8');
  const events = (name: string) =>
    metrics(name)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Event);
  const small = () => ['--data', data, '--model', 'mlp:widths=12', '--batch-size', '50', '--epochs', '3'];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs optim ü-'));
    data = writeDigits(folder);
    tensors = tf.memory().numTensors;
    const optimizers = ['--optimizers', 'sgd:lr=0.5,adam', '--seeds', '2'];
    const {result, out} = await run('mnist', ...small(), ...optimizers, '--out', at('first'), '--json');
    expect(result).to.equal(0);
    expect(out).to.have.length(1);
    first = JSON.parse(out[0]!) as typeof first;
  });
  after(() => rmSync(folder, {recursive: true}));

  it('prints one JSON document of all runs', () => {
    expect(first.out).to.equal(at('first'));
    expect(first.runs.map(({optimizer, seed}) => `${optimizer} ${seed}`)).to.deep.equal([
      'sgd 1',
      'adam 1',
      'sgd 2',
      'adam 2',
    ]);
    for (const one of first.runs) {
      expect(one).to.include.all.keys(
        'optimizer',
        'seed',
        'trainLoss',
        'testLoss',
        'trainAccuracy',
        'testAccuracy',
        'updates',
        'seconds',
        'updatesPerSecond',
        'diverged',
      );
      expect(one).to.include({updates: 18, diverged: false});
      expect(one.testLoss).to.be.within(0, 3);
      expect(one.testAccuracy).to.be.within(0, 1);
    }
    expect(first.runs[0]!.testAccuracy, 'the digits are learned').to.be.above(0.5);
  });

  it('leaves no tensor behind', () => {
    expect(tf.memory().numTensors).to.equal(tensors);
  });

  it('writes the run folder', () => {
    const files = Object.keys(contents(at('first')));
    expect(files).to.include.members(['config.json', 'versions.json', 'metrics.jsonl', 'times.jsonl', 'report.html']);
    expect(files.filter((file) => file.startsWith('figures/') && file.endsWith('.svg'))).to.have.length.above(3);
    const found = events('first');
    expect(found.filter(({event}) => event === 'end')).to.have.length(4);
    expect(found.filter(({event}) => event === 'epoch')).to.have.length(4 * 4);
    expect(metrics('first')).not.to.match(/seconds|perSecond/i);
    const config = JSON.parse(readFileSync(join(at('first'), 'config.json'), 'utf8')) as Record<string, unknown>;
    expect(config).to.include({epochs: 3, seeds: 2, seed: 1, data, batchSize: 50, compile: 'on'});
  });

  it('gives the same losses, and other units, where nothing is compiled', async () => {
    const optimizers = ['--optimizers', 'sgd:lr=0.5,adam', '--seeds', '2'];
    const {result} = await run('mnist', ...small(), ...optimizers, '--compile', 'off', '--out', at('plain'), '--quiet');
    expect(result).to.equal(0);
    type Epoch = Event & {trainLoss: number; testLoss: number};
    const epochs = (name: string) => events(name).filter(({event}) => event === 'epoch') as Epoch[];
    const [compiled, plain] = [epochs('first'), epochs('plain')];
    expect(plain).to.have.length(compiled.length);
    for (const [i, {key, epoch, trainLoss, testLoss}] of plain.entries()) {
      const other = compiled[i]!;
      expect(other.epoch).to.equal(epoch);
      expect(other.trainLoss).to.be.closeTo(trainLoss, 2e-5);
      expect(other.testLoss).to.be.closeTo(testLoss, 2e-5);
      expect(other.key === key).to.equal(tf.getBackend() !== 'tensorflow');
    }
  });

  it('repeats a run from its config.json to the byte', async () => {
    const config = join(at('first'), 'config.json');
    const {result, out} = await run('mnist', '--config', config, '--out', at('again'), '--json', '--quiet');
    expect(result).to.equal(0);
    const {runs} = JSON.parse(out.join('\n')) as typeof first;
    const timeless = (list: Run[]) => list.map((one) => ({...one, seconds: 0, updatesPerSecond: 0}));
    expect(timeless(runs)).to.deep.equal(timeless(first.runs));
    expect(metrics('again')).to.equal(metrics('first'));
  });

  it('keeps a folder that holds a run', async () => {
    const before = contents(at('first'));
    const {result, err} = await run('mnist', ...small(), '--out', at('first'));
    expect(result).to.equal(2);
    expect(err[0]).to.match(/first holds files, which are kept; continue it with --resume/);
    expect(contents(at('first'))).to.deep.equal(before);
  });

  it('shows a finished run again where it is resumed, and refuses other options', async () => {
    const {result, out, err} = await run('mnist', '--resume', at('first'));
    expect(result).to.equal(0);
    expect(out.join('\n')).to.match(/#\s+optimizer\s+test loss[^]*\n1 [^]*\n2 [^]*report +\S.*report\.html/);
    expect(err.join('\n')).to.match(/time +none, everything is trained/);
    expect(metrics('first')).to.equal(metrics('again'));
    const other = await run('mnist', '--resume', at('first'), '--epochs', '4', '--seed', '1');
    expect(other.result).to.equal(2);
    expect(other.err[0]).to.match(/--epochs 4: this run was started with 3/);
    expect(other.err.filter((line) => line.startsWith('✖'))).to.have.length(1);
  });

  it('records a run that diverges with update and rate, and goes on with the others', async () => {
    const optimizers = ['--optimizers', 'sgd:lr=1e6,adam', '--schedule', 'cosineDecay:unit=epoch'];
    const {result, out, err} = await run('mnist', ...small(), ...optimizers, '--out', at('lost'), '--json');
    expect(result).to.equal(0);
    const [lost, kept] = (JSON.parse(out.join('\n')) as typeof first).runs;
    expect(lost).to.include({optimizer: 'sgd', diverged: true});
    expect(lost!.findings.map(({problem}) => problem)).to.include('divergence');
    expect(kept).to.include({optimizer: 'adam', diverged: false, updates: 18});
    const [end] = events('lost').filter(({event}) => event === 'end');
    expect(end!.divergence).to.include({update: lost!.updates, learningRate: 1e6});
    expect(err.join('\n')).to.match(/seed {8}1\n/);
  });

  it('prints table, findings and paths, and when quiet the table and the paths only', async () => {
    const lost = await run('mnist', '--resume', at('lost'));
    expect(lost.out.join('\n')).to.match(/! sgd lr=1000000: divergence: .* update \d+/);
    const quiet = await run('mnist', '--resume', at('lost'), '--quiet');
    expect(quiet.err).to.deep.equal([]);
    expect(quiet.out.join('\n'))
      .to.match(/1 of 1/)
      .and.not.to.match(/divergence/);
  });

  it('keeps the command that started a run in its report, in quotes where a shell needs them', () => {
    const report = readFileSync(join(at('first'), 'report.html'), 'utf8');
    const text = report.replaceAll('&#39;', "'").replaceAll('&quot;', '"');
    expect(text).to.contain(`tfjs-optim mnist --data '${data}' --model mlp:widths=12 --batch-size 50`);
    expect(report).to.contain('id="diagnosis"');
  });

  it('refuses a damaged data folder and makes nothing', async () => {
    const bad = at('bad');
    mkdirSync(bad);
    writeFileSync(join(bad, 'train-images-idx3-ubyte'), '<html>');
    const {result, out, err} = await run('mnist', '--data', bad, '--out', at('none'));
    expect({result, out}).to.deep.equal({result: 2, out: []});
    expect(err.join('\n'))
      .to.match(/bad does not hold a usable MNIST set/)
      .and.match(/train-labels-idx1-ubyte is missing/);
    expect(err.join('\n')).not.to.match(/\n\s+at /);
    expect(existsSync(at('none'))).to.equal(false);
  });

  it('does not go on with a run whose digits have changed', async () => {
    const images = join(data, 't10k-images-idx3-ubyte');
    const bytes = readFileSync(images);
    writeFileSync(
      images,
      bytes.map((byte, index) => (index === 100 ? byte ^ 1 : byte)),
    );
    const before = contents(at('first'));
    const {result, err} = await run('mnist', '--resume', at('first'));
    writeFileSync(images, bytes);
    expect(result).to.equal(1);
    expect(err[0]).to.match(/cannot go on: its data, its model/);
    expect(contents(at('first'))).to.deep.equal(before);
  });
});
