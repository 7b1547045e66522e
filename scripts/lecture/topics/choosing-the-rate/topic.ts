import {exponentialDecay, inverseTimeDecay} from '../../../../schedules/index.ts';
import type {Topic} from '../../frame/topic.ts';
import {bestHeavyBall} from './compute.ts';
import {annealing, stepsShrink} from './items-annealing.ts';
import {linearSearch, searchOnDigits} from './items-search.ts';
import {everyScheduleItem} from './items-every.ts';
import {exponentialSlip, oneOverT, threeMore} from './items-schedules.ts';
import {sweepDecay, sweepOnDigits, sweepOnValley} from './items-sweep.ts';
import {errorFalls, onIncrease} from './items-watching.ts';
import {halfEveryTen, workedExponential, workedInverse, workedStep} from './items-worked.ts';

/** Choosing the rate: constant, watching the error, by a schedule, and together with momentum. */
export const choosingTheRateTopic: Topic = {
  number: 6,
  name: 'choosing-the-rate',
  title: 'Choosing the rate',
  summary:
    'A rate that is too small takes for ever, one that is too large explodes. It can be searched, be made smaller when the error rises, or follow a schedule; and it has to fit the momentum.',
  items: [
    linearSearch,
    searchOnDigits,
    errorFalls,
    onIncrease,
    stepsShrink,
    exponentialSlip,
    oneOverT,
    workedInverse,
    workedStep,
    workedExponential,
    halfEveryTen,
    everyScheduleItem,
    annealing,
    threeMore,
    sweepOnValley,
    sweepOnDigits,
    sweepDecay,
  ],
  exercises: [
    {
      name: '6a',
      question:
        'A first rate of 0.5 and a decay rate of 0.2 per epoch: the rates of epochs 1, 5 and 10 by time-based decay, as a list.',
      answer: () => [1, 5, 10].map((epoch) => inverseTimeDecay(0.5, {k: 0.2})(epoch)),
      tolerance: 1e-3,
      hint: 'Divide 0.5 by 1 + 0.2 times the epoch.',
    },
    {
      name: '6b',
      question: 'Which k makes 0.2 e^(-k t) fall to a tenth in 25 epochs?',
      answer: () => -Math.log(exponentialDecay(1, {gamma: 0.1, every: 25})(1)),
      tolerance: 1e-3,
      hint: 'e^(−25 k) = 0.1.',
    },
    {
      name: '6c',
      question: 'Curvatures 1 and 10: the rate and the momentum at which heavy ball is fastest, as a list.',
      answer: () => [bestHeavyBall.rate, bestHeavyBall.momentum],
      tolerance: 1e-3,
      hint: '(2 / (1 + sqrt 10))² and ((sqrt 10 - 1) / (sqrt 10 + 1))².',
    },
  ],
};
