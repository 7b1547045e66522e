import {expect} from 'chai';
import {adadelta} from '../../../optimizers/index.ts';
import {trace} from '../run.ts';

describe('adadelta', () => {
  it("takes Zeiler's first step, not that of tf.train.adadelta, which is the gradient itself", () => {
    const [first] = trace(adadelta(1), 0, [1]);
    expect(first! / -Math.sqrt(1e-6 / (0.05 + 1e-6))).to.be.closeTo(1, 1e-5);
    expect(first).to.be.closeTo(-0.0044721, 1e-6);
  });

  it('takes steps that do not depend on the scale of the gradient', () => {
    const [small, large] = [1, 1000].map((scale) =>
      trace(
        adadelta(1),
        0,
        [1, -2, 3].map((g) => g * scale),
      ),
    );
    for (const [i, value] of small!.entries()) expect(large![i]! / value).to.be.closeTo(1, 1e-4);
  });

  it('adds epsilon outside of both roots on demand, and never moves without it', () => {
    const [first] = trace(adadelta(1, {epsilon: 0.5, epsilonInside: false}), 0, [1]);
    expect(first).to.be.closeTo(-0.5 / (Math.sqrt(0.05) + 0.5), 1e-6);
    expect(trace(adadelta(1, {epsilon: 0}), 2, [1, 1])).to.deep.equal([2, 2]);
  });
});
