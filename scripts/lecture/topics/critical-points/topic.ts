import type {Topic} from '../../frame/topic.ts';
import {gaussianMinima} from './compute-chance.ts';
import {chanceItems} from './items-chance.ts';
import {functionItems} from './items-functions.ts';
import {kindItems} from './items-kinds.ts';
import {newtonItems} from './items-newton.ts';
import {plateauItems} from './items-plateau.ts';
import {saddleItems} from './items-saddle.ts';
import {symmetricItems} from './items-symmetric.ts';

/** Critical points: kinds, how common they are, and descent near them. */
export const criticalPointsTopic: Topic = {
  number: 11,
  name: 'critical-points',
  title: 'Critical points',
  summary:
    'Where the gradient is zero there is a minimum, a maximum or a saddle. How common each of them is, what descent does near saddles and on plateaus, and what comes of looking for a zero gradient itself.',
  items: [
    ...kindItems,
    ...chanceItems,
    ...functionItems,
    ...saddleItems,
    ...symmetricItems,
    ...plateauItems,
    ...newtonItems,
  ],
  exercises: [
    {
      name: '11a',
      question: 'The eigenvalues of the Hessian of x² + 4 x y + y² + 3 z², in ascending order, as a list.',
      answer: () => [-2, 6, 6],
      tolerance: 1e-3,
      hint: 'In x and y the matrix is [[2, 4], [4, 2]]: 2 - 4 and 2 + 4.',
    },
    {
      name: '11b',
      question:
        'f = x²/2 - y²/2, rate 0.1, y = 10⁻⁸ at the start: after how many steps is y above 1 for the first time?',
      answer: () => Math.ceil(Math.log(1e8) / Math.log(1.1)),
      tolerance: 1e-3,
      hint: 'Each step takes y to 1.1 y.',
    },
    {
      name: '11c',
      question: 'The share of positive definite matrices among symmetric Gaussian ones (GOE) in two dimensions.',
      answer: () => gaussianMinima[1]!,
      tolerance: 1e-3,
      hint: 'Half the trace against the radius: P(t > r), t of variance 1 and r the length of two numbers of variance 1.',
    },
  ],
};
