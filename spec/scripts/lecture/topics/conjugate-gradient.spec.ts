import {expect} from 'chai';
import {conjugateGradientTopic} from '../../../../scripts/lecture/topics/conjugate-gradient/topic.ts';
import {checkTopic} from '../support/check-topic.ts';

describe('lecture 9, conjugate gradient', () => {
  checkTopic(
    conjugateGradientTopic,
    {
      verdicts: {zigzag: 'holds', 'two-steps': 'exact', 'n-steps': 'holds', network: 'holds'},
      planted: {
        zigzag: [{values: {cosines: [0.1, 0]}, verdict: 'does not hold'}],
        'two-steps': [{values: {right: [0.181818, 0.669421, 0.56]}, verdict: 'slip'}],
        'n-steps': [{values: {conjugate: [0.1, 0.1]}, verdict: 'does not hold'}],
        network: [
          {values: {agreed: 0}, verdict: 'does not hold'},
          {values: {agreed: 2, seeds: 3}, verdict: 'holds with conditions'},
        ],
      },
    },
    (measured) => {
      it('walks as it is known: 18 steps to a thousandth, 2/11 each', () => {
        const {steps, stepsToThousandth} = measured('zigzag');
        // (9/11)^(2k) <= 1/1000.
        expect(stepsToThousandth).to.equal(Math.ceil(Math.log(1000) / (2 * Math.log(11 / 9))));
        for (const step of steps as number[]) expect(step).to.be.closeTo(2 / 11, 1e-12);
      });
    },
  );
});
