import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim, onPrinted} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {elu, functions, measuredRanges, printedElu} from './compute-functions.ts';

const names = functions.map(({name}) => name);
const shown = [-2, -1, 0, 1, 2];
const curve = range(-4, 4, 161);

export const ranges = item({
  id: 'L2.1',
  name: 'ranges',
  title: 'Their ranges',
  statement: 'Logistic and tanh keep their output between 0 and 1, or between −1 and 1; ReLU is unbounded above.',
  places: '003:335-339',
  question: 'Between which two numbers does each of the nine stay?',
  measure: () => measuredRanges(),
  rule: 'holds where from −10⁹ to 10⁹ each activation stays within its range, comes as near to its bounds as 10⁻⁶, and goes beyond 10⁶ where it has none; with conditions where at least six do.',
  verdict({least, greatest}) {
    const isSo = functions.map(({range: [low, high]}, i) => {
      const isLow = low === null ? least[i]! < -1e6 : least[i]! >= low && least[i]! < low + 1e-6;
      return isLow && (high === null ? greatest[i]! > 1e6 : greatest[i]! <= high && greatest[i]! > high - 1e-6);
    });
    return onClaim({always: isSo.every(Boolean), sometimes: isSo.filter(Boolean).length >= 6});
  },
  answer({least, greatest}) {
    const [logistic, tanh, relu] = ['logistic', 'tanh', 'ReLU'].map((name) => names.indexOf(name)) as [
      number,
      number,
      number,
    ];
    return `From −10⁹ to 10⁹ the logistic goes from ${formatDecimals(least[logistic]!, 4)} to ${formatDecimals(greatest[logistic]!, 4)}, tanh from ${formatDecimals(least[tanh]!, 4)} to ${formatDecimals(greatest[tanh]!, 4)}, ReLU from ${least[relu]} to ${formatNumber(greatest[relu]!, 1)}.`;
  },
  tables: ({least, greatest}) => [
    {
      title: 'From z = −10⁹ to 10⁹',
      columns: ['activation', 'least', 'greatest', 'range'],
      rows: functions.map(({name, range: [low, high]}, i) => [
        name,
        formatNumber(least[i]!, 6),
        formatNumber(greatest[i]!, 6),
        `${low === null ? 'no bound' : formatNumber(low, 5)} to ${high === null ? 'no bound' : formatNumber(high, 5)}`,
      ]),
    },
  ],
  ...code.ranges,
  next: 'How far out must z be for each to be within a thousandth of its bound? Softsign is the slow one.',
});

export const eluSlip = item({
  id: 'L2.1',
  name: 'elu',
  title: 'ELU by cases',
  statement: 'The ELU is max(alpha (e^z - 1), z).',
  places: '003:378-379',
  question: 'What is this at z = 1 with alpha = 1? And what should an ELU be there?',
  measure: () => ({
    printed: printedElu(1),
    right: elu(1),
    z: curve,
    printedCurve: curve.map((z) => printedElu(z)),
    rightCurve: curve.map((z) => elu(z)),
    mostOffBelowZero: [0.5, 1, 2].map((alpha) =>
      Math.max(...range(-4, -0.05, 80).map((z) => Math.abs(printedElu(z, alpha) - elu(z, alpha)))),
    ),
  }),
  rule: 'exact where the printed form has the value of the ELU at z = 1 to five digits, else a slip.',
  verdict: (found) => onPrinted(found, 5),
  answer: ({printed, right, mostOffBelowZero}) =>
    `The printed form of ELU at z = 1 gives ${formatDecimals(printed, 5)} where the right one is ${formatDecimals(right, 5)}: e^z - 1 is nowhere below z, so that it is always the greater one. It goes by cases: z from 0 on, else alpha (e^z - 1). Below 0 the form is right for alpha up to 1 and off by ${formatDecimals(mostOffBelowZero[2]!, 2)} for alpha = 2.`,
  tables: ({z, printedCurve, rightCurve}) => [
    {
      title: 'Both forms, alpha = 1',
      columns: ['z', 'printed form', 'ELU'],
      rows: shown.map((each) => {
        const i = z.findIndex((value) => Math.abs(value - each) < 1e-9);
        return [each, formatDecimals(printedCurve[i]!, 5), formatDecimals(rightCurve[i]!, 5)];
      }),
    },
  ],
  figures: ({z, printedCurve, rightCurve}) => [
    {
      name: 'both',
      title: 'ELU, and the printed form',
      caption: 'On the left both are the same; on the right the printed form grows like e^z.',
      panels: [
        {
          kind: 'lines',
          title: 'alpha = 1',
          xTitle: 'z',
          yTitle: 'f(z)',
          yDomain: [-1.2, 6],
          series: [
            {label: 'ELU', x: z, y: rightCurve},
            {label: 'printed form', x: z.filter((each) => each < 1.92), y: printedCurve, as: 'dashed'},
          ],
        },
      ],
    },
  ],
  ...code.elu,
  next: 'Which form with min and max is the ELU? Try max(0, z) + min(0, alpha (e^z - 1)).',
});
