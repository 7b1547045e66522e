import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {gradientRule} from '../../../../lib/autograd/scope/gradient-rule.ts';

describe('gradientRule', () => {
  it('hands the gradient, the saved inputs and the attributes to the derivatives', () => {
    tf.tidy(() => {
      const rule = gradientRule<{factor: number}>('Scaled', ['x'], (dy, [x], {factor}) => ({
        x: () => tf.mul(tf.mul(dy, x!), factor),
        mode: null,
      }));
      expect([rule.kernelName, rule.inputsToSave]).to.deep.equal(['Scaled', ['x']]);
      const attributes = {factor: 5} as unknown as tf.NamedAttrMap;
      const {x, mode} = rule.gradFunc(tf.scalar(2), [tf.scalar(3)], attributes);
      expect(x!().dataSync()[0]).to.equal(30);
      expect(mode).to.equal(null);
    });
  });
});
