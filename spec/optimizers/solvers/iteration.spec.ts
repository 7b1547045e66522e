import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {readAtOnce} from '../../../lib/base/reading.ts';
import {evaluateAgain} from '../../../lib/update/index.ts';
import {disposePoint, FlatLoss} from '../../../optimizers/solvers/flat-loss.ts';
import {type Direction, Iteration, type Method} from '../../../optimizers/solvers/iteration.ts';
import {backtracking} from '../../../optimizers/index.ts';
import type {LineSearch} from '../../../optimizers/index.ts';
import {variableOf} from './quadratics.ts';

/** Steepest descent along a direction of its own as long as it is not told to forget; keeps what it learns as words. */
function methodOf(own: ((gradient: tf.Tensor1D) => tf.Tensor1D) | null, told: string[]): Method {
  let isFresh = own === null;
  return {
    get isFresh() {
      return isFresh;
    },
    *direct(_, {gradient, norm}, held): Generator<tf.Tensor, Direction, Float32Array> {
      if (isFresh || own === null) return {direction: held.make(() => tf.neg(gradient)), slope: -norm * norm, first: 1};
      const direction = held.make(() => own(gradient));
      const [slope] = yield tf.keep(tf.tidy(() => tf.sum(tf.mul(direction, gradient))));
      return {direction, slope: slope!, first: 1};
    },
    // eslint-disable-next-line require-yield -- this one needs to read nothing
    *learn(here, ahead) {
      told.push(`${here.value} to ${ahead.value}`);
    },
    forget() {
      told.push('forgets');
      isFresh = true;
    },
  };
}

/** One step on (x - 3)^2 from 1, or on another loss; nothing is left behind. */
function stepped({
  own = null,
  search = backtracking(),
  towards,
  f = (x) => tf.square(tf.sub(x, 3)),
}: {
  own?: ((gradient: tf.Tensor1D) => tf.Tensor1D) | null;
  search?: LineSearch;
  towards?: number;
  f?: (x: tf.Tensor) => tf.Tensor;
} = {}): {x: number; value: number | null; told: string[]; isEndless: boolean} {
  const before = tf.memory().numTensors;
  const x = variableOf([1]);
  const told: string[] = [];
  const loss = new FlatLoss(
    evaluateAgain(() => tf.tidy(() => tf.sum(f(x)).asScalar())),
    [x],
  );
  const iteration = new Iteration(methodOf(own, told), search);
  const here = readAtOnce(loss.here());
  const way = towards === undefined ? undefined : tf.tensor1d([towards]);
  const ahead = readAtOnce(iteration.step(loss, here, way));
  const result = {x: x.dataSync()[0]!, value: ahead?.value ?? null, told, isEndless: iteration.isEndless};
  way?.dispose();
  disposePoint(here);
  if (ahead !== null) disposePoint(ahead);
  loss.dispose();
  x.dispose();
  expect(tf.memory().numTensors, 'tensors').to.equal(before);
  return result;
}

const searchOf = (search: (line: Parameters<LineSearch>[0]) => ReturnType<LineSearch>): LineSearch =>
  Object.assign(search, {config: {name: 'own'}});

describe('Iteration', () => {
  it('goes to the point that the search accepts, and lets the method learn from it', () => {
    // From 1 by 4 to 5, which is as high; the parabola through both is least at 3.
    expect(stepped()).to.deep.equal({x: 3, value: 0, told: ['4 to 0'], isEndless: false});
  });

  it('moves back to that point where others were tried after it', () => {
    const search = searchOf((line) => {
      const point = line.at(0.25);
      line.at(7);
      return point;
    });
    expect(stepped({search})).to.deep.equal({x: 2, value: 1, told: ['4 to 1'], isEndless: false});
  });

  it('has the method forget a direction that leads up, or nowhere, and takes the next one', () => {
    for (const own of [(g: tf.Tensor1D) => tf.clone(g), (g: tf.Tensor1D) => tf.mul<tf.Tensor1D>(g, Number.NaN)]) {
      expect(stepped({own}).told).to.deep.equal(['forgets', '4 to 0']);
    }
    const none = stepped({search: searchOf(() => null)});
    expect([none.value, none.told]).to.deep.equal([null, []]);
  });

  it('does not take a point above the start, nor one that the search did not evaluate here', () => {
    expect(stepped({search: searchOf((line) => line.at(2))}).value).to.equal(null);
    expect(() => stepped({search: searchOf(() => ({step: 0.25, value: 1, slope: 0}))})).to.throw(/must give a point/);
  });

  it('does not take a point without a loss', () => {
    // The slope is 2, so that the step 8 ends below 0.
    const f = (x: tf.Tensor): tf.Tensor => tf.sub(tf.mul(x, 3), tf.log(x));
    expect(stepped({search: searchOf((line) => line.at(8)), f})).to.deep.include({value: null, told: []});
  });

  it('tries a direction of somebody else in its own length first', () => {
    expect(stepped({towards: 2})).to.deep.equal({x: 3, value: 0, told: ['4 to 0'], isEndless: false});
    // Uphill it looks for nothing there.
    expect(stepped({towards: -1}).told).to.deep.equal(['forgets', '4 to 0']);
  });

  it('knows a search that finds no end, and one that does', () => {
    const far = searchOf((line) => line.at(1e12));
    expect(stepped({search: far, f: (x) => tf.neg(x)}).isEndless).to.equal(true);
    expect(stepped({search: searchOf((line) => line.at(1e9)), f: (x) => tf.neg(x)}).isEndless).to.equal(false);
    expect(stepped({search: far, f: (x) => tf.exp(tf.neg(x))}).isEndless).to.equal(false);
  });
});
