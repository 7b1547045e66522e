import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onPrinted} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {gaussianMinima, gaussianShares, isShare, shareByCounting} from './compute-chance.ts';

const powers = item({
  id: 'L11.2',
  name: 'powers',
  title: 'One third to the power of the dimensions',
  statement:
    'If a critical point is a minimum, a maximum or an inflection with equal chance along each of d axes, then of k of them k / 3^d are minima.',
  places: '001:22-35, 004:530-572',
  question: 'A network has 101,770 weights. How many zeros has the chance 1 / 3^d behind its point?',
  measure() {
    const dimensions = [1, 2, 3, 4, 5, 6, 7, 8];
    return {
      dimensions,
      printed: dimensions.map((d) => 1 / 3 ** d),
      right: dimensions.map(shareByCounting),
      logarithm: -101_770 * Math.log10(3),
    };
  },
  rule: 'exact where counting all 3^d cases gives 1 / 3^d to ten digits for 1 to 8 dimensions; else a slip.',
  verdict: (values) => onPrinted(values, 10),
  answer: ({right, logarithm}) =>
    `As a calculation one third to the power of the dimensions is right: ${right
      .slice(0, 3)
      .map((share) => formatNumber(share, 5))
      .join(
        ', ',
      )} for 1, 2, 3 dimensions. For 101,770 it is 10^${formatDecimals(logarithm, 1)}: ${Math.floor(-logarithm)} zeros, and no minimum would ever be met. The items below ask whether the supposition is true.`,
  tables: ({dimensions, printed, right}) => [
    {
      title: 'Share of minima',
      columns: ['dimensions', '1 / 3^d', 'counted'],
      rows: dimensions.map((d, i) => [d, formatNumber(printed[i]!, 5), formatNumber(right[i]!, 5)]),
    },
  ],
  ...code.powers,
  next: 'What does the formula say of maxima, and of saddles?',
});

const gaussian = item({
  id: 'L11.2',
  name: 'gaussian',
  title: 'The same with random symmetric matrices',
  statement: 'Of k critical points in d dimensions k / 3^d are minima, the axes being independent.',
  places: '001:26-35, 004:543-556',
  question:
    'Second derivatives drawn at random, as a symmetric matrix: is a minimum in four dimensions more likely than 1 / 81, or less?',
  measure(ground) {
    const dimensions = [1, 2, 3, 4];
    const draws = ground.size(400_000, 60_000);
    const shares = dimensions.map((d) => gaussianShares(d, draws, ground.seed));
    return {
      dimensions,
      draws,
      thirds: dimensions.map((d) => 1 / 3 ** d),
      minima: shares.map(({minima}) => minima),
      saddles: shares.map(({saddles}) => saddles),
      closedForms: gaussianMinima,
    };
  },
  rule: 'holds where the share of minima is within four standard errors of 1 / 3^d in all of one to four dimensions, with conditions where it is in some.',
  verdict({minima, thirds, draws}) {
    const agree = minima.map((share, i) => isShare(share, thirds[i]!, draws));
    return onClaim({always: agree.every(Boolean), sometimes: agree.some(Boolean)});
  },
  answer: ({minima, closedForms}) =>
    `Of random symmetric matrices in four dimensions fewer are minima: ${formatDecimals(minima[3]!, 5)} of them, against 0.01235. In one dimension their share is a half and not a third, since an inflection takes a second derivative of exactly 0; then the eigenvalues repel each other, and the share falls faster than one over any number to the power d: ${closedForms.map((share) => formatNumber(share)).join(', ')}.`,
  tables: ({dimensions, thirds, minima, closedForms}) => [
    {
      title: 'Share of minima',
      columns: ['dimensions', '1 / 3^d', 'measured', 'closed form (d = 4: known number)'],
      rows: dimensions.map((d, i) => [
        d,
        formatDecimals(thirds[i]!, 5),
        formatDecimals(minima[i]!, 5),
        formatDecimals(closedForms[i]!, i === 3 ? 5 : 7),
      ]),
    },
  ],
  figures: ({dimensions, thirds, minima, closedForms}) => [
    {
      name: 'shares',
      title: 'Share of minima among critical points',
      caption: 'The straight line is 1 / 3^d; random symmetric matrices start above it and bend away below.',
      panels: [
        {
          kind: 'lines',
          title: 'Symmetric Gaussian matrices',
          xTitle: 'Dimensions',
          yTitle: 'Share (log scale)',
          yLog: true,
          series: [
            {label: '1 / 3^d', x: dimensions, y: thirds, as: 'dashed'},
            {label: 'closed form', x: dimensions, y: closedForms},
            {label: 'measured', x: dimensions, y: minima, as: 'points'},
          ],
        },
      ],
    },
  ],
  ...code.gaussian,
  next: 'Add a multiple of the identity to the matrices, as at a low loss: what becomes of the shares?',
});

/** How many critical points are minima, by counting and by drawing matrices. */
export const chanceItems = [powers, gaussian];
