import {exponentialDecay, inverseTimeDecay, piecewiseConstant, powerDecay} from '../../../../schedules/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onPrinted} from '../../frame/verdicts.ts';
import {scheduleCode} from './code-schedules.ts';
import {curveOf, descendAbs, greatestDifference, rises} from './compute.ts';

const steps = Array.from({length: 31}, (_, i) => i);

export const exponentialSlip = item({
  id: 'L6.3',
  name: 'exponential',
  title: 'Exponential decay, without its e',
  statement: 'The rate falls exponentially; printed is the first rate to the power of - k t.',
  places: '000:265, 000:310-315',
  question: 'At a first rate of 0.2 and k = 0.1: is the printed rate of iteration 1 above or below 0.2?',
  measure() {
    const [printed, right] = [(t: number) => 0.2 ** (-0.1 * t), exponentialDecay(0.2, {k: 0.1})];
    return {
      printed: [1, 2, 3].map(printed),
      right: [1, 2, 3].map(right),
      printedCurve: curveOf(printed, 20),
      rightCurve: curveOf(right, 20),
    };
  },
  rule: 'a slip where the rates of iterations 1 to 3 by the printed formula are not those of exponential decay to four decimals; else exact.',
  verdict: ({printed, right}) => onPrinted({printed, right}, 4),
  answer: ({printed, right}) =>
    `The printed power gives ${printed.map((rate) => formatDecimals(rate, 4)).join(', ')} and grows, since the first rate is below 1; the first rate times e^(-k t), of which the e was lost, gives ${right.map((rate) => formatDecimals(rate, 4)).join(', ')}.`,
  tables: ({printed, right}) => [
    {
      title: 'First rate 0.2, k = 0.1',
      columns: ['t', 'as printed, 0.2^(−0.1 t)', 'right, 0.2 e^(−0.1 t)'],
      rows: right.map((rate, i) => [i + 1, formatDecimals(printed[i]!, 4), formatDecimals(rate, 4)]),
    },
  ],
  figures: ({printedCurve, rightCurve}) => [
    {
      name: 'slip',
      title: 'What is printed, and what is meant',
      caption: 'At iteration 0 the printed formula has the rate 1 already, whatever the first rate is.',
      panels: [
        {
          kind: 'lines',
          title: 'Rate',
          xTitle: 'Iteration',
          yTitle: 'Rate (log scale)',
          yLog: true,
          series: [
            {label: 'as printed', x: steps.slice(0, 21), y: printedCurve, as: 'dashed'},
            {label: 'exponential decay', x: steps.slice(0, 21), y: rightCurve},
          ],
        },
      ],
    },
  ],
  ...scheduleCode.exponential,
  next: 'For which first rates does the printed formula fall?',
});

export const oneOverT = item({
  id: 'L6.4',
  name: 'one-over-t',
  title: '1 / t decay',
  statement: 'The rate is the first one over 1 + k t, so that it falls by itself; this is a heuristic, which may work.',
  places: '000:267, 000:317-324',
  question:
    'Steps of the rate itself on |x| from 5, first rate 0.2, k = 0.1: which of 1 / t and exponential decay arrives?',
  measure() {
    const [slow, fast] = [inverseTimeDecay(0.2, {k: 0.1}), exponentialDecay(0.2, {k: 0.1})];
    return {
      difference: greatestDifference(
        curveOf(slow, 100),
        curveOf((t) => 0.2 / (1 + 0.1 * t), 100),
      ),
      rises: rises(curveOf(slow, 1000)),
      reachOfExponential: 0.2 / (1 - Math.exp(-0.1)),
      leftOfInverse: descendAbs(slow, 5, 1000),
      leftOfExponential: descendAbs(fast, 5, 1000),
      leftOfFixed: descendAbs(() => 0.2, 5.05, 1000),
      slow: curveOf(slow, 60),
      fast: curveOf(fast, 60),
    };
  },
  rule: 'holds where the schedule is its formula to 10⁻¹², never rises, and ends within 0.01 of the least point, as 1 / t and as exponential decay; with conditions where 1 / t does and exponential decay does not.',
  verdict({difference, rises: up, leftOfInverse, leftOfExponential}) {
    const isRight = difference < 1e-12 && up === 0 && leftOfInverse < 0.01;
    return onClaim({always: isRight && leftOfExponential < 0.01, sometimes: isRight});
  },
  answer: ({leftOfInverse, leftOfExponential, reachOfExponential, leftOfFixed}) =>
    `With 1 / t decay the descent ends ${formatDecimals(leftOfInverse, 4)} from the least point of |x|, the fixed rate ${formatDecimals(leftOfFixed, 2)}; exponential decay stops ${formatDecimals(leftOfExponential, 2)} short, because all its steps together reach ${formatDecimals(reachOfExponential, 2)}. Which heuristic works depends on the way to go.`,
  figures: ({slow, fast}) => [
    {
      name: 'reach',
      title: 'Rates, and how far they lead together',
      caption: 'The sum of 1 / t has no end, that of an exponential has.',
      panels: [
        {
          kind: 'lines',
          title: 'Rate',
          xTitle: 'Iteration',
          yTitle: 'Rate',
          series: [slow, fast].map((y, i) => ({label: ['1 / t', 'exponential'][i]!, x: y.map((_, t) => t), y})),
        },
        {
          kind: 'lines',
          title: 'Sum of the rates so far',
          xTitle: 'Iteration',
          yTitle: 'Sum',
          series: [slow, fast].map((rates, i) => ({
            label: ['1 / t', 'exponential'][i]!,
            x: rates.map((_, t) => t),
            y: rates.map((_, t) => rates.slice(0, t).reduce((sum, rate) => sum + rate, 0)),
          })),
        },
      ],
    },
  ],
  ...scheduleCode.inverseTime,
  next: 'Take 0.2 / (1 + 0.1 t)²: does it arrive?',
});

export const threeMore = item({
  id: 'L6.6',
  name: 'power-exponential-piecewise',
  title: 'Power, exponential and piecewise constant',
  statement:
    'A fixed rate is hard to choose; a rate that depends on the iteration may follow a power, an exponential, or steps.',
  places: '004:356-358',
  question: 'The power schedule with exponent 1 is an old friend under another name. Which?',
  measure() {
    const power = powerDecay(0.2, {s: 10, c: 1});
    const exponential = exponentialDecay(0.2, {gamma: 0.1, every: 10});
    const piecewise = piecewiseConstant([10, 20], [0.2, 0.1, 0.02]);
    return {
      powerValues: [0, 10, 20].map(power),
      exponentialValues: [0, 10, 20].map(exponential),
      piecewiseValues: [0, 9, 10, 19, 20].map(piecewise),
      powerAgainstInverse: greatestDifference(curveOf(power, 30), curveOf(inverseTimeDecay(0.2, {k: 0.1}), 30)),
      tenthAgainstE: greatestDifference(
        curveOf(exponential, 30),
        curveOf(exponentialDecay(0.2, {k: Math.log(10) / 10}), 30),
      ),
      piecewiseAgainstSteps: greatestDifference(
        piecewise(5) === 0.2 ? [0.2, 0.1, 0.02] : [0, 0, 0],
        [0, 10, 20].map(piecewise),
      ),
      curves: [power, exponential, piecewise].map((schedule) => curveOf(schedule, 30)),
    };
  },
  rule: 'holds where to 10⁻¹² the power schedule with exponent 1 is 1 / t decay with k = 1 / s, a tenth every 10 is e^(-k t) with k = ln 10 / 10, and the piecewise one has its values from its boundaries on; with conditions where one of the three is not so.',
  verdict({powerAgainstInverse, tenthAgainstE, piecewiseAgainstSteps}) {
    const same = [powerAgainstInverse, tenthAgainstE, piecewiseAgainstSteps].filter((difference) => difference < 1e-12);
    return onClaim({always: same.length === 3, sometimes: same.length === 2});
  },
  answer: ({powerValues, exponentialValues, piecewiseValues}) =>
    `At steps 0, 10, 20 the power gives ${powerValues.map((rate) => formatDecimals(rate, 4)).join(', ')} (1 / t decay), the exponential ${exponentialValues.map((rate) => formatDecimals(rate, 4)).join(', ')}; the piecewise one ${piecewiseValues.join(', ')} at 0, 9, 10, 19, 20.`,
  figures: ({curves}) => [
    {
      name: 'three',
      title: 'Three schedules from 0.2',
      caption: 'The power falls fast at first and then hardly; the exponential falls by the same share each step.',
      panels: [
        {
          kind: 'lines',
          title: 'Rate',
          xTitle: 'Step',
          yTitle: 'Rate',
          series: curves.map((y, i) => ({label: ['power', 'exponential', 'piecewise constant'][i]!, x: steps, y})),
        },
      ],
    },
  ],
  ...scheduleCode.three,
  next: 'Choose s so that the power schedule and the exponential meet at step 30.',
  real: 'mnist --optimizers sgd:lr=0.5 --schedule powerDecay:s=100,c=1 --epochs 4',
});
