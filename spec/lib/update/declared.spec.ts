import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import type {Declaration} from '../../../lib/update/declaration.ts';
import {declarationOf, undeclared} from '../../../lib/update/declared.ts';
import {adam} from '../../../optimizers/index.ts';

class Silent extends tf.SGDOptimizer {}

class Speaking extends tf.SGDOptimizer {
  readonly declaration = {isResumable: false} as Declaration;
}

describe('declarationOf', () => {
  it('is what an optimizer says, what is known of those of tf.train, and nothing for a class on top of them', () => {
    const [silent, speaking, stock] = [new Silent(1), new Speaking(1), tf.train.sgd(1)];
    expect(declarationOf(speaking)).to.equal(speaking.declaration);
    expect(declarationOf(stock)!.isResumable).to.equal(true);
    expect(declarationOf(silent)).to.equal(null);
    expect(undeclared(silent)).to.equal(
      'the optimizer Silent does not say what its updates depend on beside tensors; give it a property "declaration" ' +
        '(see docs/optimizers.md), build it on UpdateRule, or leave it uncompiled',
    );
  });

  it('of a rule gives the numbers of updates to come, and moves its count', () => {
    const optimizer = adam(0.1);
    const declaration = declarationOf(optimizer)!;
    const beta = Math.fround(0.999);
    const rate = (t: number) => (0.1 * Math.sqrt(1 - beta ** t)) / (1 - Math.fround(0.9) ** t);
    expect([0, 1, 2].map((ahead) => declaration.plan!(ahead).numbers['rate'])).to.deep.equal([1, 2, 3].map(rate));
    const restore = declaration.remember();
    declaration.advance();
    expect([optimizer.iterations, declaration.iterations]).to.deep.equal([1, 1]);
    expect(declaration.plan!(0).numbers['rate']).to.equal(rate(2));
    restore();
    expect(optimizer.iterations).to.equal(0);
    expect(declaration.learningRate!(5)).to.equal(0.1);
    expect(declaration.variant(0)).to.equal(declaration.variant(7));
  });
});
