import type {Topic} from '../../frame/topic.ts';
import {workNeuron} from '../../frame/worked-neuron.ts';
import {adamSteps} from './compute-adam.ts';
import {adagradRates} from './compute-rates.ts';
import {adadeltaItems} from './items-adadelta.ts';
import {adagradItems} from './items-adagrad.ts';
import {adamOnDigits} from './items-adam-on-digits.ts';
import {adamItems} from './items-adam.ts';
import {dyingRateItems} from './items-dying-rate.ts';
import {epsilonItems} from './items-epsilon.ts';
import {rmspropSlips} from './items-rmsprop-slips.ts';
import {rmspropItems} from './items-rmsprop.ts';
import {robustItems} from './items-robust.ts';
import {sparseItems} from './items-sparse.ts';
import {vectorItems} from './items-vector.ts';
import {workedItems} from './items-worked.ts';

/** Adaptive methods: Adagrad, RMSProp, Adadelta and Adam, with their worked examples. */
export const adaptiveMethodsTopic: Topic = {
  number: 8,
  name: 'adaptive-methods',
  title: 'Adaptive methods',
  summary:
    'Every weight gets a rate of its own out of its squared gradients: added up, averaged or in a window. What becomes of the rates is measured here, on toys, on rare features and on digits, and the worked examples are checked digit by digit.',
  items: [
    ...adagradItems,
    ...dyingRateItems,
    ...sparseItems,
    ...vectorItems,
    ...rmspropItems,
    ...rmspropSlips,
    ...adadeltaItems,
    ...adamItems,
    ...adamOnDigits,
    ...robustItems,
    ...workedItems,
    ...epsilonItems,
  ],
  exercises: [
    {
      name: '8a',
      question:
        'Adagrad, rate 0.1, gradients 3 and then 4: the rate (0.1 over the root of the sum) after each, as a list.',
      answer: () => adagradRates([3, 4], 0.1),
      tolerance: 1e-3,
      hint: 'The sums are 9 and 25.',
    },
    {
      name: '8b',
      question: 'Adam without bias correction, beta1 = 0.9, beta2 = 0.99: how long is the first step, in rates?',
      answer: () => adamSteps([1], {beta2: 0.99, isCorrected: false}).steps[0]!,
      tolerance: 1e-3,
      hint: '0.1 over the root of 0.01, whatever the gradient is.',
    },
    {
      name: '8c',
      question: 'The worked example with RMSProp without correction: both weights after the second sample, as a list.',
      answer: () => workNeuron('rmsprop')[1]!.weights,
      tolerance: 1e-3,
      hint: 'After the first sample both are 0.947214; y is 0.720554 then.',
    },
  ],
};
