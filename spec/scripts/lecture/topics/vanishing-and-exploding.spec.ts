import {expect} from 'chai';
import {vanishingAndExplodingTopic} from '../../../../scripts/lecture/topics/vanishing-and-exploding/topic.ts';
import {cliff} from '../../../../scripts/lecture/topics/vanishing-and-exploding/compute-cliff.ts';
import {checkTopic} from '../support/check-topic.ts';

describe('lecture 13, vanishing and exploding gradients', () => {
  checkTopic(
    vanishingAndExplodingTopic,
    {
      verdicts: {
        'two-by-two': 'holds',
        square: 'slip',
        component: 'slip',
        explodes: 'holds with conditions',
        vanishes: 'holds with conditions',
        chain: 'holds',
        'deep-sigmoid': 'holds',
        'large-derivatives': 'holds',
        'exploding-symptoms': 'holds',
        'vanishing-symptoms': 'holds with conditions',
        initialisation: 'holds',
        activations: 'holds',
        clipping: 'holds with conditions',
        cliffs: 'holds',
      },
      planted: {
        'two-by-two': [
          // The exponent n in place of n - 1.
          {values: {exploding: [[1025, 10, 10240]]}, verdict: 'holds with conditions'},
          {values: {exploding: [[1025, 10, 10240]], vanishing: [[0.35, 0.02, 3.87]]}, verdict: 'does not hold'},
        ],
        square: [{values: {printed: [0.25, 0.81]}, verdict: 'exact'}],
        component: [{values: {printed: [0.01953125, 3.87420489]}, verdict: 'exact'}],
        explodes: [
          {values: {growth: [2.02, 2.02]}, verdict: 'holds'},
          {values: {growth: [1.01, 1.01]}, verdict: 'does not hold'},
        ],
        vanishes: [
          {values: {byA: [1, 0.5, 0.1], byB: [1, 0.9, 0.2]}, verdict: 'holds'},
          {values: {byB: Array.from({length: 150}, (_, i) => i + 1)}, verdict: 'does not hold'},
        ],
        chain: [
          {values: {difference: Array.from({length: 20}, () => 1)}, verdict: 'does not hold'},
          {values: {n: Array.from({length: 20}, (_, i) => i + 5)}, verdict: 'holds with conditions'},
        ],
        'deep-sigmoid': [{values: {agreed: 1, seeds: 3}, verdict: 'does not hold'}],
        'large-derivatives': [{values: {agreed: 2, seeds: 3}, verdict: 'holds with conditions'}],
        'exploding-symptoms': [
          {values: {shownByHealthy: [0, 0, 1]}, verdict: 'holds with conditions'},
          {values: {shown: [3, 0, 3]}, verdict: 'does not hold'},
        ],
        'vanishing-symptoms': [
          {values: {shown: [2, 2, 2], seeds: 2}, verdict: 'holds'},
          {values: {shownWithDecay: [0, 0, 0]}, verdict: 'does not hold'},
        ],
        initialisation: [
          {values: {learned: [2, 1, 2]}, verdict: 'does not hold'},
          {values: {learned: [0, 2, 1], seeds: 2}, verdict: 'holds with conditions'},
        ],
        activations: [
          {values: {learned: [2, 2, 2, 2], seeds: 2}, verdict: 'does not hold'},
          {values: {learned: [0, 2, 1, 2], seeds: 2}, verdict: 'holds with conditions'},
        ],
        clipping: [
          {values: {learnedVanishing: [0, 2], seeds: 2}, verdict: 'holds'},
          {values: {learnedExploding: [2, 2], seeds: 2}, verdict: 'does not hold'},
        ],
        cliffs: [
          {values: {plainEnds: [0, 0, 0, 0], plainLongest: [0.1, 0.1, 0.1, 0.1]}, verdict: 'does not hold'},
          {values: {clippedEnds: [0.2, 0, 0, 0]}, verdict: 'holds with conditions'},
        ],
      },
    },
    (measured) => {
      it('has the numbers of the two examples', () => {
        const {exploding, vanishing} = measured('two-by-two') as Record<string, number[][]>;
        const right = {
          exploding: [
            [1025, 10, 5120],
            [1073741825, 30, 16106127360],
            [1.267650600228e30, 100, 6.338253001141e31],
          ],
          vanishing: [
            [0.3496550026, 0.01953125, 3.87420489],
            [0.0423911592, 5.587935447693e-8, 1.413038609],
            [2.65613989e-5, 1.57772181e-28, 0.0029512665],
          ],
        };
        for (const [name, ours] of Object.entries({exploding, vanishing})) {
          for (const [i, row] of right[name as keyof typeof right].entries()) {
            for (const [k, value] of row.entries()) expect(ours![i]![k]! / value).to.be.closeTo(1, 2e-8);
          }
        }
      });

      it('finds where float32 ends, and where the slope by .9 turns', () => {
        // n 2^(n-1) is above (2 - 2^-23) 2^127 first at 123, 2^n at 128.
        expect(measured('explodes')).to.include({slopeOverflowsAt: 123, outputOverflowsAt: 128});
        // The top of n b^(n-1) lies at -1 / log b = 9.49.
        expect(measured('vanishes')['peakAt']).to.deep.equal([9, 10]);
        expect(measured('vanishes')['belowOneFrom']).to.equal(35);
        expect(measured('vanishes')['peak']).to.be.closeTo(3.87420489, 1e-8);
      });

      it('has slopes on the cliff that are those of differences', () => {
        for (const [w, b] of [
          [4.2, -2],
          [5, -2.4],
          [5.5, -1.5],
        ] as const) {
          const [step, {gradient}] = [1e-6, cliff(w, b)];
          expect((cliff(w + step, b).loss - cliff(w - step, b).loss) / (2 * step)).to.be.closeTo(gradient[0], 1e-6);
          expect((cliff(w, b + step).loss - cliff(w, b - step).loss) / (2 * step)).to.be.closeTo(gradient[1], 1e-6);
        }
      });
    },
  );
});
