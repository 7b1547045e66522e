import {expect} from 'chai';
import {momentumTopic} from '../../../../scripts/lecture/topics/momentum/topic.ts';
import {checkTopic} from '../support/check-topic.ts';

const rows = (value: unknown): number[][] => value as number[][];

const closing = {
  planted: [
    {values: {firstMoves: [0.1, 0.1]}, verdict: 'does not hold'},
    {values: {offLibrary: 0.1}, verdict: 'holds with conditions'},
  ],
} as const;

describe('lecture 7, momentum', () => {
  checkTopic(
    momentumTopic,
    {
      verdicts: {
        'terminal-velocity': 'holds',
        'decaying-average': 'holds with conditions',
        'three-forms': 'holds',
        'changing-rate': 'holds with conditions',
        'swing-grows': 'holds',
        'larger-rate': 'holds',
        'straighter-way': 'holds with conditions',
        faster: 'holds with conditions',
        'rate-on-digits': 'holds',
        'bias-correction': 'exact',
        'correction-fades': 'holds',
        'output-cut': 'rounded intermediate',
        'first-step': 'rounded intermediate',
        'second-step': 'slip',
        'weight-index': 'slip',
        'first-step-alike': 'holds with conditions',
        'closing-momentum': 'holds',
        'closing-adagrad': 'holds',
        'closing-rmsprop': 'holds',
        'closing-adam': 'holds',
        'look-ahead': 'holds',
        sideways: 'holds with conditions',
        'theta-plus-beta-m': 'slip',
        'nesterov-on-digits': 'holds',
        'steady-gradient': 'holds',
        'confidence-on-digits': 'holds',
      },
      planted: {
        'terminal-velocity': [
          {values: {late: [1, 1, 1, 1, 1]}, verdict: 'does not hold'},
          {values: {libraryOffFormula: 0.1}, verdict: 'holds with conditions'},
        ],
        'decaying-average': [
          {values: {sumClassical: 1}, verdict: 'holds'},
          {values: {kept: [1, 1]}, verdict: 'does not hold'},
        ],
        'three-forms': [
          {values: {apartOnQuadratic: [0.1]}, verdict: 'does not hold'},
          {values: {apartOnDigits: [0.1]}, verdict: 'holds with conditions'},
        ],
        'changing-rate': [
          {values: {apartWithFallingRate: 0}, verdict: 'holds'},
          {values: {apartWithConstantRate: 0.1}, verdict: 'does not hold'},
        ],
        'swing-grows': [{values: {plain: [2, 1, 0]}, verdict: 'does not hold'}],
        'larger-rate': [
          {values: {average: [0.08, 0.08, 0.08, 0.08, 0.08]}, verdict: 'does not hold'},
          {values: {classical: [0.08, 0.08, 0.08, 0.08, 0.08]}, verdict: 'holds with conditions'},
        ],
        'straighter-way': [
          {values: {plain: [1, 2], average: [2, 3]}, verdict: 'does not hold'},
          {values: {plain: [2, 3], average: [1, 2]}, verdict: 'holds'},
        ],
        faster: [
          {values: {plain: [10, 20], usual: [20, 30]}, verdict: 'does not hold'},
          {values: {plain: [20, 30], usual: [10, 20]}, verdict: 'holds'},
        ],
        'rate-on-digits': [{values: {agreed: 0}, verdict: 'does not hold'}],
        'bias-correction': [{values: {right: [0.2, 0.8, 0.2, 0.2, 0.36]}, verdict: 'slip'}],
        'correction-fades': [{values: {factors: [[1, 2]]}, verdict: 'does not hold'}],
        'output-cut': [
          {values: {printed: 0.69}, verdict: 'exact'},
          {values: {printed: 0.6898}, verdict: 'slip'},
        ],
        'first-step': [{values: {printed: [8, 2354, 1412, 4709, 2824, 5009, 5006]}, verdict: 'slip'}],
        'second-step': [{values: {printed: [0.50075, 0.62264]}, verdict: 'exact'}],
        'weight-index': [{values: {printed: 3}, verdict: 'exact'}],
        'first-step-alike': [
          {
            values: {averageAgainstPlain: [1, 1, 1], correctedAgainstPlain: [1, 1, 1]},
            verdict: 'holds',
          },
          {values: {averageAgainstPlain: [0, 0, 0]}, verdict: 'does not hold'},
        ],
        'closing-momentum': closing.planted,
        'closing-adagrad': closing.planted,
        'closing-rmsprop': closing.planted,
        'closing-adam': closing.planted,
        'look-ahead': [
          {values: {libraryApart: 1}, verdict: 'does not hold'},
          {values: {overshootOfNesterov: 2}, verdict: 'holds with conditions'},
        ],
        sideways: [
          {values: {ways: [[0.5, 0.9]]}, verdict: 'holds'},
          {values: {ways: [[1.5, 1.9]]}, verdict: 'does not hold'},
        ],
        'theta-plus-beta-m': [{values: {printed: 0}, verdict: 'exact'}],
        'nesterov-on-digits': [
          {values: {agreed: 0}, verdict: 'does not hold'},
          {values: {agreed: 2, seeds: 3}, verdict: 'holds with conditions'},
        ],
        'steady-gradient': [{values: {speeds: Array.from({length: 40}, () => 1)}, verdict: 'does not hold'}],
        'confidence-on-digits': [{values: {agreed: 1, seeds: 3}, verdict: 'does not hold'}],
      },
    },
    (measured) => {
      it('reaches nine tenths of the end where the logarithms say so, at 22 for a = .9', () => {
        const {shares, updatesToNineTenths} = measured('terminal-velocity');
        const formula = (shares as number[]).map((a) => Math.ceil(Math.log(0.1) / Math.log(a)));
        expect(updatesToNineTenths).to.deep.equal(formula);
        expect(formula[2]).to.equal(22);
      });

      it('finds the largest stable rates of the closed forms', () => {
        const values = measured('larger-rate');
        for (const form of ['average', 'classical', 'nesterov']) {
          const formula = values[`${form}Formula`] as number[];
          for (const [i, rate] of (values[form] as number[]).entries()) {
            expect(rate / formula[i]!).to.be.closeTo(1, 2e-3);
          }
        }
      });

      it('has the numbers of the worked example', () => {
        const {velocities, weights, nets, outputs} = measured('second-step');
        expect(rows(velocities)[0]![0]).to.be.closeTo(-0.00470705, 1e-7);
        expect(rows(velocities)[0]![1]).to.be.closeTo(-0.00282426, 1e-7);
        expect(rows(weights)[0]![0]).to.be.closeTo(0.50094142, 1e-8);
        expect(rows(weights)[0]![1]).to.be.closeTo(0.50056485, 1e-8);
        expect((nets as number[])[1]).to.be.closeTo(0.500753, 1e-6);
        expect((outputs as number[])[1]).to.be.closeTo(0.622636, 1e-6);
        expect((measured('second-step')['asWritten'] as number).toFixed(5)).to.equal('0.80126');
      });

      it('has weights for the closing exercises that agree with the library', () => {
        for (const rule of ['momentum', 'adagrad', 'rmsprop', 'adam']) {
          expect(measured(`closing-${rule}`)['offLibrary']).to.be.below(1e-5);
        }
        expect(measured('second-step')['offLibrary']).to.be.below(1e-6);
        expect(rows(measured('closing-adagrad')['weights'])[2]![0]).to.be.closeTo(0.530711, 1e-6);
      });
    },
  );
});
