import {expect} from 'chai';
import {
  descendDeepLinear,
  errorOfLine,
  leastError,
  linearProblem,
  summary,
  tryChords,
} from '../../../../scripts/lecture/topics/homework/compute.ts';
import {homeworkTopic} from '../../../../scripts/lecture/topics/homework/topic.ts';
import {checkTopic} from '../support/check-topic.ts';

describe('lecture 16, homework', () => {
  checkTopic(
    homeworkTopic,
    {
      verdicts: {
        'where-you-are': 'holds',
        'network-point': 'holds',
        'squared-error': 'holds',
        'deep-linear': 'holds',
        'deep-linear-minima': 'holds with conditions',
        'no-guarantees': 'holds',
        'it-works': 'holds',
      },
      planted: {
        'where-you-are': [
          // The saddle taken for a minimum.
          {values: {found: [0, 1, 0, 0, 0, 3, 5]}, verdict: 'does not hold'},
          {values: {found: [0, 1, 2, 0, 2, 2, 5]}, verdict: 'holds with conditions'},
        ],
        'network-point': [{values: {agreed: 0, seeds: 1}, verdict: 'does not hold'}],
        'squared-error': [
          {values: {violated: [0, 0, 0]}, verdict: 'does not hold'},
          {values: {middles: [0, 0]}, verdict: 'holds with conditions'},
        ],
        'deep-linear': [
          {values: {middle: 0}, verdict: 'does not hold'},
          {values: {eigenvalues: [2, 2]}, verdict: 'holds with conditions'},
        ],
        'deep-linear-minima': [
          {values: {arrived: 19}, verdict: 'does not hold'},
          {values: {zeroEnd: 0}, verdict: 'holds'},
        ],
        'no-guarantees': [
          {values: {failed: [0, 0, 0, 0]}, verdict: 'does not hold'},
          {values: {failed: [0, 0, 1, 1], seeds: 1}, verdict: 'holds with conditions'},
        ],
        'it-works': [{values: {agreed: 1, seeds: 3}, verdict: 'does not hold'}],
      },
    },
    (measured) => {
      it('finds the Hessian of (1 - ab)^2 at the origin', () => {
        const [along, across] = measured('deep-linear')['eigenvalues'] as [number, number];
        expect(along).to.be.closeTo(-2, 1e-6);
        expect(across).to.be.closeTo(2, 1e-6);
      });

      it('has as many flat directions at the bottom as weights beyond the examples', () => {
        // 17 weights and 4 examples: the Hessian at loss 0 is J'J, of rank 4.
        for (const zeros of measured('network-point')['bottomZeros'] as number[]) expect(zeros).to.equal(13);
        for (const loss of measured('network-point')['bottomLosses'] as number[]) expect(loss).to.be.lessThan(1e-8);
      });

      it('finds violated chords where a function is not convex, and none where it is', () => {
        expect(tryChords(([x]) => -(x! ** 2), 1, 100, 1).violated).to.equal(100);
        expect(tryChords(([x]) => Math.abs(x!), 1, 100, 1).violated).to.equal(0);
        expect(tryChords(errorOfLine, 2, 1000, 3).violated).to.equal(0);
      });

      it('descends deep linear networks along their gradient', () => {
        const problem = linearProblem(2);
        const [before, after] = descendDeepLinear(problem, 1, {rate: 1e-5, iterations: 1, every: 1, scale: 0.5});
        expect(after).to.be.lessThan(before!);
        const all = descendDeepLinear(problem, 1, {rate: 0.03, iterations: 1000, every: 1000, scale: 0.5});
        expect(all.at(-1)).to.be.closeTo(leastError(problem), 1e-6);
        expect(all.at(-1)).to.be.at.least(leastError(problem) - 1e-12);
      });

      it('sums up', () => {
        expect(summary([1, 2, 3, 4])).to.deep.include({mean: 2.5, least: 1, greatest: 4});
        expect(summary([1, 2, 3, 4]).deviation).to.be.closeTo(Math.sqrt(5 / 3), 1e-12);
      });
    },
  );
});
