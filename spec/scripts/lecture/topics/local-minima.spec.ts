import {expect} from 'chai';
import {randomStream} from '../../../../lib/base/random.ts';
import {
  allOrders,
  himmelblau,
  logFactorial,
  wellHeight,
} from '../../../../scripts/lecture/topics/local-minima/compute.ts';
import {
  drawWeights,
  errorOf,
  exclusiveOr,
} from '../../../../scripts/lecture/topics/local-minima/compute-small-network.ts';
import {localMinimaTopic} from '../../../../scripts/lecture/topics/local-minima/topic.ts';
import {checkTopic} from '../support/check-topic.ts';

describe('lecture 12, local minima and identifiability', () => {
  checkTopic(
    localMinimaTopic,
    {
      verdicts: {
        interpolation: 'holds',
        bumpy: 'holds',
        spread: 'holds',
        spurious: 'holds with conditions',
        regression: 'holds',
        solutions: 'holds',
        'start-and-rate': 'holds',
        permutation: 'holds',
        rescaling: 'holds with conditions',
        'learn-equally': 'holds with conditions',
        counting: 'holds',
      },
      planted: {
        interpolation: [{values: {agreed: 1, seeds: 2}, verdict: 'does not hold'}],
        bumpy: [
          {values: {agreed: 0, seeds: 2}, verdict: 'does not hold'},
          {values: {agreed: 2, seeds: 3}, verdict: 'holds with conditions'},
        ],
        spread: [{values: {agreed: 1, seeds: 3}, verdict: 'does not hold'}],
        spurious: [
          {values: {spuriousShare: [0, 0, 0]}, verdict: 'holds'},
          {values: {spuriousShare: [0, 0, 0.5]}, verdict: 'does not hold'},
        ],
        regression: [
          {values: {lineDistance: 0.5}, verdict: 'does not hold'},
          {values: {networkDistance: 0}, verdict: 'holds with conditions'},
        ],
        solutions: [{values: {agreed: 0, seeds: 2}, verdict: 'does not hold'}],
        'start-and-rate': [
          {values: {startsThatRatesDecide: 0}, verdict: 'holds with conditions'},
          {values: {endsOfSmallestRate: 1}, verdict: 'does not hold'},
        ],
        permutation: [
          {values: {differences: [0.1, 0.1, 0.1, 0.1, 0.1]}, verdict: 'does not hold'},
          // Copies that are where the network is are no other settings.
          {values: {distances: [0, 0, 0, 0, 1]}, verdict: 'holds with conditions'},
        ],
        rescaling: [
          {values: {negative: 0}, verdict: 'holds'},
          {values: {differences: [0, 0, 0.3, 0]}, verdict: 'does not hold'},
        ],
        'learn-equally': [
          {values: {rescaledApart: [0, 0]}, verdict: 'holds'},
          {values: {permutedApart: [0.2, 0.2]}, verdict: 'does not hold'},
        ],
        counting: [
          {values: {distinct: 60}, verdict: 'does not hold'},
          {values: {continuumSpread: 0.1}, verdict: 'holds with conditions'},
        ],
      },
    },
    (measured) => {
      it('counts copies as they are known', () => {
        expect(measured('counting')['of128']).to.be.closeTo(3.856204823625804e215, 1e206);
        // log10 of 300! 100! by Stirling's series.
        const stirling = (n: number): number =>
          (n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n)) / Math.LN10;
        expect(measured('counting')['logOf300And100']).to.be.closeTo(stirling(300) + stirling(100), 1e-6);
        expect(logFactorial(5)).to.be.closeTo(Math.log10(120), 1e-12);
        expect(new Set(allOrders(4).map(String)).size).to.equal(24);
      });

      it('finds the heights at which the exclusive or gets stuck', () => {
        // Zero; a point, or two, left to the constant: 1/2, 2/3; all four left to it: 1.
        for (const loss of (measured('spurious')['losses'] as number[][]).flat())
          expect(Math.min(...[0, 1 / 2, 2 / 3, 1].map((height) => Math.abs(loss - height)))).to.be.lessThan(0.01);
        expect(measured('spurious')['largestGradient']).to.be.lessThan(1e-6);
      });

      it('has gradients of the small networks that are those of differences', () => {
        const random = randomStream(1, 'spec');
        for (const unit of ['tanh', 'relu'] as const) {
          const weights = drawWeights(2, 3, 5).map((value) => value + 0.1 * random.uniform());
          const {gradient} = errorOf(weights, exclusiveOr, unit);
          for (const [k, slope] of gradient.entries()) {
            const moved = (step: number): number =>
              errorOf(
                weights.map((value, i) => (i === k ? value + step : value)),
                exclusiveOr,
                unit,
              ).loss;
            expect((moved(1e-6) - moved(-1e-6)) / 2e-6).to.be.closeTo(slope, 1e-6);
          }
        }
      });

      it('knows the minima of its surfaces', () => {
        expect(himmelblau(3, 2)).to.equal(0);
        expect(himmelblau(-3.77931, -3.283186)).to.be.closeTo(0, 1e-8);
        // The roots of w^3 - w + .1 are at -1.0467 and .9456, the left one is the deeper.
        expect(wellHeight(-1.0467, {tilt: 0.1})).to.be.lessThan(wellHeight(0.9456, {tilt: 0.1}));
      });
    },
  );
});
