import type {Topic} from '../../frame/topic.ts';
import {descend} from './compute.ts';
import {network} from './items-network.ts';
import {asManySteps, workedSteps, zigzag} from './items-quadratic.ts';

/** Conjugate gradient: the zigzag, n steps on a quadratic, and a small network. */
export const conjugateGradientTopic: Topic = {
  number: 9,
  name: 'conjugate-gradient',
  title: 'Conjugate gradient',
  summary:
    'Steepest descent with the best step goes in zigzag. Directions that take something of the last one along are at the bottom of a quadratic after as many steps as it has dimensions.',
  items: [zigzag, workedSteps, asManySteps, network],
  exercises: [
    {
      name: '9a',
      question:
        'f = (x² + 4 y²) / 2 from (4, 1): the first step, beta and the second step of conjugate gradient, as a list.',
      answer() {
        const {steps, betas} = descend(
          [
            [1, 0],
            [0, 4],
          ],
          [4, 1],
          2,
          true,
        );
        return [steps[0]!, betas[0]!, steps[1]!];
      },
      tolerance: 1e-3,
      hint: "The step is g'g over d'Ad, beta the new g'g over the old one.",
    },
    {
      name: '9b',
      question:
        'The same f from (4, 1) by steepest descent with the best step: by which factor does f fall with each step?',
      answer() {
        const [first, second] = descend(
          [
            [1, 0],
            [0, 4],
          ],
          [4, 1],
          1,
          false,
        ).points.map(([x, y]) => x! ** 2 + 4 * y! ** 2);
        return second! / first!;
      },
      tolerance: 1e-3,
      hint: 'Both coordinates become (4 − 1) / (4 + 1) times as large, y with the other sign.',
    },
  ],
};
