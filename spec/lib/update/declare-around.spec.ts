import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {declarationOf, declareAround} from '../../../lib/update/index.ts';
import {adam, sgd} from '../../../optimizers/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';

class Silent extends tf.SGDOptimizer {}

/** Counts, and does nothing else. */
class Outer extends tf.SGDOptimizer {
  readonly count = (updates: number): void => {
    this.iterations_ = updates;
  };
}

describe('declareAround', () => {
  it('speaks of the wrapper alone, and remembers all that it holds', () => {
    const [outer, first, second] = [new Outer(1), adam(0.1), tf.train.adam(0.1)];
    const declaration = declareAround(outer, [first, second], {
      count: outer.count,
      variant: (ahead) => `phase ${ahead % 2}`,
      numbers: (ahead) => ({factor: ahead}),
    })!;
    expect([declaration.variant(1), declaration.numbers!(3)]).to.deep.equal(['phase 1', {factor: 3}]);
    declarationOf(first)!.advance();
    const restore = declaration.remember();
    declaration.advance();
    for (const each of [first, second]) declarationOf(each)!.advance();
    expect([declaration.iterations, first.iterations, second.iterations]).to.deep.equal([1, 2, 1]);
    restore();
    expect([declaration.iterations, first.iterations, second.iterations]).to.deep.equal([0, 1, 0]);
    for (const each of [outer, first, second]) each.dispose();
  });

  it('has the learning rate of the one that it holds, unless it has its own, and none of several', () => {
    const [outer, inner] = [new Outer(1), sgd(exponentialDecay(1, {gamma: 0.5}))];
    const {count} = outer;
    expect(declareAround(outer, [inner], {count})!.learningRate!(2)).to.equal(0.25);
    expect(declareAround(outer, [inner], {count, learningRate: () => 7})!.learningRate!(2)).to.equal(7);
    expect(declareAround(outer, [inner, inner], {count})).to.not.have.property('learningRate');
  });

  it('can be resumed where all can, and is null where one says nothing', () => {
    const outer = new Outer(1);
    const {count} = outer;
    expect(declareAround(outer, [tf.train.adam(1)], {count})!.isResumable).to.equal(true);
    expect(declareAround(outer, [tf.train.adam(1), tf.train.adamax(1)], {count})!.isResumable).to.equal(false);
    expect(declareAround(outer, [tf.train.adam(1)], {count, isResumable: false})!.isResumable).to.equal(false);
    expect(declareAround(outer, [tf.train.adam(1), new Silent(1)], {count})).to.equal(null);
  });
});
