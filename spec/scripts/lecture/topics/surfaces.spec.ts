import {expect} from 'chai';
import {surfacesTopic} from '../../../../scripts/lecture/topics/surfaces/topic.ts';
import {checkTopic} from '../support/check-topic.ts';

describe('lecture 18, surfaces and glossary', () => {
  const none = {agreed: 0};
  checkTopic(
    surfacesTopic,
    {
      verdicts: {
        surfaces: 'holds',
        'not-convex': 'holds',
        normalised: 'holds',
        'kinds-of-learning': 'holds',
        tasks: 'holds',
        definitions: 'holds',
        'same-distribution': 'holds',
        performance: 'holds',
        justification: 'holds',
        combination: 'holds with conditions',
      },
      planted: {
        surfaces: [{values: none, verdict: 'does not hold'}],
        'not-convex': [
          {values: {linearHeights: [0.2]}, verdict: 'holds with conditions'},
          {values: {networkHeights: [0]}, verdict: 'does not hold'},
        ],
        normalised: [{values: none, verdict: 'does not hold'}],
        'kinds-of-learning': [
          {values: {all: [[0.8, 0.1, 0.4, 0.5]]}, verdict: 'holds with conditions'},
          {values: {all: [[0.8, 0.1, 0.4, 0.5]], means: [0.8, 0.1, 0.4, 0.5]}, verdict: 'does not hold'},
        ],
        tasks: [
          {values: {gains: [0.5, 0.5, 0.5, 0.5, 0, 0, 0]}, verdict: 'holds with conditions'},
          {values: {gains: [0, 0, 0, 0, 0, 0, 0.5]}, verdict: 'does not hold'},
        ],
        definitions: [
          {values: {restWithout: 0}, verdict: 'holds with conditions'},
          {values: {equal: 0}, verdict: 'does not hold'},
        ],
        'same-distribution': [{values: none, verdict: 'does not hold'}],
        performance: [
          {values: {effects: [0.5, 0, 0, 0]}, verdict: 'holds with conditions'},
          {values: {effects: [0, 0, 0, 0]}, verdict: 'does not hold'},
        ],
        justification: [
          {values: {ends: [-0.99, -0.99, -0.99]}, verdict: 'holds with conditions'},
          {values: {ends: [-0.99, 0.99, 0.99]}, verdict: 'does not hold'},
        ],
        combination: [
          {values: {aheadOfEach: 2, aheadOfNeither: 2, seeds: 2}, verdict: 'holds'},
          {values: {aheadOfNeither: 0}, verdict: 'does not hold'},
        ],
      },
    },
    (measured) => {
      it('sees one network in both of its sizes where directions are normalised', () => {
        const {ownNormalised, copyNormalised, own, copy, x} = measured('normalised') as Record<string, number[]>;
        const middle = x!.indexOf(0);
        expect(own![middle]).to.be.closeTo(copy![middle]!, 1e-4);
        for (const [i, loss] of ownNormalised!.entries()) expect(copyNormalised![i]).to.be.closeTo(loss, 1e-3 * loss);
      });

      it('needs as many rounds as layers without a clock, and Hopfield networks rest one unit at a time', () => {
        const {mostRounds, layers, restWithout, restWithClock, networks} = measured('definitions') as Record<
          string,
          number
        >;
        expect(mostRounds).to.be.at.most(layers!);
        // An energy falls with every unit that changes (Hopfield, 1982); all at once it may swing.
        expect(restWithout).to.equal(networks);
        expect(restWithClock).to.be.below(networks!);
      });

      it('sends Adam to the worst point, as Reddi, Kale and Kumar have shown', () => {
        const {ends} = measured('justification') as Record<string, number[]>;
        expect(ends![0]).to.be.above(0.9);
        expect(Math.max(ends![1]!, ends![2]!)).to.be.below(-0.9);
      });
    },
  );
});
