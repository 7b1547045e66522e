import type {Topic} from '../../frame/topic.ts';
import {deadlyRate} from './compute.ts';
import {bias, rate} from './items-causes.ts';
import {initialisation, lowerRate, variants} from './items-cures.ts';
import {deadUnit, oneStep} from './items-unit.ts';

/** Dying ReLU: one unit, the two causes on the digits, and three cures. */
export const dyingReluTopic: Topic = {
  number: 14,
  name: 'dying-relu',
  title: 'Dying ReLU',
  summary:
    'A unit that is zero for every example has no gradient and stays as it is. Steps that are too long, and biases that are too low, take units there; three cures are tried.',
  items: [deadUnit, oneStep, rate, bias, lowerRate, variants, initialisation],
  exercises: [
    {
      name: '14a',
      question:
        'relu(w x) from w = 2 on (1, 0.5) and (3, 1.5), the cost being the mean of half the squares: the least rate whose first update kills it.',
      answer: () => deadlyRate(2, [1, 3], [0.5, 1.5]),
      tolerance: 1e-3,
      hint: 'The gradient is the mean of (w x - t) x, and the unit is dead when w is not above 0.',
    },
    {
      name: '14b',
      question:
        'relu(x₁ - 2 x₂ + b) for inputs between 0 and 1: the greatest b at which the unit is zero for all of them.',
      answer: () => -Math.max(...[0, 1].flatMap((x1) => [0, 1].map((x2) => x1 - 2 * x2))),
      tolerance: 1e-3,
      hint: 'The greatest value of x₁ - 2 x₂ on the square is at a corner.',
    },
  ],
};
