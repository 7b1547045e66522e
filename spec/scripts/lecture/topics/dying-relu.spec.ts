import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {deadShare} from '../../../../scripts/lecture/topics/dying-relu/compute-digits.ts';
import {deadlyRate} from '../../../../scripts/lecture/topics/dying-relu/compute.ts';
import {dyingReluTopic} from '../../../../scripts/lecture/topics/dying-relu/topic.ts';
import {checkTopic} from '../support/check-topic.ts';

describe('lecture 14, dying ReLU', () => {
  checkTopic(
    dyingReluTopic,
    {
      verdicts: {
        'dead-unit': 'holds',
        'one-step': 'holds',
        rate: 'holds',
        bias: 'holds',
        'lower-rate': 'holds',
        variants: 'holds with conditions',
        initialisation: 'holds with conditions',
      },
      planted: {
        'dead-unit': [
          {values: {lossesAfter: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}, verdict: 'does not hold'},
          {values: {gradients: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}, verdict: 'holds with conditions'},
        ],
        'one-step': [
          {values: {relu: Array.from({length: 29}, () => 0.2)}, verdict: 'does not hold'},
          {values: {deadlyRate: 0.3}, verdict: 'holds with conditions'},
        ],
        rate: [{values: {agreed: 0}, verdict: 'does not hold'}],
        bias: [{values: {agreed: 0}, verdict: 'does not hold'}],
        'lower-rate': [{values: {agreed: 2, seeds: 3}, verdict: 'holds with conditions'}],
        variants: [
          {values: {leaky: [3, 3], elu: [3, 3], seeds: 3}, verdict: 'holds'},
          {values: {elu: [0, 0]}, verdict: 'does not hold'},
        ],
        initialisation: [
          {values: {helps: [0, 3, 3, 3], seeds: 3}, verdict: 'holds'},
          {values: {helps: [0, 0, 0, 1], seeds: 3}, verdict: 'does not hold'},
        ],
      },
    },
    (measured) => {
      it('counts dead units as they are', () => {
        const weights = [tf.tensor2d([[1, -1, 1]]), tf.tensor1d([0, 0, -20]), tf.ones([3, 1]), tf.zeros([1])];
        const x = tf.tensor2d([[1], [2]]);
        expect(deadShare(weights, x, 'relu')).to.be.closeTo(2 / 3, 1e-12);
        expect(deadShare(weights, x, 'leakyRelu')).to.equal(0);
        // exp(-18) is below 0.001, exp(-1) is not.
        expect(deadShare(weights, x, 'elu')).to.be.closeTo(1 / 3, 1e-12);
        tf.dispose([weights, x]);
      });

      it('kills from w over the first gradient on', () => {
        expect(measured('one-step')['deadlyRate']).to.be.closeTo(1 / 2, 1e-9);
        // Mean of x^2 is 5, w - 0.5 is 1.5.
        expect(deadlyRate(2, [1, 3], [0.5, 1.5])).to.be.closeTo(2 / 7.5, 1e-9);
      });

      it('has all units dead from -2 down', () => {
        const {biases, dead} = measured('dead-unit');
        expect(dead).to.deep.equal((biases as number[]).map((bias) => (bias <= -2 ? 1 : 0)));
      });
    },
  );
});
