import {expect} from 'chai';
import {backward, cost} from '../../../../scripts/lecture/topics/backpropagation/compute.ts';
import {backpropagationTopic} from '../../../../scripts/lecture/topics/backpropagation/topic.ts';
import {checkTopic} from '../support/check-topic.ts';

describe('lecture 4, backpropagation', () => {
  checkTopic(
    backpropagationTopic,
    {
      verdicts: {
        'by-hand': 'holds',
        'equal-gradients': 'holds',
        accumulate: 'holds',
        indices: 'slip',
        'one-by-one': 'holds with conditions',
        'digit-passes': 'holds',
        fit: 'holds',
        classifier: 'holds',
      },
      planted: {
        'by-hand': [
          {values: {error: 0.1}, verdict: 'does not hold'},
          {values: {error: 1e-4}, verdict: 'holds with conditions'},
        ],
        'equal-gradients': [
          {values: {toDifferences: [0.1], toAutograd: [1e-7]}, verdict: 'does not hold'},
          {values: {toDifferences: [0.1, 1e-10], toAutograd: [1e-7, 1e-7]}, verdict: 'holds with conditions'},
          {values: {onDigits: 0.5}, verdict: 'holds with conditions'},
        ],
        accumulate: [{values: {agreed: 0}, verdict: 'does not hold'}],
        indices: [{values: {printed: [1, 2, 3], right: [1, 2, 3]}, verdict: 'exact'}],
        'one-by-one': [
          {values: {differences: [0, 0, 0, 0, 0]}, verdict: 'holds'},
          {values: {differences: [0.3, 0.3, 0.3, 0.3, 0.3]}, verdict: 'does not hold'},
        ],
        'digit-passes': [
          {values: {agreed: 0}, verdict: 'does not hold'},
          {values: {agreed: 2, seeds: 3}, verdict: 'holds with conditions'},
        ],
        fit: [{values: {agreed: 0}, verdict: 'does not hold'}],
        classifier: [{values: {agreed: 1, seeds: 3}, verdict: 'does not hold'}],
      },
    },
    (measured) => {
      it('has the error terms of the chain rule, written out', () => {
        const {output, outputDelta, hidden, hiddenDeltas} = measured('by-hand');
        const [h, [h1, h2]] = [output as number, hidden as [number, number]];
        const last = (h - 1) * h * (1 - h);
        expect(outputDelta).to.be.closeTo(last, 1e-15);
        expect((hiddenDeltas as number[])[0]).to.be.closeTo(0.5 * last * h1 * (1 - h1), 1e-15);
        expect((hiddenDeltas as number[])[1]).to.be.closeTo(-0.6 * last * h2 * (1 - h2), 1e-15);
      });

      it('has the cost of the notes, half the mean of the squares', () => {
        const network = {weights: [[[2]]], biases: [[1]]};
        const examples = [
          {x: [1], y: [0]},
          {x: [0], y: [3]},
        ];
        expect(cost(network, examples, 'linear')).to.equal((9 + 4) / 4);
        expect(backward(network, examples[0]!, 'linear').weights).to.deep.equal([[[3]]]);
      });

      it('goes ten times as far with the same rate for each of ten examples, in the limit', () => {
        expect((measured('one-by-one')['timesAsFar'] as number[])[4]).to.be.closeTo(10, 0.05);
      });
    },
  );
});
