import {expect} from 'chai';
import {activationsTopic} from '../../../../scripts/lecture/topics/activations/topic.ts';
import {checkTopic} from '../support/check-topic.ts';

describe('lecture 2, activations', () => {
  checkTopic(
    activationsTopic,
    {
      verdicts: {
        values: 'holds',
        derivatives: 'holds with conditions',
        ranges: 'holds',
        elu: 'slip',
        collapse: 'holds',
        digits: 'holds',
        smooth: 'holds',
        probability: 'holds with conditions',
        'tanh-identity': 'holds',
      },
      planted: {
        values: [{values: {toTensorflow: [0, 0, 0.1, 0, 0, 0, 0, 0, 0]}, verdict: 'holds with conditions'}],
        derivatives: [
          {values: {left: [1, 0, 0.25, 1, 1, 1, 1, 1, 1]}, verdict: 'holds'},
          {values: {byTf: [0, 0, 0.5]}, verdict: 'does not hold'},
        ],
        ranges: [
          {
            values: {greatest: [1e9, 1, 1.2, 1, Math.PI / 2, 1 - 1e-9, 1e9, 1e9, 1e9]},
            verdict: 'holds with conditions',
          },
        ],
        elu: [{values: {printed: 1}, verdict: 'exact'}],
        collapse: [
          {values: {linear: [1e-7, 0.2]}, verdict: 'does not hold'},
          {values: {tanh: [1e-7]}, verdict: 'holds with conditions'},
        ],
        digits: [
          {values: {agreed: 0}, verdict: 'does not hold'},
          {values: {linearToOneLayer: [0.5]}, verdict: 'does not hold'},
        ],
        smooth: [{values: {ofLogistic: [5, 50, 500]}, verdict: 'does not hold'}],
        probability: [
          {values: {errors: [0.01, 0.01, 0.01, 0.01]}, verdict: 'holds'},
          {values: {errors: [0.2, 0.1, 0.01, 0.1]}, verdict: 'does not hold'},
        ],
        'tanh-identity': [
          {values: {greatestDifference: 0.1}, verdict: 'does not hold'},
          {values: {onDigits: 1}, verdict: 'holds with conditions'},
        ],
      },
    },
    (measured) => {
      it('has the values and slopes that are known', () => {
        const [, , logistic, tanh, arctan, softsign, , leaky, elu] = measured('values').values as number[][];
        expect(logistic![3]).to.be.closeTo(0.7310585786300049, 1e-15);
        expect(tanh![3]).to.be.closeTo(0.7615941559557649, 1e-15);
        expect(arctan![3]).to.be.closeTo(Math.PI / 4, 1e-15);
        expect(softsign![4]).to.be.closeTo(2 / 3, 1e-15);
        expect(leaky![0]).to.be.closeTo(-0.02, 1e-15);
        expect(elu![1]).to.be.closeTo(1 / Math.E - 1, 1e-15);
        // The slope of the logistic function is at most 1/4.
        expect((measured('derivatives').values as number[][])[2]![2]).to.equal(0.25);
      });

      it('has e - 1 for the printed ELU at 1', () => {
        expect(measured('elu').printed).to.be.closeTo(1.71828, 5e-6);
        expect(measured('elu').right).to.equal(1);
        // alpha = 2: 2 (e^z - 1) is below z from about -1.59 to 0, most at e^z = 1/2.
        expect((measured('elu').mostOffBelowZero as number[])[2]).to.be.closeTo(1 - Math.LN2, 1e-3);
      });
    },
  );
});
