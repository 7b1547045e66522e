import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {writeDigits} from '../support/digits.ts';
import {run, start} from '../support/run.ts';

interface Document {
  out: string;
  plane: string;
  x: number[];
  y: number[];
  trainLoss: number[][];
  testAccuracy: number[][];
  explainedVariance: [number, number] | null;
  eigenvalues: [number, number] | null;
  points: {name: string; x: number; y: number; distance: number; trueLoss: number; surfaceLoss: number}[];
}

describe('tfjs-optim surface', () => {
  let folder: string;
  let data: string;
  const at = (name: string) => join(folder, name);
  const small = () => ['--data', data, '--model', 'mlp:widths=8', '--batch-size', '50', '--epochs', '3'];
  const measured = async (name: string, ...words: string[]): Promise<Document> => {
    const {result, out, err} = await run('surface', ...small(), ...words, '--out', at(name), '--json');
    expect(result, err.join('\n')).to.equal(0);
    return JSON.parse(out[0]!) as Document;
  };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs optim surface ü-'));
    data = writeDigits(folder);
  });
  after(() => rmSync(folder, {recursive: true}));

  it('measures a grid that is not square around trained weights, and draws it', async () => {
    const before = tf.memory().numTensors;
    const {x, y, trainLoss, testAccuracy, points, plane} = await measured(
      'random',
      '--x=-1:1:7',
      '--y=-0.5:0.5:3',
      '--3d',
    );
    expect({x: x.length, y: y.length, plane}).to.deep.equal({x: 7, y: 3, plane: 'random'});
    expect(trainLoss.map((row) => row.length)).to.deep.equal([7, 7, 7]);
    expect(testAccuracy.flat().every((share) => share >= 0 && share <= 1)).to.equal(true);
    // The middle of the grid is the trained network itself.
    expect(points[0]).to.include({name: 'trained', x: 0, y: 0, distance: 0});
    expect(trainLoss[1]![3]).to.be.closeTo(points[0]!.trueLoss, 1e-5);
    expect(tf.memory().numTensors).to.equal(before);
    const lines = readFileSync(at('random/surface.csv'), 'utf8').trimEnd().split('\n');
    expect(lines[0]).to.equal('x,y,trainLoss,trainAccuracy,testLoss,testAccuracy');
    expect(lines).to.have.length(1 + 21);
    expect(lines[2]).to.match(new RegExp(`^${x[1]},-0.5,${trainLoss[0]![1]},`));
    const page = readFileSync(at('random/report.html'), 'utf8');
    expect(page).to.match(/Plotly\.newPlot/);
    expect(readdirSync(at('random/figures'))).to.deep.equal(['surface.svg']);
  });

  it('goes along the training, with the loss of each checkpoint beside that of the surface', async () => {
    const {points, explainedVariance, trainLoss, x, y} = await measured(
      'pca',
      '--plane',
      'pca',
      '--x',
      '0:1:3',
      '--y',
      '0:1:2',
    );
    expect(points.map(({name}) => name)).to.deep.equal(['start', 'epoch 1', 'epoch 2', 'epoch 3']);
    const last = points[3]!;
    expect([last.x, last.y, last.distance].map(Math.abs).every((value) => value < 1e-5)).to.equal(true);
    expect(last.surfaceLoss).to.be.closeTo(last.trueLoss, 1e-5);
    expect(points[1]!.distance).to.be.greaterThan(1e-4);
    expect(points[1]!.surfaceLoss).not.to.equal(points[1]!.trueLoss);
    const [one, two] = explainedVariance!;
    expect(one).to.be.greaterThan(two);
    expect(one + two).to.be.within(0.5, 1 + 1e-9);
    expect([x, y]).to.deep.equal([
      [0, 0.5, 1],
      [0, 1],
    ]);
    expect(trainLoss[0]![0]).to.be.closeTo(last.surfaceLoss, 1e-6);
    expect(readFileSync(at('pca/report.html'), 'utf8')).not.to.match(/Plotly/);
  });

  it('goes through three solutions, through given ones, and along eigenvectors', async () => {
    const three = await measured('three', '--plane', 'three-points', '--x', '0:1:2', '--y', '0:1:2');
    expect(three.points.map(({name}) => name)).to.deep.equal(['seed 1', 'seed 2', 'seed 3']);
    expect(three.trainLoss[0]![0]).to.be.closeTo(three.points[0]!.trueLoss, 1e-5);
    expect(three.trainLoss[0]![1]).to.be.closeTo(three.points[1]!.trueLoss, 1e-5);
    const eigen = await measured('eigen', '--plane', 'eigenvectors', '--x', '0:1:2', '--y', '0:1:2');
    expect(eigen.eigenvalues![0]).to.be.greaterThan(eigen.eigenvalues![1]);
    expect(eigen.eigenvalues![1]).to.be.greaterThan(0);
  });

  it('shares the points between processes, and after SIGKILL goes on as if nothing had been', async () => {
    const words = ['--x=-1:1:60', '--y=-1:1:41', '--processes', '2'];
    await measured('whole', ...words);
    const child = start(['surface', ...small(), ...words, '--out', 'killed'], {cwd: folder});
    const groups = (name: string): number =>
      (existsSync(at(name)) ? readdirSync(at(name)) : [])
        .filter((file) => file.startsWith('points-'))
        .reduce((sum, file) => sum + readFileSync(join(at(name), file), 'utf8').split('\n').length - 1, 0);
    while (child.process.exitCode === null && groups('killed') < 10) await wait(5);
    child.process.kill('SIGKILL');
    await child.ended;
    // The processes notice that they are alone.
    await wait(500);
    const left = groups('killed');
    expect(left).to.be.within(10, groups('whole') - 1);
    const {result, err} = await run('surface', '--resume', at('killed'), '--json', '--quiet');
    expect(result, err.join('\n')).to.equal(0);
    expect(groups('killed')).to.equal(groups('whole'));
    expect(readFileSync(at('killed/surface.csv'), 'utf8')).to.equal(readFileSync(at('whole/surface.csv'), 'utf8'));
  }).timeout(60_000);

  it('names the file and what is wrong with it where a run cannot be read', async () => {
    await measured('damaged', '--x', '0:1:2', '--y', '0:1:2');
    const points = at('damaged/points-0.jsonl');
    const lines = readFileSync(points, 'utf8');
    writeFileSync(points, `${lines}{"points":[{"index":"one"}]}\n`);
    const count = lines.split('\n').length;
    const wrong = await run('surface', '--resume', at('damaged'), '--quiet');
    expect(wrong.result).to.equal(1);
    expect(wrong.err.join('\n')).to.match(
      new RegExp(
        `^✖ .*points-0\\.jsonl, line ${count} is not a group of points of a surface: points\\.0\\.index: .*new run$`,
      ),
    );
    writeFileSync(at('damaged/plane.json'), '{"x": 3}');
    const plane = await run('surface', '--resume', at('damaged'), '--quiet');
    expect(plane.result).to.equal(1);
    expect(plane.err.join('\n')).to.match(/^✖ .*plane\.json is not a plane of this command: x: .*; mend the file/);
  });

  it('leaves no folder behind where a given model cannot be loaded', async () => {
    writeFileSync(at('no.ckpt'), 'nothing');
    const {result: missing, err} = await run('surface', '--at', at('missing'), '--data', data, '--out', at('none'));
    expect({missing, err: err.join('\n')}).to.deep.equal({
      missing: 2,
      err: `✖ --at: ${at('missing')} does not exist\n\nSee tfjs-optim --help, or --help after a command.`,
    });
    const broken = await run('surface', '--at', at('no.ckpt'), '--data', data, '--out', at('none'));
    expect(broken.err[0]).to.match(/--at: .*no\.ckpt lies in no run folder/);
    expect(existsSync(at('none'))).to.equal(false);
  });

  for (const [words, message] of [
    [['--plane', 'pc'], /--plane must be one of random, pca/],
    [['--x', '1:1:1'], /--x must have at least two increasing numbers/],
    [['--at', 'a,b'], /the plane random goes through 1 given models, got 2/],
    [['--plane', 'pca', '--at', 'a,b'], /at least 3 given models, got 2/],
    [['--optimizers', 'sgd,adam'], /--optimizers takes one optimizer here, got 2/],
    [['--processes', '0'], /--processes must be a whole number of at least 1/],
  ] as const)
    it(`refuses ${words.join(' ')}`, async () => {
      const {result, err} = await run('surface', ...words);
      expect(result).to.equal(2);
      expect(err.join('\n')).to.match(message);
    });
});
