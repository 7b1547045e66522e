import {expect} from 'chai';
import {criticalPointsTopic} from '../../../../scripts/lecture/topics/critical-points/topic.ts';
import {checkTopic} from '../support/check-topic.ts';

describe('lecture 11, critical points', () => {
  const none = {agreed: 0};
  checkTopic(
    criticalPointsTopic,
    {
      verdicts: {
        kinds: 'holds with conditions',
        powers: 'exact',
        gaussian: 'does not hold',
        'random-functions': 'does not hold',
        network: 'does not hold',
        stops: 'holds with conditions',
        noise: 'holds',
        'symmetric-starts': 'holds with conditions',
        commoner: 'holds',
        plateau: 'holds',
        'plateau-network': 'holds',
        newton: 'holds',
        'newton-network': 'holds',
      },
      planted: {
        kinds: [
          {values: {byCurvature: [1, 2, 3, 3, 1, 3, 3]}, verdict: 'holds'},
          {values: {byCurvature: [2, 2, 3, 3, 1, 3, 3]}, verdict: 'does not hold'},
        ],
        powers: [{values: {right: [0.5, 0.25, 0.125, 0.1, 0.1, 0.1, 0.1, 0.1]}, verdict: 'slip'}],
        gaussian: [
          {values: {minima: [1 / 3, 1 / 9, 1 / 27, 1 / 81]}, verdict: 'holds'},
          {values: {minima: [1 / 3, 0.2, 0.2, 0.2]}, verdict: 'holds with conditions'},
        ],
        'random-functions': [{values: {minima: [1 / 3, 1 / 9, 1 / 27]}, verdict: 'holds'}],
        network: [
          {values: {before: [[0.3, 0.3, 0.4]], after: [[0.35, 0.3, 0.35]]}, verdict: 'holds'},
          {values: {before: [[0.3, 0.3, 0.4]]}, verdict: 'holds with conditions'},
        ],
        stops: [
          {values: {shareAtSaddle: 0.5}, verdict: 'holds'},
          {values: {ridgeEnd: [0, 1]}, verdict: 'does not hold'},
        ],
        noise: [{values: none, verdict: 'does not hold'}],
        'symmetric-starts': [
          {values: {left: [1, 1, 1]}, verdict: 'holds'},
          {values: {left: [0, 0, 0]}, verdict: 'does not hold'},
        ],
        commoner: [{values: {saddles: [0, 0.7, 0.4, 0.3, 0.2, 0.1, 0.1, 0.1]}, verdict: 'does not hold'}],
        plateau: [
          {values: {settles: [1, 1, 1, 1, 1, 1, 1, 1]}, verdict: 'holds with conditions'},
          {values: {steps: [1, 2, 3, 4, 5, 6, 7, 8]}, verdict: 'does not hold'},
        ],
        'plateau-network': [{values: none, verdict: 'does not hold'}],
        newton: [
          {values: {newtonShares: [0.9, 0.1, 0]}, verdict: 'holds with conditions'},
          {values: {newtonShares: [1, 0, 0]}, verdict: 'does not hold'},
        ],
        'newton-network': [{values: none, verdict: 'does not hold'}],
      },
    },
    (measured) => {
      it('draws symmetric Gaussian matrices with the shares of the closed forms', () => {
        const {minima, draws, logarithm} = {...measured('gaussian'), ...measured('powers')} as unknown as {
          minima: number[];
          draws: number;
          logarithm: number;
        };
        for (const [i, known] of [0.5, 0.1464466, 0.0249209, 0.00246].entries()) {
          expect(minima[i]).to.be.closeTo(known, 4 * Math.sqrt((known * (1 - known)) / draws));
        }
        expect(logarithm).to.be.closeTo(-48556.6, 0.05);
      });

      it('finds every critical point of random functions: a half and a quarter are minima', () => {
        const {minima, complete, functions, points} = measured('random-functions') as unknown as {
          minima: number[];
          complete: number[];
          functions: number;
          points: number[];
        };
        expect(complete).to.eql([functions, functions, functions]);
        expect(minima[0]).to.equal(0.5);
        // Bardeen, Bond, Kaiser and Szalay 1986: (29 sqrt 15 - 18 sqrt 10) / (116 sqrt 15) in three dimensions.
        for (const [i, known] of [0.5, 0.25, 0.1233].entries()) {
          expect(minima[i]).to.be.closeTo(known, 4 * Math.sqrt((known * (1 - known)) / points[i]!));
        }
      });

      it('leaves the ridge as late as the logarithm says', () => {
        const {steps, foreseen} = measured('stops') as Record<string, number[]>;
        for (const [i, count] of steps!.entries()) expect(count).to.be.within(foreseen![i]!, foreseen![i]! + 3);
      });

      it('ends where the coordinates of a sum end', () => {
        const [minimum, saddle, maximum] = measured('newton')['newtonShares'] as [number, number, number];
        const one = Math.sqrt(minimum);
        expect(saddle).to.be.closeTo(2 * one * (1 - one), 1e-9);
        expect(maximum).to.be.closeTo((1 - one) ** 2, 1e-9);
      });
    },
  );
});
