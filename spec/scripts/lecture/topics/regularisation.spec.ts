import {expect} from 'chai';
import {regularisationTopic} from '../../../../scripts/lecture/topics/regularisation/topic.ts';
import {checkTopic} from '../support/check-topic.ts';

describe('lecture 15, regularisation', () => {
  checkTopic(
    regularisationTopic,
    {
      verdicts: {
        'l1-sparsity': 'holds',
        'l2-shrinkage': 'holds',
        'penalties-digits': 'holds',
        overfitting: 'holds with conditions',
        'same-expectation': 'holds',
        'through-nonlinearity': 'holds with conditions',
        'classic-and-inverted': 'holds with conditions',
        'scale-after': 'holds',
        'many-jobs': 'holds',
      },
      planted: {
        'l1-sparsity': [{values: {agreed: 0}, verdict: 'does not hold'}],
        'l2-shrinkage': [
          {values: {left: [[2, 2, 2, 2, 2]]}, verdict: 'does not hold'},
          {values: {zeros: 3}, verdict: 'holds with conditions'},
        ],
        'penalties-digits': [
          {values: {zeroShareOfL1: [0, 0, 0]}, verdict: 'does not hold'},
          {values: {normOfL2: [1, 2, 3]}, verdict: 'holds with conditions'},
        ],
        overfitting: [
          {values: {agreedByWay: [0, 1, 0]}, verdict: 'does not hold'},
          {values: {agreedByWay: [2, 2, 2]}, verdict: 'holds'},
        ],
        'same-expectation': [
          {values: {greatestOfClassic: 0.1, greatestOfInverted: 0.1}, verdict: 'does not hold'},
          {values: {greatestOfInverted: 0.1}, verdict: 'holds with conditions'},
        ],
        'through-nonlinearity': [
          {values: {greatestThrough: 0}, verdict: 'holds'},
          {values: {greatestLinear: 0.1}, verdict: 'does not hold'},
        ],
        'classic-and-inverted': [
          {values: {unmapped: [0, 0]}, verdict: 'holds'},
          {values: {mapped: [0, 1]}, verdict: 'does not hold'},
        ],
        'scale-after': [{values: {agreed: 0}, verdict: 'does not hold'}],
        'many-jobs': [{values: {agreed: 0}, verdict: 'does not hold'}],
      },
    },
    (measured) => {
      it('has the noise of dropout: p / (1 - p) times the sum of squares', () => {
        const {variances, variancesByFormula} = measured('same-expectation');
        for (const [i, variance] of (variances as number[]).entries())
          expect(variance).to.be.closeTo((variancesByFormula as number[])[i]!, 1e-9);
      });

      it('makes the scaled network the normalised geometric mean', () => {
        expect(measured('through-nonlinearity').greatestGeometric).to.be.below(1e-9);
      });

      it('leaves half of a weight where the curvature is the strength', () => {
        // Strength .3, curvature .3.
        expect((measured('l2-shrinkage').left as number[][])[2]![3]).to.be.closeTo(0.5, 1e-9);
      });

      it('answers the exercises', () => {
        const [a, b, c] = regularisationTopic.exercises.map(({answer}) => answer());
        expect(a).to.deep.equal([0.7, 0, -1.7]);
        expect((b as number[])[0]).to.be.closeTo(8 / 9, 1e-12);
        // (1 + 4 + 36) / 3
        expect(c).to.be.closeTo(41 / 3, 1e-12);
      });
    },
  );
});
