import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {compile, type Compiled} from '../../../../lib/native/index.ts';
import {isTracing} from '../../../../lib/update/index.ts';
import {momentum} from '../../../../optimizers/index.ts';
import {warnings} from '../../../support/console.ts';
import {nativeOnly} from '../native-only.ts';

const graphs = (): number => nativeBackend()!.binding.getNumOfSavedModels();
const range = (from: number, to: number): number[] => Array.from({length: to - from + 1}, (_, i) => from + i);

/** A compiled function, and what calls it and counts how often it ran itself, and was recorded then. */
interface Counted {
  readonly fn: Compiled<(x: tf.Tensor) => tf.Tensor>;
  readonly call: (sizes: readonly number[]) => {runs: number; records: number};
}

function counted(): Counted {
  let [runs, records] = [0, 0];
  const fn = compile((x: tf.Tensor) => {
    runs++;
    if (isTracing()) records++;
    return tf.mul(x, 2);
  });
  const call = (sizes: readonly number[]): {runs: number; records: number} => {
    [runs, records] = [0, 0];
    for (const size of sizes) expect(tf.tidy(() => fn(tf.mul(3, tf.ones([size]))).dataSync()[size - 1])).to.equal(6);
    return {runs, records};
  };
  return {fn, call};
}

describe('kinds of calls of a compiled function', () => {
  let before = 0;
  beforeEach(function () {
    nativeOnly(this);
    before = graphs();
  });
  afterEach(function () {
    if (nativeBackend() !== null) expect(graphs()).to.equal(before);
  });

  for (const count of [33, 40]) {
    it(`that are ${count}, in turn or in any order, run as 32 graphs and the rest as it is, with one note`, () => {
      const {fn, call} = counted();
      const sizes = range(1, count);
      const {notes} = warnings(() => {
        expect(call(sizes)).to.deep.equal({runs: count, records: 32});
        expect(call(sizes)).to.deep.equal({runs: count, records: 32});
        for (let round = 3; round <= 5; round++) {
          expect(call(sizes)).to.deep.equal({runs: count - 32, records: 0});
          sizes.sort((a, b) => ((a * 37 * round) % 41) - ((b * 37 * round) % 41));
        }
      });
      expect(graphs() - before).to.equal(32);
      expect(notes).to.have.length(1);
      expect(notes[0]).to.match(/more than 32 ways in turn .* bring batches to a few sizes/);
      fn.dispose();
    });
  }

  it('that never come again are recorded ever more rarely', () => {
    const {fn, call} = counted();
    const {result, notes} = warnings(() => range(1, 4).map((round) => call(range(1000 * round, 1000 * round + 999))));
    expect(result.map(({runs}) => runs)).to.deep.equal([1000, 1000, 1000, 1000]);
    expect(result[0]!.records).to.be.within(32, 40);
    for (const {records} of result.slice(1)) expect(records).to.be.at.most(4);
    expect(graphs()).to.equal(before);
    expect(notes).to.have.length(1);
    fn.dispose();
  });

  it('that came before are forgotten for others, once they have not come for long', () => {
    const {fn, call} = counted();
    warnings(() => {
      for (let round = 0; round < 3; round++) call(range(1, 40));
      expect(graphs() - before).to.equal(32);
      for (let round = 0; round < 60; round++) call(range(101, 110));
      expect(call(range(101, 110))).to.deep.equal({runs: 0, records: 0});
    });
    expect(graphs() - before).to.equal(32);
    fn.dispose();
  });

  it('that differ from call to call run as they are, and are tried again after a while', () => {
    const w = tf.variable(tf.scalar(1));
    const optimizer = tf.train.momentum(0.1, 0.5);
    let runs = 0;
    const step = compile(() => {
      runs++;
      return optimizer.minimize(() => tf.square(w).asScalar(), true, [w])!;
    });
    const call = (times: number): void => {
      for (let i = 0; i < times; i++) step().dispose();
    };
    const {notes} = warnings(() => {
      for (let i = 0; i < 20; i++) {
        optimizer.setLearningRate(0.1 / (1 + i));
        call(1);
      }
      call(260);
    });
    expect(notes).to.have.length(1);
    expect(notes[0]).to.include('differs from call to call, 12 times in a row');
    runs = 0;
    call(5);
    expect(runs).to.equal(0);
    expect(optimizer.iterations).to.equal(285);
    step.dispose();
    optimizer.dispose();
    w.dispose();
  });

  it('whose variables are gone leave no graph behind', async () => {
    const w = tf.variable(tf.zeros([2]));
    const optimizer = momentum(0.1);
    const step = compile(() => optimizer.minimize(() => tf.sum(w), true, [w])!);
    for (let round = 0; round < 40; round++) {
      for (let i = 0; i < 5; i++) step().dispose();
      expect(graphs() - before).to.equal(1);
      optimizer.dispose();
    }
    step.dispose();
    w.dispose();
  });
});
