import {expect} from 'chai';
import {choosingTheRateTopic} from '../../../../scripts/lecture/topics/choosing-the-rate/topic.ts';
import {checkTopic} from '../support/check-topic.ts';

describe('lecture 6, choosing the rate', () => {
  checkTopic(
    choosingTheRateTopic,
    {
      verdicts: {
        'linear-search': 'holds',
        'search-digits': 'holds',
        'error-falls': 'holds with conditions',
        'on-increase': 'holds',
        'step-decay': 'holds',
        exponential: 'slip',
        'one-over-t': 'holds with conditions',
        'worked-inverse-time': 'exact',
        'worked-step': 'exact',
        'worked-exponential': 'exact',
        'half-every-ten': 'holds',
        'every-schedule': 'holds',
        'annealing-digits': 'holds',
        'power-exponential-piecewise': 'holds',
        'sweep-valley': 'holds',
        'sweep-digits': 'holds',
        'sweep-decay-rate': 'holds',
      },
      planted: {
        'linear-search': [
          {values: {best: 0.22}, verdict: 'does not hold'},
          {values: {start: 1e9}, verdict: 'holds with conditions'},
        ],
        'search-digits': [{values: {agreed: 0}, verdict: 'does not hold'}],
        'error-falls': [
          {values: {valleyRises: [0, 0], digitRises: [0], stochasticShare: 0}, verdict: 'holds'},
          {values: {valleyRises: [1, 0, 0, 0, 0, 0]}, verdict: 'does not hold'},
        ],
        'on-increase': [
          {values: {endHeight: 1}, verdict: 'does not hold'},
          {values: {digitsWatched: 9}, verdict: 'holds with conditions'},
        ],
        'step-decay': [{values: {agreed: 1}, verdict: 'does not hold'}],
        exponential: [{values: {printed: [0.181, 0.1637, 0.1482]}, verdict: 'exact'}],
        'one-over-t': [
          {values: {rises: 3}, verdict: 'does not hold'},
          {values: {leftOfExponential: 0}, verdict: 'holds'},
        ],
        'worked-inverse-time': [{values: {printed: [0.1, 0.066, 0.05]}, verdict: 'slip'}],
        'worked-step': [{values: {right: [0.1, 0.05, 0.02]}, verdict: 'slip'}],
        'worked-exponential': [{values: {right: [0.18, 0.164, 0.148]}, verdict: 'slip'}],
        'half-every-ten': [
          {values: {ratios: [0.1, 0.1]}, verdict: 'does not hold'},
          {values: {changes: [631, 1261]}, verdict: 'holds with conditions'},
        ],
        'every-schedule': [
          {values: {risesOfCommon: [0, 1, 0]}, verdict: 'does not hold'},
          {values: {missing: 1}, verdict: 'holds with conditions'},
        ],
        'annealing-digits': [
          {values: {agreed: 1}, verdict: 'holds with conditions'},
          {values: {agreed: 1, meanAccuracies: [0.9, 0.8, 0.95]}, verdict: 'does not hold'},
        ],
        'power-exponential-piecewise': [{values: {powerAgainstInverse: 0.1}, verdict: 'holds with conditions'}],
        'sweep-valley': [
          {values: {spread: 1}, verdict: 'does not hold'},
          {values: {best: [0.02, 0.9]}, verdict: 'holds with conditions'},
        ],
        'sweep-digits': [{values: {agreed: 0}, verdict: 'does not hold'}],
        'sweep-decay-rate': [{values: {agreed: 0}, verdict: 'does not hold'}],
      },
    },
    (measured) => {
      it('gives the rates of the lecture', () => {
        const rates = (name: string) => measured(name).right as number[];
        for (const [i, rate] of [0.1, 0.2 / 3, 0.05].entries())
          expect(rates('worked-inverse-time')[i]).to.be.closeTo(rate, 1e-12);
        expect(rates('worked-step')).to.deep.equal([0.1, 0.05, 0.025]);
        for (const [i, rate] of [0.18096748, 0.16374615, 0.14816364].entries())
          expect(rates('worked-exponential')[i]).to.be.closeTo(rate, 1e-8);
      });

      it('grows by the printed exponential: 1.1746 at t = 1', () => {
        expect((measured('exponential').printed as number[])[0]).to.be.closeTo(1.1746, 5e-5);
      });

      it('finds the fastest rate, 2 over the sum of the least and the greatest curvature', () => {
        expect(measured('linear-search').fineBest).to.be.closeTo(2 / 11, 0.002);
      });

      it('has heavy ball fastest where the textbooks say', () => {
        const [rate, momentum] = measured('sweep-valley').byFormula as number[];
        expect(rate).to.be.closeTo(4 / (1 + Math.sqrt(10)) ** 2, 1e-12);
        expect(momentum).to.be.closeTo(0.26987386, 1e-8);
      });
    },
  );
});
