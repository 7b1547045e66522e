import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {
  interpolationStudy,
  type KeptEnds,
  type Measurement,
  type Study,
  type StudyOptions,
  type StudyPathKey,
  type StudyStore,
} from '../../../../lib/landscape/index.ts';
import {mlp} from '../../../../lib/models/index.ts';
import type {Examples} from '../../../../lib/training/index.ts';
import {adam, sgd} from '../../../../optimizers/index.ts';
import {digits, disposeSets, leakFree, rejection, sequential, values} from '../support.ts';

const keyOf = (path: object): string => JSON.stringify(path);

/** A store in memory, which can be told to break off. */
class Memory implements StudyStore {
  readonly trained = new Map<string, {from: number[][]; to: number[][]; shapes: number[][]; kept: KeptEnds}>();
  readonly measured = new Map<string, Map<number, Measurement>>();
  trainings = 0;
  writes = 0;
  readonly limit: number;

  constructor(limit = Number.POSITIVE_INFINITY) {
    this.limit = limit;
  }

  async ends(run: object): Promise<KeptEnds | null> {
    const found = this.trained.get(keyOf(run));
    if (!found) return null;
    const tensors = (lists: number[][]) => lists.map((list, i) => tf.tensor(list, found.shapes[i]));
    return {...found.kept, from: tensors(found.from), to: tensors(found.to)};
  }

  async keepEnds(run: object, kept: KeptEnds): Promise<void> {
    this.trainings++;
    const lists = (tensors: readonly tf.Tensor[]) => tensors.map((tensor) => values([tensor]));
    const shapes = kept.from.map(({shape}) => shape);
    this.trained.set(keyOf(run), {from: lists(kept.from), to: lists(kept.to), shapes, kept});
  }

  points(path: StudyPathKey): ReadonlyMap<number, Measurement> {
    return this.measured.get(keyOf(path)) ?? new Map<number, Measurement>();
  }

  keepPoints(path: StudyPathKey, points: readonly {index: number; measurement: Measurement}[]): void {
    if (++this.writes > this.limit) throw new Error('killed');
    const own = new Map(this.points(path));
    for (const {index, measurement} of points) own.set(index, measurement);
    this.measured.set(keyOf(path), own);
  }
}

describe('interpolationStudy', () => {
  let sets: {data: Examples; test: Examples};
  before(() => {
    sets = digits(60);
  });
  after(() => disposeSets(sets.data, sets.test));
  leakFree();

  const options = (): StudyOptions => ({
    build: (seed) => mlp({inputs: 6, widths: [8], classes: 3, seed}),
    optimizers: {sgd: () => sgd(0.5), 'adam lr=0.03': () => adam(0.03)},
    seeds: [1, 2],
    ...sets,
    epochs: 10,
    batchSize: 20,
    alphas: '-0.2:1.2:29',
  });

  it('has a path of every run, its two controls, and the pairs of solutions, before and after alignment', async () => {
    const progress: number[] = [];
    let whole = 0;
    const {runs, paths, pairs, batchNorm, notAligned} = await interpolationStudy({
      ...options(),
      onProgress: ({done, total}) => {
        progress.push(done);
        whole = total;
      },
    });
    expect(runs.map(({optimizer, seed, diverged}) => [optimizer, seed, diverged])).to.deep.equal([
      ['sgd', 1, false],
      ['adam lr=0.03', 1, false],
      ['sgd', 2, false],
      ['adam lr=0.03', 2, false],
    ]);
    expect(paths.map(({control}) => control)).to.deep.equal([1, 2, 3, 4].flatMap(() => [null, 'noise', 'zeros']));
    expect(pairs.map(({optimizer, seeds, aligned}) => [optimizer, ...seeds, aligned])).to.deep.equal([
      ['sgd', 1, 2, false],
      ['sgd', 1, 2, true],
      ['adam lr=0.03', 1, 2, false],
      ['adam lr=0.03', 1, 2, true],
    ]);
    expect({batchNorm, notAligned}).to.deep.equal({batchNorm: null, notAligned: null});
    expect(progress).to.deep.equal(Array.from({length: whole}, (_, i) => i + 1));
    for (const [i, path] of paths.entries()) {
      const history = runs[Math.floor(i / 3)]!.history;
      const at = (alpha: number) => path.points.find((point) => point.alpha === alpha)!;
      // The ends are what training saw before and after.
      expect(at(1)['trainLoss']).to.be.closeTo(history.at(-1)!.trainLoss, 1e-5);
      expect(at(1)['testAccuracy']).to.be.closeTo(history.at(-1)!.testAccuracy!, 1e-6);
      if (path.control === null) expect(at(0)['trainLoss']).to.be.closeTo(history[0]!.trainLoss, 1e-5);
      // All logits 0: log 3.
      if (path.control === 'zeros') expect(at(0)['trainLoss']).to.be.closeTo(Math.log(3), 1e-6);
      expect(path.gaussLength === null).to.equal(path.control !== null);
      if (path.control === null) expect(path.gaussLength).to.be.within(0.01, 10);
      expect(path.normalizedDistance === Infinity).to.equal(path.control === 'zeros');
    }
    const [noise, own] = [paths[1]!, paths[0]!];
    expect(noise.points[5]!['trainLoss']).not.to.equal(own.points[5]!['trainLoss']);
    for (const aligned of [0, 2]) {
      expect(pairs[aligned + 1]!.train.barrier).to.be.at.most(pairs[aligned]!.train.barrier + 1e-6);
      expect(pairs[aligned + 1]!.normalizedDistance).to.be.lessThan(pairs[aligned]!.normalizedDistance);
    }
  });

  it('goes on after it was killed, trains nothing twice, and ends the same', async () => {
    const whole = await interpolationStudy({...options(), alphas: '0:1:21'});
    const store = new Memory(9);
    const study = (kept: StudyStore): Promise<Study> =>
      interpolationStudy({...options(), alphas: '0:1:21', store: kept});
    expect(await rejection(study(store))).to.equal('Error: killed');
    const again = new Memory();
    for (const [key, value] of store.trained) again.trained.set(key, value);
    for (const [key, value] of store.measured) again.measured.set(key, value);
    const resumed = await study(again);
    expect(store.trainings + again.trainings).to.equal(4);
    expect(store.trainings).to.be.within(1, 3);
    expect(resumed).to.deep.equal(whole);
  });

  it('ends by its signal', async () => {
    const abort = new AbortController();
    const ended = interpolationStudy({...options(), signal: abort.signal, onProgress: () => abort.abort()});
    expect(await rejection(ended)).to.match(/^AbortError/);
  });

  it('says why it cannot align, and reports a run that diverged', async () => {
    const study = await interpolationStudy({
      ...options(),
      build: () =>
        sequential([
          tf.layers.reshape({targetShape: [6], inputShape: [6]}),
          tf.layers.dense({units: 3, kernelInitializer: 'zeros'}),
        ]),
      optimizers: {sgd: () => sgd(1e30)},
      controls: [],
    });
    expect(study.notAligned).to.match(/Reshape/);
    expect(study.pairs.map(({aligned}) => aligned)).to.deep.equal([false]);
    expect(study.runs.map(({diverged}) => diverged)).to.deep.equal([true, true]);
    expect(study.paths[0]!.train.monotone).to.equal(false);
  });

  it('refuses what does not fit', async () => {
    for (const [change, message] of [
      [{build: 1}, /^TypeError: interpolationStudy: build must be a function/],
      [{optimizers: {}}, /^TypeError: .*functions by name/],
      [{seeds: []}, /^RangeError: .*seeds/],
      [{controls: ['ones']}, /^RangeError: .*"noise", "zeros", received "ones"/],
      [{alphas: '0:1'}, /^RangeError: .*alphas/],
      [{epoch: 1}, /^TypeError: .*epoch/],
    ] as const)
      expect(await rejection(interpolationStudy({...options(), ...(change as object)}))).to.match(message);
  });
});
