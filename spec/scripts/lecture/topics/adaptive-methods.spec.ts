import {expect} from 'chai';
import {adaptiveMethodsTopic} from '../../../../scripts/lecture/topics/adaptive-methods/topic.ts';
import {checkTopic} from '../support/check-topic.ts';

const rows = (value: unknown): number[][] => value as number[][];
const list = (value: unknown): number[] => value as number[];

describe('lecture 8, adaptive methods', () => {
  checkTopic(
    adaptiveMethodsTopic,
    {
      verdicts: {
        'large-shrinks': 'holds with conditions',
        'small-increases': 'holds with conditions',
        'sum-only-grows': 'holds with conditions',
        'flat-regions': 'holds',
        'no-minus': 'slip',
        'sparse-features': 'holds',
        'rare-pixels': 'holds',
        'vector-of-rates': 'holds',
        bounded: 'holds',
        memory: 'holds',
        'average-of-gradients': 'slip',
        'minus-for-plus': 'slip',
        'true-window': 'holds with conditions',
        'window-on-digits': 'holds',
        tenfold: 'exact',
        'first-steps': 'holds with conditions',
        'correction-on-digits': 'holds with conditions',
        combination: 'holds with conditions',
        robust: 'holds with conditions',
        's-from-r': 'slip',
        'r-hat-by-rho1': 'slip',
        'no-square': 'slip',
        'worked-adagrad': 'exact',
        'worked-rmsprop': 'exact',
        'rmsprop-slip': 'slip',
        'worked-adam': 'holds',
        'epsilon-place': 'holds with conditions',
        'epsilon-on-digits': 'holds with conditions',
      },
      planted: {
        'large-shrinks': [
          {values: {fallsFromZero: [100, 3]}, verdict: 'holds'},
          {values: {fallsFromTenth: [3, 100]}, verdict: 'does not hold'},
        ],
        'small-increases': [
          {values: {rises: 3}, verdict: 'holds'},
          {values: {updatesAbove: 0}, verdict: 'does not hold'},
        ],
        'sum-only-grows': [
          {values: {timesFallen: 1}, verdict: 'does not hold'},
          {values: {exponent: -0.5}, verdict: 'holds'},
        ],
        'flat-regions': [
          {values: {adagrad: [100, 100], rmsprop: [100, 100]}, verdict: 'does not hold'},
          {values: {adagrad: [10000, 100], rmsprop: [100, 100]}, verdict: 'holds with conditions'},
        ],
        'no-minus': [{values: {printed: [2.88, 2.9, 3 - 0.1 / Math.sqrt(0.2), 2.9]}, verdict: 'exact'}],
        'sparse-features': [
          {values: {agreed: 0}, verdict: 'does not hold'},
          {values: {agreed: 4, seeds: 5}, verdict: 'holds with conditions'},
        ],
        'rare-pixels': [{values: {agreed: 0}, verdict: 'does not hold'}],
        'vector-of-rates': [
          {values: {spreadOfAdagrad: 1}, verdict: 'does not hold'},
          {values: {spreadOfSgd: 5}, verdict: 'holds with conditions'},
        ],
        bounded: [
          {values: {onDigits: 1.5}, verdict: 'does not hold'},
          {values: {sumRatios: [0.5]}, verdict: 'holds with conditions'},
        ],
        memory: [
          {values: {measured: [2, 1, 0.5, 0.2, 0.1, 0]}, verdict: 'does not hold'},
          {values: {measured: [1, 2, 3, 4, 5, 6]}, verdict: 'holds with conditions'},
        ],
        'average-of-gradients': [{values: {printed: 1}, verdict: 'exact'}],
        'minus-for-plus': [{values: {printed: [0.1, 0.19, 0.271]}, verdict: 'exact'}],
        'true-window': [
          {values: {left: [1, 0, 0]}, verdict: 'holds'},
          {values: {left: [1, 0, 1]}, verdict: 'does not hold'},
        ],
        'window-on-digits': [{values: {agreed: 0}, verdict: 'does not hold'}],
        tenfold: [{values: {right: [0.1, 5, 0.81]}, verdict: 'slip'}],
        'first-steps': [
          {values: {first: [[1, 0.5]]}, verdict: 'holds'},
          {values: {first: [[1, 2]]}, verdict: 'does not hold'},
        ],
        'correction-on-digits': [
          {values: {agreedEqual: 3, agreedUsual: 3, seeds: 3}, verdict: 'holds'},
          {values: {agreedEqual: 0, agreedUsual: 0, seeds: 3}, verdict: 'does not hold'},
        ],
        combination: [
          {values: {apartWithMomentum: 0}, verdict: 'holds'},
          {values: {apartWithoutMomentum: 1}, verdict: 'does not hold'},
        ],
        robust: [
          {values: {shares: [0, 0, 0, 0, 0.9]}, verdict: 'holds'},
          {values: {acrossBetas: 0.5}, verdict: 'does not hold'},
        ],
        's-from-r': [{values: {printed: [0.2, 0.38, 0.542, 0.6878, 0.81902]}, verdict: 'exact'}],
        'r-hat-by-rho1': [{values: {printed: [1, 1, 1, 1, 1]}, verdict: 'exact'}],
        'no-square': [{values: {printed: [1, 1, 1, 1, 1]}, verdict: 'exact'}],
        'worked-adagrad': [{values: {right: Array.from({length: 16}, () => 0)}, verdict: 'slip'}],
        'worked-rmsprop': [{values: {right: [0, 0, 0, 0, 0]}, verdict: 'slip'}],
        'rmsprop-slip': [{values: {printed: [0.00004, 0.947]}, verdict: 'exact'}],
        'worked-adam': [
          {values: {firstMoves: [0.1, 0.2]}, verdict: 'does not hold'},
          {values: {offLibrary: 0.1}, verdict: 'holds with conditions'},
        ],
        'epsilon-place': [
          {values: {greatest: 0}, verdict: 'holds'},
          {values: {sameFrom: 1}, verdict: 'does not hold'},
        ],
        'epsilon-on-digits': [
          {values: {farthestAtGreatest: 0}, verdict: 'holds'},
          {values: {farthestAtLeast: 1}, verdict: 'does not hold'},
        ],
      },
    },
    (measured) => {
      it('has the weights of the worked examples', () => {
        const adagrad = rows(measured('worked-adagrad')['weights']);
        const known = [
          [0.7, 0.7],
          [0.638842, 0.605613],
          [0.530711, 0.411679],
        ];
        for (const [k, row] of known.entries()) {
          for (const [i, w] of row.entries()) expect(adagrad[k]![i]).to.be.closeTo(w, 1e-6);
        }
        for (const w of rows(measured('rmsprop-slip')['weights'])[0]!) expect(w).to.be.closeTo(0.947214, 1e-6);
        for (const item of ['worked-adagrad', 'rmsprop-slip', 'worked-adam']) {
          expect(measured(item)['offLibrary']).to.be.below(1e-5);
        }
      });

      it('measures the memory of the logarithm, and first steps of their closed form', () => {
        const {rhos, measured: lengths} = measured('memory');
        for (const [i, rho] of list(rhos).entries()) {
          expect(list(lengths)[i]! / (-1 / Math.log(rho))).to.be.closeTo(1, rho < 0.8 ? 0.1 : 0.01);
        }
        const {first, betas, offLibrary} = measured('first-steps');
        for (const [j, beta2] of list(betas).entries()) {
          for (const [i, beta1] of list(betas).entries()) {
            expect(rows(first)[j]![i]).to.be.closeTo((1 - beta1) / Math.sqrt(1 - beta2), 1e-9);
          }
        }
        expect(offLibrary).to.be.below(1e-3);
      });

      it('crosses a plateau with steps of t^-1/2 in the time of their sum', () => {
        // 2 rate sqrt(t) = 9 at the edge of the plateau.
        expect(list(measured('flat-regions')['adagrad'])[1]! / (9 / 0.2) ** 2).to.be.within(1, 1.2);
      });

      it('keeps window times as many numbers for a true window', () => {
        const {numbersOfWindow, numbersOfDecayed} = measured('window-on-digits');
        expect(numbersOfWindow).to.equal(10 * (numbersOfDecayed as number));
      });
    },
  );
});
