import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import type {LinesPlan} from '../../figures/plan.ts';
import {item} from '../../frame/topic.ts';
import {sharedPlans} from '../../frame/plans.ts';
import {onClaim, onPrinted, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {amplification, expansion, isForeseen, probePoint, rowsOf, turnedValley} from './compute-taylor.ts';

const sensitivity = item({
  id: 'L10.1',
  name: 'sensitivity',
  title: 'A small change that becomes a large one',
  statement:
    'In an ill-conditioned problem a small change of what goes in changes much of what comes out; the second derivatives, the Hessian H, tell how much.',
  places: '004:14-57',
  question:
    'The gradient of a quadratic is Hw. How much can one per cent of change in w change it, if the curvatures are 1 and 100?',
  measure() {
    const conditions = [1, 3, 10, 30, 100, 300, 1000];
    return {conditions, amplified: conditions.map((condition) => amplification(turnedValley(condition, 30)))};
  },
  rule: 'holds where the greatest amplification is the ratio of the curvatures to 10⁻⁶ for all of them; with conditions where it grows with the ratio.',
  verdict: ({conditions, amplified}) =>
    onClaim({
      always: amplified.every((value, i) => Math.abs(value / conditions[i]! - 1) < 1e-6),
      sometimes: amplified.every((value, i) => i === 0 || value > amplified[i - 1]!),
    }),
  answer: ({conditions, amplified}) =>
    `A change of one per cent of the weights changes the gradient by up to ${formatDecimals(amplified[4]!, 0)} per cent where the curvatures are 1 and ${conditions[4]!}: the greatest amplification is the ratio of the curvatures, which is called the condition number.`,
  figures: ({conditions, amplified}) => [
    {
      name: 'amplified',
      title: 'How a change of the weights is amplified in the gradient',
      caption: 'The measured amplification lies on the line of the condition number.',
      panels: [
        {
          kind: 'lines',
          title: 'Greatest amplification',
          xTitle: 'Condition number (log scale)',
          yTitle: 'Amplification (log scale)',
          xLog: true,
          yLog: true,
          series: [
            {label: 'condition number', x: conditions, y: conditions, as: 'dashed'},
            {label: 'measured', x: conditions, y: amplified, as: 'points'},
          ],
        },
      ],
    },
  ],
  ...code.sensitivity,
  next: 'Which changes of the weights are amplified least?',
});

const taylor = item({
  id: 'L10.1',
  name: 'taylor',
  title: 'The expansion without its rate',
  statement:
    "To second order a step of descent takes the cost to J - g'g + g'Hg / 2, as printed: the rate of the step is not in it.",
  places: '004:78-81, 004:95-96',
  question: 'On (x² + 10 y²) / 2 from (10, 1), with a rate of 0.1: does the printed formula tell where the cost goes?',
  measure() {
    const rates = [0.02, 0.05, 0.1, 0.15, 0.2];
    const steps = rates.map((rate) => expansion(turnedValley(10, 0), [10, 1], rate));
    const of = (key: 'loss' | 'squared' | 'curved' | 'printed' | 'right' | 'actual') => steps.map((step) => step[key]);
    return {
      rates,
      loss: of('loss'),
      squared: of('squared'),
      curved: of('curved'),
      printed: of('printed'),
      right: of('right'),
      actual: of('actual'),
      atRateOne: expansion(turnedValley(10, 0), [10, 1], 1).right,
    };
  },
  rule: 'exact where the printed formula gives the cost after the step to six digits at every rate; else a slip.',
  verdict: ({printed, actual}) => onPrinted({printed, right: actual}, 6),
  answer: ({loss, printed, right, actual, atRateOne}) =>
    `The printed formula misses the cost after the step, which goes from ${loss[2]!} to ${formatDecimals(actual[2]!, 1)}, while the formula says ${formatDecimals(printed[2]!, 0)}. The rate e was left out; J - e g'g + e²/2 g'Hg gives ${formatDecimals(right[2]!, 1)}. What is printed is the step with a rate of 1 (${formatDecimals(atRateOne, 0)}).`,
  tables: ({rates, loss, squared, curved, printed, right, actual}) => [
    {
      title: 'One step from (10, 1)',
      columns: ['rate', 'J', "g'g", "g'Hg", 'as printed', 'with the rate', 'in fact'],
      rows: rates.map((rate, i) => [
        rate,
        loss[i]!,
        squared[i]!,
        curved[i]!,
        formatDecimals(printed[i]!, 2),
        formatDecimals(right[i]!, 2),
        formatDecimals(actual[i]!, 2),
      ]),
    },
  ],
  ...code.taylor,
  next: 'At which rate does the second-order term eat up the first-order one?',
});

function stepPanel(title: string, rows: readonly (readonly number[])[]): LinesPlan {
  const column = (i: number, of = rows): number[] => of.map((row) => row[i]!);
  const least = 1.2 * Math.min(...column(2), ...column(3));
  // The first order alone falls below everything.
  const seen = rows.filter((row) => row[1]! >= least);
  return {
    kind: 'lines',
    title,
    xTitle: 'Rate, relative to where progress should stop',
    yTitle: 'Change of the loss',
    series: [
      {label: 'first order', x: column(0, seen), y: column(1, seen), as: 'dashed'},
      {label: 'second order', x: column(0), y: column(2)},
      {label: 'in fact', x: column(0), y: column(3), as: 'points'},
    ],
  };
}

const network = item({
  id: 'L10.1',
  name: 'taylor-network',
  title: 'What a step does to a network',
  statement:
    'What a step does to the cost depends on the curvature along the gradient; the Hessian shows whether a problem is ill-conditioned.',
  places: '004:58-97',
  question:
    'The expansion knows nothing beyond second derivatives. How large may a step of a network be until it is wrong?',
  async measure(ground) {
    const {train} = await ground.examples();
    const count = ground.size(2000, 300);
    const data = {x: train.x.slice(0, count), y: train.y.slice(0, count)};
    const points = [];
    for (const plan of sharedPlans(ground, ground.size(3, 2))) {
      const {model, start} = await ground.trained(plan);
      points.push(await probePoint(model, start, data), await probePoint(model, model.getWeights(), data));
    }
    data.x.dispose();
    data.y.dispose();
    return {
      start: rowsOf(points[0]!),
      end: rowsOf(points[1]!),
      curvatures: points.map(({curvature}) => curvature),
      stoppingRates: points.map(({stoppingRate}) => stoppingRate),
      seeds: points.length,
      agreed: points.filter(isForeseen).length,
    };
  },
  rule: 'A point agrees where the second order is within a tenth of the change up to a sixteenth of the rate at which progress should stop, and nearer than the first order up to a quarter. Holds where all points agree, with conditions where two in three do.',
  verdict: onSeeds,
  answer: ({seeds, agreed, stoppingRates, start, end}) => {
    const off = (rows: readonly (readonly number[])[]) =>
      formatDecimals(Math.abs(100 * (rows[6]![2]! / rows[6]![3]! - 1)), 0);
    return `The forecast from the curvature holds at ${agreed} of ${seeds} points (before and after training). From the first start progress should stop at a rate of ${formatNumber(stoppingRates[0]!, 2)}; at a quarter of that the forecast is ${off(start)} per cent off before training and ${off(end)} per cent after it.`;
  },
  figures: ({start, end}) => [
    {
      name: 'steps',
      title: 'Change of the loss by one step along the gradient',
      caption:
        'The parabola foresees small steps and says where the loss rises again; far out before training the network is milder than it.',
      panels: [stepPanel('Before training', start), stepPanel('After training', end)],
    },
  ],
  ...code.network,
  next: 'Probe the curvature along a training with a rate near the edge.',
  real: 'hessian --optimizers sgd:lr=0.2 --epochs 2 --probes top,taylor --examples 1000',
});

/** What the second derivatives say about a step. */
export const taylorItems = [sensitivity, taylor, network];
