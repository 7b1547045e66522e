import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {
  accumulated,
  adam,
  averaged,
  clipped,
  lookahead,
  optimizerCatalogue,
  sam,
  sgd,
  skipNonFinite,
} from '../../../optimizers/index.ts';
import {tanhProblem} from './support.ts';

const others: Readonly<Record<string, () => tf.Optimizer>> = {
  accumulated: () => accumulated(adam(0.02), {steps: 2}),
  averaged: () => averaged(adam(0.02), {decay: 0.9}),
  clipped: () => clipped(sgd(0.02), {globalNorm: 1}),
  lookahead: () => lookahead(adam(0.02), {steps: 2}),
  sam: () => sam(sgd(0.02)),
  skipNonFinite: () => skipNonFinite(adam(0.02)),
};

/** No step leaves a tensor behind, and an optimizer gives back what it took. */
export function leaks(): void {
  describe('leaks', () => {
    const rules = Object.entries(optimizerCatalogue).map(([name, {create}]) => [name, () => create(0.02)] as const);
    for (const [name, create] of [...rules, ...Object.entries(others)]) {
      it(name, () => {
        const start = tf.memory().numTensors;
        const {variables, loss, dispose} = tanhProblem();
        const optimizer = create();
        for (let t = 0; t < 2; t++) optimizer.minimize(loss, false, variables);
        const {numTensors} = tf.memory();
        for (let t = 0; t < 4; t++) optimizer.minimize(loss, false, variables);
        expect(tf.memory().numTensors).to.equal(numTensors);
        optimizer.dispose();
        dispose();
        expect(tf.memory().numTensors).to.equal(start);
      });
    }
  });
}
