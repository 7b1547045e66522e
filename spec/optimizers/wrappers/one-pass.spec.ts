import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {accumulated, adam, averaged, clipped, lookahead} from '../../../optimizers/index.ts';
import {backendOrSkip, counted} from '../../lib/native/fused/counting.ts';

const pass = 'OptimUpdate';

/** The operations of the updates 5, 6, ... of three variables. */
const story: Readonly<Record<string, {make: () => tf.Optimizer; operations: readonly (readonly string[])[]}>> = {
  'clipping by value is in the pass of the rule': {
    make: () => clipped(adam(0.01), {value: 0.5}),
    operations: [[pass], [pass]],
  },
  'an average takes a pass, and one over its weights': {
    make: () => averaged(adam(0.01), {decay: 0.9}),
    operations: [
      [pass, pass, pass],
      [pass, pass, pass],
    ],
  },
  'slow weights take a pass every few updates': {
    make: () => lookahead(adam(0.01), {steps: 2}),
    operations: [[pass], [pass, pass]],
  },
  'sums take a pass': {make: () => accumulated(adam(0.01), {steps: 7}), operations: [[pass], [pass]]},
};

describe('wrappers in one pass over memory', () => {
  for (const [words, {make, operations}] of Object.entries(story)) {
    it(`${words}, for all variables together`, function () {
      const backend = backendOrSkip(this);
      const variables = [[2, 3], [4], []].map((shape) => tf.variable(tf.ones(shape)));
      const gradients = variables.map((variable) => ({name: variable.name, tensor: tf.onesLike(variable)}));
      const optimizer = make();
      for (let t = 1; t < 5; t++) optimizer.applyGradients(gradients);
      for (const expected of operations) {
        const count = counted(backend, () => optimizer.applyGradients(gradients));
        expect(count).to.deep.equal({operations: [...expected], tensors: 0});
      }
      optimizer.dispose();
      tf.dispose([...variables, ...gradients.map(({tensor}) => tensor)]);
    });
  }
});
