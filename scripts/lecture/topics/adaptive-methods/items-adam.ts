import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim, onPrinted} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {adamSteps, librarySteps} from './compute-adam.ts';

const tenfold = item({
  id: 'L8.6',
  name: 'tenfold',
  title: 'The first moment is corrected tenfold',
  statement:
    'With rho1 = 0.9 the first average is divided by 1 - 0.9 = 0.1, which is ten times as much; later by 1 - 0.81, and in the end by 1.',
  places: '000:597-631',
  question: 'By how much is the first average multiplied at the first, the second and the tenth update?',
  measure() {
    const {s} = adamSteps(Array.from({length: 200}, () => 1));
    const factors = s.map((_, k) => 1 / (1 - 0.9 ** (k + 1)));
    return {
      printed: [0.1, 10, 0.81],
      right: [1 - 0.9, factors[0]!, 0.9 ** 2],
      factors,
      corrected: s.map((value, k) => value * factors[k]!),
    };
  },
  rule: 'exact where 1 - rho1, the first factor and rho1 squared are 0.1, 10 and 0.81 to two decimals; else a slip.',
  verdict: (values) => onPrinted(values, 2),
  answer: ({factors, corrected}) =>
    `The correction multiplies the first averages by ${formatDecimals(factors[0]!, 2)}, ${formatDecimals(factors[1]!, 2)} and ${formatDecimals(factors[9]!, 2)}, by ${formatDecimals(factors[49]!, 3)} at the fiftieth. Under gradients of 1 the corrected average is ${formatDecimals(corrected[0]!, 3)} from the first update on.`,
  figures: ({factors, corrected}) => [
    {
      name: 'average',
      title: 'First average under gradients of 1, beta1 = 0.9',
      caption: 'The correction makes up for the start from zero at once, and fades as the average gets there itself.',
      panels: [
        {
          kind: 'lines',
          title: 'Average',
          xTitle: 'Update',
          yTitle: 'Average',
          series: [
            {label: 'not corrected', x: range(1, 50, 50), y: factors.slice(0, 50).map((factor) => 1 / factor)},
            {label: 'corrected', x: range(1, 50, 50), y: corrected.slice(0, 50), as: 'dashed'},
          ],
        },
      ],
    },
  ],
  ...code.tenfold,
  next: 'And the second average with rho2 = 0.999: which factor at the first update?',
});

const betas = [0, 0.5, 0.9, 0.99, 0.999];

const firstSteps = item({
  id: 'L8.6',
  name: 'first-steps',
  title: 'What the first steps are without correction',
  statement:
    'Without the correction there may be hardly any training in the first updates, because the averages start at zero.',
  places: '000:573-574, 000:597-608, 001:133-142, 002:368-371, 004:329-347',
  question: 'Adam with its usual 0.9 and 0.999, without correction: is the first step shorter or longer than with it?',
  measure() {
    // With a constant gradient the corrected steps are all of the length of the rate.
    const first = betas.map((beta2) =>
      betas.map((beta1) => Math.abs(adamSteps([1], {beta1, beta2, isCorrected: false}).steps[0]!)),
    );
    const ones = Array.from({length: 40}, () => 1);
    const usual = adamSteps(ones, {isCorrected: false}).steps;
    const equal = adamSteps(ones, {beta2: 0.9, isCorrected: false}).steps;
    const library = librarySteps(10, {beta1: 0.9, beta2: 0.999, biasCorrection: false});
    return {
      betas,
      first,
      usual,
      equal,
      usualFirst: usual[0]!,
      equalFirst: equal[0]!,
      offLibrary: Math.max(...library.map((step, k) => Math.abs(step / usual[k]! - 1))),
    };
  },
  rule: 'holds where the first step without correction is shorter than with it for all pairs of the grid with beta1 above 0, with conditions where it is for some.',
  verdict({first}) {
    const shorter = first.flatMap((row) => row.slice(1).map((step) => step < 1));
    return onClaim({always: shorter.every(Boolean), sometimes: shorter.some(Boolean)});
  },
  answer: ({usualFirst, equalFirst}) =>
    `Without correction the first step of Adam is longer than with it: ${formatDecimals(usualFirst, 2)} times the rate with 0.9 and 0.999, for the root of the second average is too small by still more. It is shorter only where 1 - beta1 is below the root of 1 - beta2, as with 0.9 and 0.9 (${formatDecimals(equalFirst, 3)}), or with momentum alone.`,
  figures: ({first, usual, equal}) => [
    {
      name: 'first',
      title: 'Length of the first step without correction, in rates',
      caption: 'Below 1 the correction lengthens the first step, above 1 it shortens it. With it, all are 1.',
      panels: [
        {
          kind: 'heat',
          title: '(1 - beta1) / root of (1 - beta2)',
          xTitle: 'beta1',
          yTitle: 'beta2',
          x: betas,
          y: betas,
          values: first,
          valueTitle: 'rates',
        },
        {
          kind: 'lines',
          title: 'Steps under a steady gradient',
          xTitle: 'Update',
          yTitle: 'Step, in rates',
          series: [
            {label: 'not corrected, 0.9 and 0.999', x: usual.map((_, k) => k + 1), y: usual},
            {label: 'not corrected, 0.9 and 0.9', x: equal.map((_, k) => k + 1), y: equal},
            {label: 'corrected', x: usual.map((_, k) => k + 1), y: usual.map(() => 1), as: 'dashed'},
          ],
        },
      ],
    },
  ],
  ...code.firstSteps,
  next: 'For which beta2 does the first step need no correction, with beta1 = 0.9?',
  real: 'mnist --optimizers adam,adam:biasCorrection=false --epochs 1 --seeds 3',
});

/** The correction of the moments of Adam. */
export const adamItems = [tenfold, firstSteps];
