import type {Topic} from '../../frame/topic.ts';
import {errorOfProduct} from './compute.ts';
import {squaredError} from './items-convexity.ts';
import {deepLinear, deepLinearMinima} from './items-deep-linear.ts';
import {itWorks, noGuarantees} from './items-guarantees.ts';
import {networkPoint, whereYouAre} from './items-where.ts';

/** Homework: the three questions that are left to the listeners, and that training works without a guarantee. */
export const homeworkTopic: Topic = {
  number: 16,
  name: 'homework',
  title: 'Homework',
  summary:
    'Three questions that the lecture leaves to its listeners, answered with evidence: where one is, why the error is not convex, and whether it is without activations. Training works, although nothing guarantees it.',
  items: [whereYouAre, networkPoint, squaredError, deepLinear, deepLinearMinima, noGuarantees, itWorks],
  exercises: [
    {
      name: '16a',
      question: 'f = (2 − ab)²: the eigenvalues of the Hessian at the origin, the smaller one first.',
      // f_aa = f_bb = 0 and f_ab = -4 there.
      answer: () => [-4, 4],
      tolerance: 1e-3,
      hint: 'The matrix has zeros on its diagonal and f_ab beside it.',
    },
    {
      name: '16b',
      question: 'f = (1 − ab)²: the error in the middle between (2, 0.5) and (−0.5, −2), both of which have 0.',
      answer: () => errorOfProduct([(2 - 0.5) / 2, (0.5 - 2) / 2]),
      tolerance: 1e-3,
      hint: 'The middle is (0.75, −0.75).',
    },
  ],
};
