import type {Topic} from '../../frame/topic.ts';
import {factorial, leastSquares} from './compute.ts';
import {startAndRate} from './items-basins.ts';
import {permutations, rescaling} from './items-copies.ts';
import {counting} from './items-counting.ts';
import {learnEqually} from './items-learning.ts';
import {bumpy, interpolation} from './items-line.ts';
import {spread, spurious} from './items-spread.ts';
import {regression, solutions} from './items-starts.ts';

/** Local minima and identifiability: the line to a solution, the spread of solutions, basins, and copies of a network. */
export const localMinimaTopic: Topic = {
  number: 12,
  name: 'local-minima',
  title: 'Local minima and identifiability',
  summary:
    'A network has more minima than can be counted, because its units can change places. Large networks end at much the same error from every start; small ones get stuck.',
  items: [
    interpolation,
    bumpy,
    spread,
    spurious,
    regression,
    solutions,
    startAndRate,
    permutations,
    rescaling,
    learnEqually,
    counting,
  ],
  exercises: [
    {
      name: '12a',
      question: 'Two hidden layers of 5 and 3 units: how many orders of the units give the same function?',
      answer: () => factorial(5) * factorial(3),
      tolerance: 1e-3,
      hint: 'Every order of the one layer goes with every order of the other.',
    },
    {
      name: '12b',
      question:
        'Points (x, y): (−2, 1), (−1, 0), (1, 2), (2, 5). To which line, as a list of slope and height at 0, does descent come from every start?',
      answer: () => leastSquares({x: [[-2], [-1], [1], [2]], y: [1, 0, 2, 5]}),
      tolerance: 1e-3,
      hint: 'The mean of x is 0, so that the slope is the sum of x y over the sum of x x.',
    },
    {
      name: '12c',
      question:
        'A ReLU unit has the weight 3 in, bias 1, and 2 out. It is made k = 4 times as large: the three numbers, as a list.',
      answer: () => [3 * 4, 1 * 4, 2 / 4],
      tolerance: 1e-3,
      hint: 'The bias leads in as well.',
    },
  ],
};
