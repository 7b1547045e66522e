import type {Topic} from '../../frame/topic.ts';
import {workNeuron} from '../../frame/worked-neuron.ts';
import {updatesUntil} from './compute-velocity.ts';
import {closingItems} from './items-closing.ts';
import {confidenceItems} from './items-confidence.ts';
import {correctionItems} from './items-correction.ts';
import {formItems} from './items-forms.ts';
import {nesterovItems} from './items-nesterov.ts';
import {networkItems} from './items-network.ts';
import {oscillationItems} from './items-oscillation.ts';
import {straighterItems} from './items-straighter.ts';
import {velocityItems} from './items-velocity.ts';
import {workedItems} from './items-worked.ts';

/** Momentum and Nesterov: velocity, its forms, the swing across a valley, the worked example, the look-ahead. */
export const momentumTopic: Topic = {
  number: 7,
  name: 'momentum',
  title: 'Momentum and Nesterov',
  summary:
    'A velocity sums up past gradients: it gets longer while they agree and shorter when they turn. What that is good for, and at which rates, is measured here, beside a worked example to the last digit.',
  items: [
    ...velocityItems,
    ...formItems,
    ...oscillationItems,
    ...straighterItems,
    networkItems.rateOnDigits,
    ...correctionItems,
    ...workedItems,
    ...closingItems,
    ...nesterovItems,
    networkItems.nesterovOnDigits,
    ...confidenceItems,
  ],
  exercises: [
    {
      name: '7a',
      question:
        'With a constant gradient and a = 0.95: after how many updates has the velocity nine tenths of its end?',
      answer: () => updatesUntil(0.9, 0.95),
      tolerance: 1e-3,
      hint: '1 - a^t is the share after t updates.',
    },
    {
      name: '7b',
      question:
        'The worked example without bias correction: both weights after the third sample (0.2, 0.8) -> 0.3, as a list.',
      answer: () => workNeuron('momentum')[2]!.weights,
      tolerance: 1e-4,
      hint: 'After the second sample the weights are 0.501588 and 0.500910; the velocities stay.',
    },
    {
      name: '7c',
      question:
        'Curvature 4, momentum 0.8: the largest stable rate in the classical form, and with the look-ahead, as a list.',
      answer: () => [(2 * (1 + 0.8)) / 4, (2 * (1 + 0.8)) / (4 * (1 + 2 * 0.8))],
      tolerance: 1e-3,
      hint: '2 (1 + a) / c for the one, divided by 1 + 2 a for the other.',
    },
  ],
};
