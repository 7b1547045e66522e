import {expect} from 'chai';
import {neuronsTopic} from '../../../../scripts/lecture/topics/neurons/topic.ts';
import {checkTopic} from '../support/check-topic.ts';

describe('lecture 1, neurons', () => {
  checkTopic(
    neuronsTopic,
    {
      verdicts: {
        gates: 'holds',
        inhibitory: 'holds with conditions',
        'boolean-functions': 'holds',
        automaton: 'holds',
        'threshold-as-weight': 'holds',
        rule: 'holds',
        digits: 'holds',
        impossible: 'holds',
        strict: 'slip',
        'which-contradict': 'slip',
        table: 'slip',
        trained: 'holds with conditions',
        neuron: 'holds',
        'sigmoid-sum': 'slip',
      },
      planted: {
        gates: [{values: {and: [0, 1, 1, 1]}, verdict: 'holds with conditions'}],
        inhibitory: [
          {values: {outputsWithNoneOn: [0, 0]}, verdict: 'holds'},
          {values: {outputsWithOneOn: [0, 1, 0]}, verdict: 'does not hold'},
        ],
        'boolean-functions': [{values: {byTwoLayers: [4, 14, 104]}, verdict: 'holds with conditions'}],
        automaton: [{values: {agreeing: [0]}, verdict: 'does not hold'}],
        'threshold-as-weight': [{values: {different: 3}, verdict: 'holds with conditions'}],
        rule: [{values: {agreed: 1}, verdict: 'does not hold'}],
        digits: [{values: {separated: 10}, verdict: 'does not hold'}],
        impossible: [
          {values: {mostMet: 4}, verdict: 'does not hold'},
          {values: {sums: [0, 1, 0]}, verdict: 'holds with conditions'},
        ],
        strict: [{values: {printed: 196}, verdict: 'exact'}],
        'which-contradict': [{values: {right: 0}, verdict: 'exact'}],
        table: [{values: {printed: [0, 0, 0, 1, 1, 0, 0, 0]}, verdict: 'exact'}],
        trained: [
          {values: {solved: [0, 16, 16, 16, 16]}, verdict: 'holds'},
          {values: {solvedWithoutTanh: 16}, verdict: 'does not hold'},
        ],
        neuron: [{values: {toNeuron: [0.1, 0.2]}, verdict: 'does not hold'}],
        'sigmoid-sum': [{values: {printed: 0.731059}, verdict: 'exact'}],
      },
    },
    (measured) => {
      it('counts the functions of a perceptron as they are known: 4, 14 and 104', () => {
        expect(measured('boolean-functions').functions).to.deep.equal([4, 16, 256]);
        expect(measured('boolean-functions').byTwoLayers).to.deep.equal([4, 16, 256]);
        expect(measured('boolean-functions').byOnePerceptron).to.deep.equal([4, 14, 104]);
        expect(measured('impossible').solvable).to.equal(14);
        // XOR and its opposite.
        expect(measured('impossible').contradictory).to.deep.equal([6, 9]);
      });

      it('proves with the sum of all four inequalities, and solves any three of them', () => {
        expect(measured('impossible').factors).to.deep.equal([1, 1, 1, 1]);
        expect(measured('which-contradict').isExampleOne).to.equal(1);
        for (const count of measured('which-contradict').solutionsWithout as number[]) expect(count).to.be.above(0);
        expect(Math.min(...(measured('impossible').mistakesByPass as number[]))).to.be.above(0);
      });

      it('has the row (0, 1) of XOR and the values of the logistic function', () => {
        expect((measured('table').right as number[]).slice(2, 4)).to.deep.equal([0, 1]);
        expect(measured('sigmoid-sum').right).to.be.closeTo(1 / (1 + Math.exp(-1)), 1e-15);
        expect(measured('sigmoid-sum').printed).to.equal(0.5);
      });

      it('never learns XOR with one hidden unit or without the tanh', () => {
        expect((measured('trained').solved as number[])[0]).to.equal(0);
        expect(measured('trained').solvedWithoutTanh).to.equal(0);
      });
    },
  );
});
