import {expect} from 'chai';
import {illConditioningTopic} from '../../../../scripts/lecture/topics/ill-conditioning/topic.ts';
import {checkTopic} from '../support/check-topic.ts';

describe('lecture 10, ill-conditioning', () => {
  const none = {agreed: 0};
  checkTopic(
    illConditioningTopic,
    {
      verdicts: {
        sensitivity: 'holds',
        taylor: 'slip',
        'taylor-network': 'holds',
        contours: 'holds',
        oscillation: 'holds',
        'feature-scales': 'holds',
        'digit-scales': 'holds',
        cost: 'holds',
        'second-order-methods': 'holds with conditions',
        zero: 'holds with conditions',
        differences: 'holds',
        'batch-error': 'holds',
        away: 'holds',
        direction: 'holds',
      },
      planted: {
        sensitivity: [
          {values: {amplified: [1, 3, 10, 30, 100, 300, 999]}, verdict: 'holds with conditions'},
          {values: {amplified: [1, 1, 1, 1, 1, 1, 1]}, verdict: 'does not hold'},
        ],
        // Where the rate is 1 nothing is missing.
        taylor: [{values: {printed: [405], actual: [405]}, verdict: 'exact'}],
        'taylor-network': [
          {values: none, verdict: 'does not hold'},
          {values: {agreed: 4, seeds: 6}, verdict: 'holds with conditions'},
        ],
        contours: [
          {values: {angles: [0, 1, 2, 3, 4, 5, 6]}, verdict: 'holds with conditions'},
          {values: {angles: [0, 0, 0, 0, 0, 0, 0]}, verdict: 'does not hold'},
        ],
        oscillation: [
          {values: {largerArrives: [0, 0, 0, 1, 0, 0, 0]}, verdict: 'holds with conditions'},
          {values: {steps: [9, 8, 7, 6, 5, 4, 3]}, verdict: 'does not hold'},
        ],
        'feature-scales': [{values: none, verdict: 'does not hold'}],
        'digit-scales': [{values: none, verdict: 'does not hold'}],
        cost: [
          {values: {productOperations: [9999, 9999, 9999, 9999]}, verdict: 'holds with conditions'},
          {values: {matrixOperations: [100, 100, 100]}, verdict: 'does not hold'},
        ],
        'second-order-methods': [
          {values: {secondOrderAhead: 0}, verdict: 'holds'},
          {values: {denseGigabytes: 0.1}, verdict: 'does not hold'},
        ],
        zero: [
          {values: {parabolaLast: [1e-45, 1e-45, 1e-45]}, verdict: 'holds'},
          {values: {parabolaLast: [0], singleFloors: [0], doubleFloors: [0]}, verdict: 'does not hold'},
        ],
        differences: [{values: {singleForward: [1e-9, 1e-8]}, verdict: 'holds with conditions'}],
        'batch-error': [{values: none, verdict: 'does not hold'}],
        away: [
          {values: {found: 0.9}, verdict: 'holds with conditions'},
          {values: {found: 1, away: 0}, verdict: 'does not hold'},
        ],
        direction: [{values: none, verdict: 'does not hold'}],
      },
    },
    (measured) => {
      it('steps as the closed forms say', () => {
        const {angles, tenTimes} = measured('contours') as {angles: number[]; tenTimes: number};
        // cos = 2 sqrt(c) / (1 + c): 60 degrees at c = 7 + 4 sqrt 3, and 78.58 at 100.
        expect(tenTimes).to.be.closeTo((Math.acos(20 / 101) * 180) / Math.PI, 1e-3);
        expect(angles[0]).to.be.closeTo(0, 1e-6);
        const {conditions, steps} = measured('oscillation') as Record<string, number[]>;
        for (const [i, c] of conditions!.entries()) {
          // Each step leaves (c - 1) / (c + 1) of both parts of the gradient.
          const expected = c === 1 ? 1 : Math.ceil(Math.log(1000) / Math.log((c + 1) / (c - 1)));
          expect(steps![i]).to.equal(expected);
        }
      });

      it('takes the printed expansion for a step of rate 1', () => {
        const {rates, printed, right, atRateOne} = measured('taylor') as Record<string, number[]>;
        expect(rates![2]).to.equal(0.1);
        expect([printed![2], atRateOne]).to.eql([405, 405]);
        expect(right![2]).to.be.closeTo(40.5, 1e-9);
      });

      it('sweeps once for each row of the Hessian, which is 41 GB for 101,770 weights', () => {
        const {parameters, matrixOperations, gigabytes} = measured('cost') as Record<string, number[]>;
        const perRow = parameters!.slice(1).map((n, i) => {
          return (matrixOperations![i + 1]! - matrixOperations![i]!) / (n - parameters![i]!);
        });
        expect(Math.max(...perRow)).to.be.closeTo(Math.min(...perRow), 1e-9);
        expect(gigabytes).to.be.closeTo(41.43, 0.01);
      });
    },
  );
});
