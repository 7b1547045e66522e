import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {adadelta, adam, averaged, optimizerCatalogue, sgd} from '../../../optimizers/index.ts';
import {keepsHalves} from '../../../lib/update/index.ts';
import {device, measure, onCpu, read, short} from './support.ts';

const starts = [3, -1, 0.5, 0];

/** Rules that take gradients alone. */
const rules = Object.entries(optimizerCatalogue).filter(
  ([name]) => !['adahessian', 'sophia', 'polyakSgd'].includes(name),
);

/** Where four weights, the last of them 0, are after some updates by one gradient. */
async function moved(create: () => tf.Optimizer, gradients: readonly number[]): Promise<number[]> {
  const w = tf.tidy(() => tf.variable(tf.tensor1d(starts)));
  const optimizer = create();
  try {
    for (const g of gradients) {
      tf.tidy(() => optimizer.applyGradients({[w.name]: tf.mul(tf.ones([starts.length]), g)}));
    }
    return (await read([w]))[0]!;
  } finally {
    optimizer.dispose();
    w.dispose();
  }
}

/** What a number is, rounded as the device keeps it. */
const rounding = (): number => (device.precision === 16 ? 2 ** -11 : 2 ** -22);

const sizes = [1e-6, 1e-3, 1, 300];

/** Updates by gradients of all sizes, against the plain JavaScript backend. */
export function precision(): void {
  describe('precision', () => {
    it('is known', () => {
      expect(keepsHalves()).to.equal(device.precision === 16);
    });

    for (const [name, {create}] of rules) {
      it(`${name}: gradients of ${sizes.join(', ')} move weights as on cpu`, async () => {
        const apart: number[] = [];
        for (const g of sizes) {
          const gradients = Array.from({length: 5}, () => g);
          const expected = await onCpu(() => moved(() => create(0.1), gradients));
          const own = await moved(() => create(0.1), gradients);
          apart.push(
            Math.max(...own.map((value, i) => Math.abs(value - expected[i]!) / Math.max(1, Math.abs(expected[i]!)))),
          );
        }
        measure('difference after 5 updates by 1e-6, 1e-3, 1, 300', name, apart.map(short).join(' '));
        expect(Math.max(...apart)).to.be.below(8 * rounding());
      });

      it(`${name}: gradients of 0 move nothing`, async () => {
        const expected = await onCpu(() => moved(() => create(0.1, {weightDecay: 0}), [0, 0, 0]));
        const own = await moved(() => create(0.1, {weightDecay: 0}), [0, 0, 0]);
        expect(own).to.deep.equal(expected).and.to.deep.equal(starts);
      });
    }

    it('adam keeps an epsilon larger than the gradient', async () => {
      const own = await moved(
        () => adam(0.1, {epsilon: 1e-5}),
        Array.from({length: 5}, () => 1e-6),
      );
      expect(own[0]).to.be.closeTo(3 - (5 * 0.1) / 11, 4 * rounding());
    });

    it('adadelta starts by its epsilon', async () => {
      const own = await moved(() => adadelta(1), Array(5).fill(1));
      expect(own[3]).to.be.within(-0.05, -0.01);
    });

    it('steps below the precision of a weight add up', async () => {
      const own = await moved(() => sgd(0.1), Array(200).fill(1e-3));
      expect(own[0]).to.be.closeTo(2.98, device.precision === 16 ? 2e-3 : 1e-4);
    });

    it('an average with decay 0.999 follows', async () => {
      const w = tf.tidy(() => tf.variable(tf.scalar(1)));
      const optimizer = averaged(sgd(0.01), {decay: 0.999});
      for (let t = 0; t < 50; t++) tf.tidy(() => optimizer.applyGradients({[w.name]: tf.scalar(1)}));
      const [value] = optimizer.evaluationValues([w]) as [tf.Tensor];
      const [[mean]] = (await read([value])) as [[number]];
      expect(mean).to.be.closeTo(0.745 - 0.01 * 0.001 * 208, 0.01);
      tf.dispose([value, w]);
      optimizer.dispose();
    });
  });
}
