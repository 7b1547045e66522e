import type {Topic} from '../../frame/topic.ts';
import {backward, flat} from './compute.ts';
import {byHand, equalGradients, small} from './items-by-hand.ts';
import {classifier, fit} from './items-fit.ts';
import {indices} from './items-indices.ts';
import {accumulateFirst, digitPasses, oneByOne} from './items-updates.ts';

/** Backpropagation: the recursion by hand, its indices, updates after one example or all, and what it is good for. */
export const backpropagationTopic: Topic = {
  number: 4,
  name: 'backpropagation',
  title: 'Backpropagation',
  summary:
    'One pass forward and one back give the derivatives of the cost with respect to all weights. What is done with them, after each example or after all, is another matter.',
  items: [byHand, equalGradients, accumulateFirst, indices, oneByOne, digitPasses, fit, classifier],
  exercises: [
    {
      name: '4a',
      question:
        'The network of the first item with the target 0 instead of 1: the error terms of the output and of the two hidden units, as a list.',
      answer() {
        const [hidden, output] = backward(small, {x: [1, 0.5], y: [0]}, 'sigmoid').deltas;
        return [output![0]!, ...hidden!];
      },
      tolerance: 1e-3,
      hint: 'Only y - a in the last error term is another one; the hidden terms are multiples of the last.',
    },
    {
      name: '4b',
      question: 'The same network with the target 0: the length of its gradient over all nine weights and biases.',
      answer: () => Math.hypot(...flat(backward(small, {x: [1, 0.5], y: [0]}, 'sigmoid'))),
      tolerance: 1e-3,
      hint: 'The derivative of a weight is the error term of its end times the activation of its beginning; that of a bias is the error term.',
    },
  ],
};
