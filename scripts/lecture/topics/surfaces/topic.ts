import type {Topic} from '../../frame/topic.ts';
import {glossaryItems} from './items-glossary.ts';
import {learningItems} from './items-learning.ts';
import {lineItems} from './items-lines.ts';
import {remarkItems} from './items-remarks.ts';
import {surfaceItems} from './items-surface.ts';

/** Surfaces of deep networks, and a glossary that is measured where that makes sense. */
export const surfacesTopic: Topic = {
  number: 18,
  name: 'surfaces',
  title: 'Surfaces and glossary',
  summary:
    'What the error surface of a deep network looks like, with and without paths around its layers. Then the words of the lecture: kinds of learning, definitions, what performance depends on, and a remark that was left open.',
  items: [...surfaceItems, ...lineItems, ...learningItems, ...glossaryItems, ...remarkItems],
  exercises: [
    {
      name: '18a',
      question:
        'A filter of the network is (3, 4), the random direction (1, 1). The direction normalised filter by filter, as a list of two.',
      answer: () => [5 / Math.SQRT2, 5 / Math.SQRT2],
      tolerance: 1e-3,
      hint: 'd |w| / |d|.',
    },
    {
      name: '18b',
      question: 'Rewards are 1 with a chance of 0.1. Their variance?',
      answer: () => 0.1 * 0.9,
      tolerance: 1e-3,
      hint: 'The mean of the square less the square of the mean.',
    },
  ],
};
