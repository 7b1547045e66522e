import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onPrinted} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {bothSums, layerAgainstSum, sumCurves} from './compute-neuron.ts';

export const neuron = item({
  id: 'L1.5',
  name: 'neuron',
  title: 'A neuron is a function of a weighted sum',
  statement: 'A neuron multiplies its inputs by weights, adds them up, and applies its function f to the sum.',
  places: '003:62-73',
  question: 'Is the weighted sum itself already the output?',
  measure(ground) {
    const found = layerAgainstSum(8, ground.seed);
    return {toNeuron: found.map(({toNeuron}) => toNeuron), toSum: found.map(({toSum}) => toSum)};
  },
  rule: 'holds where a dense layer of one unit is f of the sum to 10⁻⁵, for the identity, logistic, tanh and ReLU; with conditions where it is for some of them.',
  verdict: ({toNeuron}) => {
    const isSame = toNeuron.map((difference) => difference < 1e-5);
    return onClaim({always: isSame.every(Boolean), sometimes: isSame.some(Boolean)});
  },
  answer: ({toNeuron, toSum}) =>
    `The output of the layer is f(net) to ${formatNumber(Math.max(...toNeuron), 1)}. The sum alone is the output for the identity only; for the others it is off by up to ${formatDecimals(Math.max(...toSum), 2)}.`,
  tables: ({toNeuron, toSum}) => [
    {
      title: 'Greatest difference from a layer of one unit',
      columns: ['f', 'from f(net)', 'from net'],
      rows: ['identity', 'logistic', 'tanh', 'ReLU'].map((name, i) => [
        name,
        formatNumber(toNeuron[i]!, 2),
        formatNumber(toSum[i]!, 2),
      ]),
    },
  ],
  ...code.neuron,
  next: 'Give the layer three units: its weights are then a matrix with a column for each of them.',
});

export const sigmoidSum = item({
  id: 'L1.5',
  name: 'sigmoid-sum',
  title: 'Where the sum of the logistic neuron starts',
  statement: 'The logistic neuron is 1 / (1 + e^-(w0 + sum of wi xi)), with the sum from i = 0.',
  places: '003:356',
  question: 'With w = (−1, 1, 1) and both inputs 1 the net is 1. What is it if w0 x0 is in the sum as well?',
  measure() {
    const {printed, right} = bothSums([-1, 1, 1], [1, 1]);
    return {
      printed,
      right,
      ...Object.fromEntries(Object.entries(sumCurves(-1, 1)).map(([name, y]) => [`${name}Curve`, y])),
    } as {
      printed: number;
      right: number;
      xCurve: number[];
      rightCurve: number[];
      printedCurve: number[];
    };
  },
  rule: 'exact where both forms give the same to six digits, else a slip.',
  verdict: (values) => onPrinted(values, 6),
  answer: ({printed, right}) =>
    `The sum has to start at i = 1 where w0 stands apart, which gives an output of ${formatDecimals(right, 6)}. From i = 0 it counts w0 twice and gives ${formatDecimals(printed, 6)}.`,
  figures: ({xCurve, rightCurve, printedCurve}) => [
    {
      name: 'curves',
      title: 'One input, w = (−1, 1)',
      caption: 'Counting w0 twice moves the threshold from 1 to 2.',
      panels: [
        {
          kind: 'lines',
          title: 'Output',
          xTitle: 'x1',
          yTitle: 'y',
          series: [
            {label: 'sum from i = 1', x: xCurve, y: rightCurve},
            {label: 'sum from i = 0, as printed', x: xCurve, y: printedCurve, as: 'dashed'},
          ],
        },
      ],
    },
  ],
  ...code.sum,
  next: 'For which w0 do both forms agree?',
});
