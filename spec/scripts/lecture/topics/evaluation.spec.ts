import {expect} from 'chai';
import {evaluationTopic} from '../../../../scripts/lecture/topics/evaluation/topic.ts';
import {checkTopic} from '../support/check-topic.ts';

describe('lecture 17, evaluation and probability', () => {
  checkTopic(
    evaluationTopic,
    {
      verdicts: {
        matrix: 'holds',
        cells: 'slip',
        scores: 'holds',
        'zero-over-zero': 'holds with conditions',
        imbalance: 'holds',
        'trade-off': 'holds',
        f1: 'holds with conditions',
        'accurate-precise': 'holds',
        holdout: 'holds',
        subsampling: 'holds',
        'k-fold': 'holds',
        'leave-one-out': 'holds with conditions',
        'bootstrap-share': 'exact',
        'bootstrap-632': 'holds',
        'bootstrap-limits': 'holds',
        balanced: 'holds with conditions',
        schemes: 'holds',
        network: 'holds',
        'selection-bias': 'holds',
        odds: 'holds',
        conditional: 'holds',
        bayes: 'holds',
        posterior: 'holds',
        normal: 'holds with conditions',
        binomial: 'holds',
        'sample-population': 'holds',
        likelihood: 'holds with conditions',
      },
      planted: {
        matrix: [{values: {counted: [1, 2, 3, 4], cells: [1, 3, 2, 4]}, verdict: 'holds with conditions'}],
        cells: [{values: {printed: [1, 1, 0, 1, 1, 0, 0, 0]}, verdict: 'exact'}],
        scores: [
          {values: {greatestDifference: 0.1}, verdict: 'does not hold'},
          {values: {toHarmonicMean: 0.1}, verdict: 'holds with conditions'},
        ],
        'zero-over-zero': [
          {values: {zeros: [0, 0, 0, 0, 0]}, verdict: 'holds'},
          {values: {listed: [0, 0, 0, 0, 0]}, verdict: 'does not hold'},
        ],
        imbalance: [{values: {onDigits: [0.98, 0.5]}, verdict: 'holds with conditions'}],
        'trade-off': [{values: {sensitivity: [0.5, 0.9]}, verdict: 'holds with conditions'}],
        f1: [
          {values: {sameOrder: 1}, verdict: 'holds'},
          {values: {sameOrder: 0.2}, verdict: 'does not hold'},
        ],
        'accurate-precise': [{values: {biases: [0, 0, 0, 0]}, verdict: 'holds with conditions'}],
        holdout: [{values: {correlationOfShares: 0, deviation: 0.01}, verdict: 'holds with conditions'}],
        subsampling: [
          {values: {ofTen: 0.1}, verdict: 'does not hold'},
          {values: {fewestUses: 7, mostUses: 7}, verdict: 'holds with conditions'},
        ],
        'k-fold': [
          {values: {tests: [0, 2]}, verdict: 'does not hold'},
          {values: {errors: [0.05, 0.05, 0.2, 0.05, 0.05]}, verdict: 'holds with conditions'},
        ],
        'leave-one-out': [
          {values: {ofMajority: 0.5}, verdict: 'holds'},
          {values: {bias: -0.1}, verdict: 'does not hold'},
        ],
        'bootstrap-share': [{values: {right: 0.75}, verdict: 'slip'}],
        'bootstrap-632': [
          {values: {biases: [-0.02, 0.02, 0.05]}, verdict: 'does not hold'},
          {values: {biases: [-0.01, 0.06, 0.03]}, verdict: 'holds with conditions'},
        ],
        'bootstrap-limits': [{values: {byChance: [0.5, 0.5, 0.5, 0.5]}, verdict: 'does not hold'}],
        balanced: [
          {values: {shares: [0.5, 0.5, 0.5]}, verdict: 'holds'},
          {values: {sensitivities: [0.9, 0.5, 0.9]}, verdict: 'does not hold'},
        ],
        schemes: [{values: {spreads: [0.5, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]}, verdict: 'holds with conditions'}],
        network: [{values: {agreed: 0}, verdict: 'does not hold'}],
        'selection-bias': [{values: {agreed: 0}, verdict: 'does not hold'}],
        odds: [{values: {logOdds: [1, 2, 3]}, verdict: 'holds with conditions'}],
        conditional: [{values: {byBayes: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2]}, verdict: 'does not hold'}],
        bayes: [{values: {simulated: 0.9}, verdict: 'does not hold'}],
        posterior: [
          {values: {stepsAgainstOnce: 0.1}, verdict: 'holds with conditions'},
          {values: {exactMean: 0.9}, verdict: 'does not hold'},
        ],
        normal: [
          {values: {normal: [0.5, 0.9, 1]}, verdict: 'does not hold'},
          {values: {uniform: [0.6827, 0.9545, 0.9973], laplace: [0.6827, 0.9545, 0.9973]}, verdict: 'holds'},
        ],
        binomial: [{values: {measured: [10, 1]}, verdict: 'holds with conditions'}],
        'sample-population': [
          {values: {deviations: [0.01, 0.01, 0.01, 0.01]}, verdict: 'holds with conditions'},
          {values: {populationMean: 0.5}, verdict: 'does not hold'},
        ],
        likelihood: [
          {values: {integralOverShares: 1}, verdict: 'holds'},
          {values: {sumOverOutcomes: [0.5]}, verdict: 'does not hold'},
        ],
      },
    },
    (measured) => {
      it('scores as they are known for [[90, 10], [5, 95]]', () => {
        const [sensitivity, specificity, accuracy, precision, f1] = measured('scores').worked as number[];
        expect([sensitivity, specificity, accuracy]).to.deep.equal([0.95, 0.9, 0.925]);
        expect(precision).to.be.closeTo(95 / 105, 1e-15);
        expect(f1).to.be.closeTo(190 / 205, 1e-15);
      });

      it('has the shares of the bootstrap and its mixture', () => {
        expect(measured('bootstrap-share').right).to.be.closeTo(0.632304575, 5e-10);
        expect(measured('bootstrap-632').example).to.be.closeTo(0.9052, 1e-12);
        expect(measured('bootstrap-limits').expectedByChance).to.be.closeTo(0.684, 1e-12);
      });

      it('knows the probabilities of textbooks', () => {
        expect(measured('bayes').posterior).to.be.closeTo(0.009 / 0.0585, 1e-12);
        expect(measured('likelihood').integralOverShares).to.be.closeTo(1 / 11, 1e-6);
        // Within one deviation: 1 / sqrt(3) of a uniform one, 1 - e^-sqrt(2) of a Laplace one.
        expect((measured('normal').uniform as number[])[0]).to.be.closeTo(1 / Math.sqrt(3), 0.01);
        expect((measured('normal').laplace as number[])[0]).to.be.closeTo(1 - Math.exp(-Math.SQRT2), 0.01);
      });

      it('uses every example once in a test of ten parts, and equally often in the bootstrap balanced by examples', () => {
        expect(measured('k-fold').tests).to.deep.equal([1, 1]);
        expect(measured('k-fold').trains).to.deep.equal([9, 9]);
        expect((measured('balanced').fewestUses as number[])[2]).to.equal(3);
        expect((measured('balanced').mostUses as number[])[2]).to.equal(3);
      });
    },
  );
});
