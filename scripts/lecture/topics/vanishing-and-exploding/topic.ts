import type {Topic} from '../../frame/topic.ts';
import {chain, closedForm} from './compute.ts';
import {activations, clipping, initialisation} from './items-cures.ts';
import {cliffs} from './items-cliff.ts';
import {explodes, twoByTwo, vanishes} from './items-example.ts';
import {chainRule, deepSigmoid, largeDerivatives} from './items-layers.ts';
import {component, square} from './items-slips.ts';
import {explodingSymptoms, vanishingSymptoms} from './items-symptoms.ts';

/** Vanishing and exploding gradients: two factors by hand, deep networks layer by layer, symptoms, cures, cliffs. */
export const vanishingAndExplodingTopic: Topic = {
  number: 13,
  name: 'vanishing-and-exploding',
  title: 'Vanishing and exploding gradients',
  summary:
    'A gradient goes back through a product of as many factors as there are layers, and grows or shrinks exponentially. Fitting weights, activations that do not saturate and clipping keep it within bounds.',
  items: [
    twoByTwo,
    square,
    component,
    explodes,
    vanishes,
    chainRule,
    deepSigmoid,
    largeDerivatives,
    explodingSymptoms,
    vanishingSymptoms,
    initialisation,
    activations,
    clipping,
    cliffs,
  ],
  exercises: [
    {
      name: '13a',
      question: 'y = a^n + b^n at a = 0.8, b = 1.1: both slopes after 20 layers, as a list.',
      answer: () => [...closedForm([0.8, 1.1], 20).gradient],
      tolerance: 1e-3,
      hint: 'The slope by a is n a^(n-1).',
    },
    {
      name: '13b',
      question: 'Five logistic neurons in a chain, all weights 2, input 0.5: the slope of the output by the input.',
      answer: () => chain(2, 5).product,
      tolerance: 1e-3,
      hint: 'Multiply w h (1 - h) of all five, h being the output of each.',
    },
    {
      name: '13c',
      question: 'A gradient (3, 4) is clipped to a norm of 1 and taken at a rate of 0.1: the step, as a list.',
      answer: () => [3, 4].map((part) => -0.1 * (part / Math.hypot(3, 4))),
      tolerance: 1e-3,
      hint: 'The gradient is divided by its norm, since that is above 1; the step goes against it.',
    },
  ],
};
