import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onPrinted} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {apart, differences, randomExamples, randomNetwork} from './compute.ts';
import {firstDelta} from './compute-indices.ts';

export const indices = item({
  id: 'L4.1',
  name: 'indices',
  title: 'Which way the weights are numbered',
  statement:
    'W_ij is said to lead from unit i to unit j of the next layer, and then z = W x and W’δ are written, which number the weights the other way round.',
  places: '003:913-958, 003:985, 003:1010-1027',
  question: 'The kernels of tfjs lead from i to j. With W’δ on them: what becomes of the gradient?',
  measure() {
    const wide = randomNetwork([3, 3, 3], 7);
    const examples = randomExamples(1, 3, 3, 7);
    // Biases of the first layer come after its nine weights.
    const right = differences(wide, examples, 'sigmoid').slice(9, 12);
    const printed = firstDelta(wide, examples[0]!, 'transposed');
    const bySum = firstDelta(wide, examples[0]!, 'sum');
    return {printed, right, bySum, printedError: apart([...printed], right), sumError: apart([...bySum], right)};
  },
  rule: 'exact where W’δ, with weights from i to j, gives the derivatives that differences give to six decimals; else a slip.',
  verdict: (values) => onPrinted(values, 6),
  answer: ({printedError, sumError}) =>
    `With weights from i to j the sum Σ W_ij δ_j, which is Wδ, is right to ${formatNumber(sumError, 1)}; W’δ is off by ${formatDecimals(100 * printedError, 0)} %, and where the layers differ in size it cannot even be formed. z = W x and W’δ belong together, with weights numbered (to, from); tfjs has (from, to), so there it is x W and Wδ.`,
  tables: ({printed, right, bySum}) => [
    {
      title: 'Error terms of the first layer of a network with three units in each',
      columns: ['unit', 'W’δ, as printed', 'sum over W_ij δ_j', 'by differences'],
      rows: right.map((value, i) => [
        i + 1,
        formatDecimals(printed[i]!, 6),
        formatDecimals(bySum[i]!, 6),
        formatDecimals(value, 6),
      ]),
    },
  ],
  figures: ({printed, right, bySum}) => [
    {
      name: 'terms',
      title: 'Error terms by two formulas',
      caption: 'The sum agrees with the differences; the transposed form does not.',
      panels: [
        {
          kind: 'bars',
          title: 'Three hidden units',
          xTitle: 'Unit',
          yTitle: 'Error term',
          names: ['unit 1', 'unit 2', 'unit 3'],
          series: [
            {label: 'by differences', values: right},
            {label: 'sum over W_ij δ_j', values: bySum},
            {label: 'W’δ', values: printed},
          ],
        },
      ],
    },
  ],
  ...code.indices,
  next: 'For which matrices W do both forms agree?',
});
