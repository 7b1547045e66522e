import type {Topic} from '../../frame/topic.ts';
import {dropoutVariance, shrunk, softThreshold} from './compute.ts';
import {sameExpectation, sameTraining, throughNonlinearity} from './items-dropout.ts';
import {manyJobs, overfitting, scaleAfter} from './items-overfitting.ts';
import {shrinkage, sparsity} from './items-penalties.ts';
import {penaltiesOnDigits} from './items-penalties-digits.ts';

/** Regularisation: L1, L2, and dropout, the classic and the inverted one. */
export const regularisationTopic: Topic = {
  number: 15,
  name: 'regularisation',
  title: 'Regularisation',
  summary:
    'A penalty on the weights or units that are dropped at random keep a network from learning its examples by heart. L1 makes weights zero, L2 makes them small, dropout makes units do without each other.',
  items: [
    sparsity,
    shrinkage,
    penaltiesOnDigits,
    overfitting,
    sameExpectation,
    throughNonlinearity,
    sameTraining,
    scaleAfter,
    manyJobs,
  ],
  exercises: [
    {
      name: '15a',
      question: 'The least points of (w - a)² / 2 + 0.3 |w| for a = 1, 0.25 and −2, as a list.',
      answer: () => [1, 0.25, -2].map((a) => softThreshold(a, 0.3)),
      tolerance: 1e-3,
      hint: 'Move a towards 0 by 0.3, and stop at 0.',
    },
    {
      name: '15b',
      question:
        'Curvatures 4 and 0.5, least point (1, 1), penalty |w|² / 2 of strength 0.5: where is the least point with it, as a list?',
      answer: () => [shrunk(4, 1, 0.5), shrunk(0.5, 1, 0.5)],
      tolerance: 1e-3,
      hint: 'Each coordinate is multiplied by curvature over curvature plus strength.',
    },
    {
      name: '15c',
      question:
        'Units say 1, 2 and 3 and go with the weights 1, −1 and 2 into a sum. With inverted dropout of 0.25, what is the variance of the sum?',
      answer: () => dropoutVariance({hidden: [1, 2, 3], output: [1, -1, 2]}, 0.25),
      tolerance: 1e-3,
      hint: 'Each part adds p / (1 - p) times its square.',
    },
  ],
};
