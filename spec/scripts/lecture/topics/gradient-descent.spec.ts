import {expect} from 'chai';
import {gradientDescentTopic} from '../../../../scripts/lecture/topics/gradient-descent/topic.ts';
import {checkTopic} from '../support/check-topic.ts';

describe('lecture 3, gradient descent', () => {
  checkTopic(
    gradientDescentTopic,
    {
      verdicts: {
        'from-three': 'exact',
        stopping: 'holds with conditions',
        'from-minus-four': 'exact',
        'small-push': 'holds',
        'derivative-limit': 'holds',
        'second-derivative': 'holds with conditions',
        steepest: 'holds',
        'steepest-digits': 'holds',
        'to-the-bottom': 'holds with conditions',
        regimes: 'holds',
        'stable-rate': 'holds',
        'digits-rate': 'holds with conditions',
        diminishing: 'holds',
        chords: 'holds',
        'every-function': 'does not hold',
        'several-minima': 'holds with conditions',
        'unique-minimum': 'holds with conditions',
        'same-height': 'holds',
      },
      planted: {
        'from-three': [{values: {right: [6, -0.6, 2.4, 4.8, -0.48, 1.93]}, verdict: 'slip'}],
        stopping: [
          {values: {distances: [1e-7, 1e-7, 1e-7], stillBelow: [0, 0, 0]}, verdict: 'holds'},
          {values: {distances: [0.1, 0.1, 0.1]}, verdict: 'does not hold'},
        ],
        'from-minus-four': [
          {values: {right: [2.4, -1.44, 0.864, -0.5184, 0.31104, 8.84296]}, verdict: 'slip'},
          {values: {right: [2.4, -1.44, 0.864, -0.5184, 0.31105, -8.84296]}, verdict: 'slip'},
        ],
        'small-push': [
          {values: {works: [0, 0, 0]}, verdict: 'does not hold'},
          {values: {works: [1, 0, 1]}, verdict: 'holds with conditions'},
        ],
        'derivative-limit': [{values: {ratios: [[1, 1]]}, verdict: 'does not hold'}],
        'second-derivative': [
          {values: {isRight: [0, 1, 0, 0, 0, 0]}, verdict: 'does not hold'},
          {values: {isRightByHigher: [1, 1, 1, 1, 0, 1]}, verdict: 'does not hold'},
          {values: {isRight: [1, 1, 1, 1, 1, 1]}, verdict: 'holds'},
        ],
        steepest: [
          {values: {steepestAngle: 0}, verdict: 'does not hold'},
          {values: {steepestAngle: 175}, verdict: 'holds with conditions'},
        ],
        'steepest-digits': [{values: {agreed: 0}, verdict: 'does not hold'}],
        'to-the-bottom': [
          {values: {angles: [0, 0.1, 0]}, verdict: 'holds'},
          {values: {angles: [20, 63, 10]}, verdict: 'does not hold'},
        ],
        regimes: [
          {
            values: {
              heights: [
                [8, 4],
                [8, 0.1],
                [8, 0.01],
                [8, 1],
              ],
            },
            verdict: 'does not hold',
          },
          {values: {crossings: [0, 0, 3, 40]}, verdict: 'holds with conditions'},
        ],
        'stable-rate': [
          {values: {falls: [[1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]]}, verdict: 'does not hold'},
          {values: {falls: [[1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0]]}, verdict: 'holds with conditions'},
        ],
        'digits-rate': [
          {values: {agreed: 3, seeds: 3}, verdict: 'holds'},
          {values: {below: 0}, verdict: 'does not hold'},
          {values: {far: 0}, verdict: 'does not hold'},
        ],
        diminishing: [
          {
            values: {
              left: [
                [0.3, 0.3, 0.3],
                [0.3, 0.3, 0.3],
                [0.3, 0.3, 0.3],
                [2, 2, 2],
              ],
            },
            verdict: 'does not hold',
          },
          {
            values: {
              left: [
                [0, 0, 0],
                [0.1, 0.01, 0.001],
                [0.1, 0.02, 0.001],
                [2, 2, 2],
              ],
            },
            verdict: 'holds with conditions',
          },
        ],
        chords: [{values: {byChords: [-1, -1, -1, -1, 1, 1, 1, 1, 1]}, verdict: 'does not hold'}],
        'every-function': [{values: {minima: [1, 1, 1, 1, 1, 1]}, verdict: 'holds'}],
        'several-minima': [
          {values: {minima: [2, 2, 3, 2]}, verdict: 'holds'},
          {values: {minima: [1, 1, 1, 0]}, verdict: 'does not hold'},
        ],
        'unique-minimum': [
          {values: {spreads: [0, 0, 0]}, verdict: 'holds'},
          {values: {spreads: [1, 2, 1]}, verdict: 'does not hold'},
        ],
        'same-height': [
          {values: {regressionSpread: 0.1}, verdict: 'does not hold'},
          {values: {networkSpread: 1e-5}, verdict: 'holds with conditions'},
        ],
      },
    },
    (measured) => {
      it('walks as the closed forms say', () => {
        const {thirtieth, points} = measured('from-minus-four');
        expect(thirtieth).to.be.closeTo(-8.842956788829e-7, 1e-18);
        expect(points).to.have.length(31);
        const {points: fromThree} = measured('from-three');
        for (const [k, x] of (fromThree as number[]).entries()) expect(x).to.be.closeTo(3 * 0.8 ** k, 1e-12);
      });

      it('finds pushes up to 2|x|, and the way to the bottom 63.03 degrees off', () => {
        const {points, greatest} = measured('small-push');
        for (const [i, x] of (points as number[]).entries())
          expect((greatest as number[])[i]).to.be.closeTo(2 * Math.abs(x), 1e-9);
        const [, off] = measured('to-the-bottom')['angles'] as number[];
        // tan of the angles of (.6, 4) and (3, 1) to the first axis.
        expect(off).to.be.closeTo(((Math.atan2(4, 0.6) - Math.atan2(1, 3)) * 180) / Math.PI, 1e-9);
      });

      it('halved steps from 3.1 end at 2.1, and a flat bottom keeps four ends', () => {
        expect(measured('diminishing')['halvedEnd']).to.be.closeTo(2.1, 1e-9);
        const [, flat] = measured('unique-minimum')['ends'] as number[][];
        for (const [i, end] of [-1, -0.5, 0.5, 1].entries()) expect(flat![i]).to.be.closeTo(end, 1e-6);
      });
    },
  );
});
