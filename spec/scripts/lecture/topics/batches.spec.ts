import {expect} from 'chai';
import {batchesTopic} from '../../../../scripts/lecture/topics/batches/topic.ts';
import {checkTopic} from '../support/check-topic.ts';

describe('lecture 5, batch, stochastic, mini-batch', () => {
  checkTopic(
    batchesTopic,
    {
      verdicts: {
        'three-kinds': 'holds',
        shuffling: 'holds',
        sum: 'slip',
        oscillation: 'holds',
        gradient: 'holds',
        redundancy: 'holds',
        'redundancy-digits': 'holds',
        'shallow-minimum': 'holds with conditions',
        saddle: 'holds',
        'zero-start': 'holds',
        tracking: 'holds',
        'tracking-digits': 'holds',
        'noise-floor': 'holds',
        'decay-digits': 'holds with conditions',
        restarts: 'holds',
      },
      planted: {
        'three-kinds': [
          {values: {differenceOfOne: 0.1}, verdict: 'does not hold'},
          {values: {differenceOfAll: 1e-9}, verdict: 'holds with conditions'},
        ],
        shuffling: [{values: {agreed: 0}, verdict: 'does not hold'}],
        sum: [{values: {printed: [1, 2], right: [1, 2]}, verdict: 'exact'}],
        oscillation: [{values: {agreed: 1}, verdict: 'does not hold'}],
        gradient: [
          {values: {noise: [[1, 2, 3, 4, 5]], cosine: [[0.5, 0.4, 0.3, 0.2, 0.1]]}, verdict: 'does not hold'},
          {values: {noiseOfOneByLaw: [[1, 2, 4, 8]]}, verdict: 'holds with conditions'},
        ],
        redundancy: [{values: {batchPasses: [[3, 3]], singlePasses: [[4, 4]]}, verdict: 'does not hold'}],
        'redundancy-digits': [{values: {agreed: 0}, verdict: 'does not hold'}],
        'shallow-minimum': [
          {values: {escaped: [[0, 0, 0, 0]], agreed: 0}, verdict: 'does not hold'},
          {values: {escapedWhereExamplesAgree: 1}, verdict: 'does not hold'},
          {values: {escaped: [[1, 1, 1, 0]], agreed: 20}, verdict: 'holds'},
        ],
        saddle: [
          {values: {awaySingle: 0}, verdict: 'does not hold'},
          {values: {awayUninformed: 3}, verdict: 'holds with conditions'},
        ],
        'zero-start': [{values: {greatestWeight: [0, 0.3, 0, 1]}, verdict: 'does not hold'}],
        tracking: [{values: {agreed: 1}, verdict: 'does not hold'}],
        'tracking-digits': [{values: {agreed: 0}, verdict: 'does not hold'}],
        'noise-floor': [
          {values: {floors: [0.1, 0.1, 0.1, 0.1, 0.1]}, verdict: 'does not hold'},
          {values: {floorOfAll: 0.01}, verdict: 'holds with conditions'},
        ],
        'decay-digits': [
          {values: {cleanFixed: [0.9, 0.9], cleanFalling: [0.1, 0.1]}, verdict: 'holds'},
          {values: {unfitFalling: [9, 9]}, verdict: 'does not hold'},
        ],
        restarts: [{values: {successWithRestarts: [0.1, 0.1, 0.1, 0.1]}, verdict: 'does not hold'}],
      },
    },
    (measured) => {
      it('makes as many updates in a pass as batches', () => {
        expect(measured('three-kinds').updatesOfAPass).to.deep.equal([100, 5, 1]);
      });

      it('finds the sum at rate a to be the mean at rate a m', () => {
        const {printed, meanAtFiftyTimesTheRate, differenceOfWays, differenceOnDigits} = measured('sum');
        const [a, b] = [printed as number[], meanAtFiftyTimesTheRate as number[]];
        for (const [i, value] of a.entries()) expect(value).to.be.closeTo(b[i]!, 1e-9);
        expect(differenceOfWays).to.be.below(1e-9);
        expect(differenceOnDigits).to.be.below(1e-5);
      });

      it('halves the variance with two examples, about', () => {
        for (const ratio of measured('oscillation').ratioOfTwoToOne as number[]) expect(ratio).to.be.within(0.25, 0.75);
      });

      it('meets 1 - 1/e of a thousand examples in a thousand draws', () => {
        expect(measured('shuffling').expectedOfThousand).to.be.closeTo(632.304575, 1e-5);
        expect(measured('shuffling').differentOfThousand).to.be.within(600, 665);
      });
    },
  );
});
