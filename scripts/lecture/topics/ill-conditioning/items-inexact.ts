import * as tf from '@tensorflow/tfjs';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {sharedPlans} from '../../frame/plans.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code-cost.ts';
import {batchErrors, differenceErrors, exponents, parabola, regression, slopeOf} from './compute-inexact.ts';

const exact = (value: number): number => value;
const least = (values: readonly number[]): number => Math.min(...values);

const zero = item({
  id: 'L10.4',
  name: 'zero',
  title: 'A gradient that never becomes zero',
  statement: 'Finding out whether a gradient is zero is not trivial, because attaining 0 numerically is not possible.',
  places: '000:710-716',
  question: 'Descent on a regression, in numbers of 32 bits, for a thousand steps: how small does the gradient become?',
  measure(ground) {
    const runs = ground.seeds(5).map((seed) => ({
      single: regression(seed, ground.size(1000, 400), Math.fround),
      double: regression(seed, ground.size(1000, 400), exact),
    }));
    const rates = [0.1, 0.3, 0.5];
    const parabolas = rates.map((rate) => parabola(rate, 2000, Math.fround));
    return {
      single: runs[0]!.single,
      double: runs[0]!.double,
      singleFloors: runs.map(({single}) => least(single)),
      doubleFloors: runs.map(({double}) => least(double)),
      rates,
      parabolaLast: parabolas.map((norms) => norms.at(-1)!),
      parabolaZeroAt: parabolas.map((norms) => norms.indexOf(0)),
    };
  },
  rule: 'holds where no case reaches 0: the regressions in both precisions, and x² at three rates; with conditions where some do not.',
  verdict({singleFloors, doubleFloors, parabolaLast}) {
    const all = [...singleFloors, ...doubleFloors, ...parabolaLast];
    return onClaim({always: all.every((value) => value > 0), sometimes: all.some((value) => value > 0)});
  },
  answer: ({singleFloors, doubleFloors, parabolaZeroAt, parabolaLast}) =>
    `The gradient of the regression stays at ${formatNumber(singleFloors[0]!, 2)} (in 64 bits at ${formatNumber(doubleFloors[0]!, 2)}) and never is 0. On x² it can be 0: at a rate of 0.5 in step ${parabolaZeroAt[2]!}, at 0.3 in step ${parabolaZeroAt[1]!}; at 0.1 x stays at ${formatNumber(parabolaLast[0]!, 2)}, whose fifth is rounded away. So a tolerance decides, not zero.`,
  figures: ({single, double}) => {
    const shown = (values: readonly number[]) => values.slice(0, 200).map((value) => Math.max(value, 1e-18));
    return [
      {
        name: 'norms',
        title: 'Length of the gradient of a regression',
        caption: 'Both fall until the rounding of the numbers is as large as what is left.',
        panels: [
          {
            kind: 'lines',
            title: 'Three weights, 40 examples',
            xTitle: 'Step',
            yTitle: 'Length of the gradient (log scale)',
            yLog: true,
            series: [
              {label: '32 bits', x: shown(single).map((_, i) => i), y: shown(single)},
              {label: '64 bits', x: shown(double).map((_, i) => i), y: shown(double)},
            ],
          },
        ],
      },
    ];
  },
  ...code.zero,
  next: 'Make the targets a thousand times as large: where is the floor then?',
});

const differences = item({
  id: 'L10.4',
  name: 'differences',
  title: 'A difference can be too small',
  statement: 'Gradients may not be computed properly numerically.',
  places: '000:712-718',
  question: 'The slope of the sine by a difference: is it the better the narrower the difference?',
  measure() {
    const [single, double] = [differenceErrors(exponents, Math.fround), differenceErrors(exponents, exact)];
    const widths = exponents.map((exponent) => 10 ** exponent);
    const of = (errors: readonly number[]) => errors.map((error) => Math.max(error, 1e-17));
    return {
      widths,
      singleForward: of(single.forward),
      singleCentral: of(single.central),
      doubleForward: of(double.forward),
      doubleCentral: of(double.central),
      bestSingle: widths[single.central.indexOf(least(single.central))]!,
      bestDouble: widths[double.central.indexOf(least(double.central))]!,
    };
  },
  rule: 'holds where for every formula and precision the narrowest difference is at least 100 times as wrong as the best; with conditions where it is so for some.',
  verdict({singleForward, singleCentral, doubleForward, doubleCentral}) {
    const wrong = [singleForward, singleCentral, doubleForward, doubleCentral].map(
      (errors) => errors[0]! > 100 * least(errors),
    );
    return onClaim({always: wrong.every(Boolean), sometimes: wrong.some(Boolean)});
  },
  answer: ({bestSingle, bestDouble, singleCentral, doubleCentral}) =>
    `A smaller difference is not always better: below ${formatNumber(bestSingle, 1)} in 32 bits, ${formatNumber(bestDouble, 1)} in 64, rounding makes the slope worse. The best central differences are ${formatNumber(least(singleCentral), 1)} and ${formatNumber(least(doubleCentral), 1)} off; with differences of 10⁻¹⁴, 32 bits give a slope of 0.`,
  figures: ({widths, singleForward, singleCentral, doubleForward, doubleCentral}) => [
    {
      name: 'errors',
      title: 'Relative error of the slope of the sine at 1',
      caption: 'To the right the formula is wrong, to the left the rounding; the best width lies between.',
      panels: [
        {
          kind: 'lines',
          title: 'Differences',
          xTitle: 'Width (log scale)',
          yTitle: 'Relative error (log scale)',
          xLog: true,
          yLog: true,
          series: [
            {label: 'forward, 32 bits', x: widths, y: singleForward},
            {label: 'central, 32 bits', x: widths, y: singleCentral},
            {label: 'forward, 64 bits', x: widths, y: doubleForward},
            {label: 'central, 64 bits', x: widths, y: doubleCentral},
          ],
        },
      ],
    },
  ],
  ...code.differences,
  next: 'Check the gradients of a network in this way: checkGradients does it.',
});

const sizes = [1, 4, 16, 64, 256];

const batchError = item({
  id: 'L10.4',
  name: 'batch-error',
  title: 'How far off the gradient of a batch is',
  statement:
    'Inexact gradients are a challenge of training. Those of batches, which are estimates, are added here as a case.',
  places: '000:694, 003:1451',
  question: 'Four times as many examples in a batch: how much nearer is its gradient to that of all?',
  async measure(ground) {
    const {train} = await ground.examples();
    const count = ground.size(2000, 300);
    const data = {x: train.x.slice(0, count), y: train.y.slice(0, count)};
    const errors: number[][] = [];
    for (const plan of sharedPlans(ground, ground.size(3, 2))) {
      const {model} = await ground.trained(plan);
      errors.push(batchErrors(model, data, {sizes, draws: ground.size(300, 100), seed: plan.seed}));
    }
    tf.dispose([data.x, data.y]);
    const slopes = errors.map((of) => slopeOf(sizes, of));
    return {
      sizes,
      errors,
      slopes,
      seeds: slopes.length,
      agreed: slopes.filter((slope, i) => Math.abs(slope + 0.5) < 0.1 && errors[i]![0]! > 1).length,
    };
  },
  rule: 'A network agrees where the error falls like the size to the power −0.5, to 0.1, and single examples are off by more than the gradient is long. Holds where all agree, with conditions where two in three do.',
  verdict: onSeeds,
  answer: ({errors, slopes, agreed, seeds}) =>
    `Four times as many examples bring the gradient of a batch twice as near, in ${agreed} of ${seeds} trained networks: the error goes like the size to the power ${formatDecimals(slopes[0]!, 2)}. In the first one a single example is off by ${formatDecimals(errors[0]![0]!, 1)} lengths of the gradient, a batch of 256 by ${formatDecimals(errors[0]![4]!, 2)}.`,
  figures: ({errors}) => [
    {
      name: 'errors',
      title: 'Error of the gradient of a batch',
      caption: 'A straight line of slope −1/2: a hundred times the work for a tenth of the error.',
      panels: [
        {
          kind: 'lines',
          title: 'Trained networks',
          xTitle: 'Examples in a batch (log scale)',
          yTitle: 'Error, relative to the gradient (log scale)',
          xLog: true,
          yLog: true,
          series: [
            ...errors.map((of, i) => ({label: `network ${i + 1}`, x: sizes, y: of, as: 'points' as const})),
            {label: '1/√m', x: sizes, y: sizes.map((m) => errors[0]![0]! / Math.sqrt(m)), as: 'dashed'},
          ],
        },
      ],
    },
  ],
  ...code.batchError,
  next: 'Before training the gradient is longer. Is a batch of 16 then more exact, or less?',
});

/** Rounding, differences and batches. */
export const inexactItems = [zero, differences, batchError];
