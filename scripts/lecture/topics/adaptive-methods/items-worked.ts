import {adagrad, adam, rmsprop} from '../../../../optimizers/index.ts';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onPrinted} from '../../frame/verdicts.ts';
import {
  farthest,
  inLastDigits,
  worked,
  workNeuron,
  type WorkedRule,
  type WorkedStep,
  workWithLibrary,
} from '../../frame/worked-neuron.ts';
import {code} from './code.ts';
import {digitTable, numbersOf, stepTable} from './worked-tables.ts';

const {rate, beta} = worked;

const adagradNames = [
  ...['dw1', 'dw2', 'v1', 'v2', 'w1', 'w2'].map((name) => `1: ${name}`),
  ...['net', 'y', 'dw1', 'dw2', 'v1', 'v2', 'w1', 'w2'].map((name) => `2: ${name}`),
  ...['w1', 'w2'].map((name) => `3: ${name}`),
];
const adagradDecimals = [5, 5, 6, 6, 1, 1, 1, 4, 6, 6, 6, 6, 3, 3, 3, 3];
const adagradPrinted = [
  [0.02354, 0.01412, 0.000554, 0.000199, 0.7, 0.7],
  [0.7, 0.6682, 0.007559, 0.007559, 0.000611, 0.000257, 0.639, 0.606],
  [0.531, 0.412],
].flat();

const workedAdagrad = item({
  id: 'L8.7',
  name: 'worked-adagrad',
  title: 'Worked by hand: Adagrad',
  statement: 'Rate 0.2, three samples: the weights come to 0.7 and 0.7, to 0.639 and 0.606, and to 0.531 and 0.412.',
  places: '002:378-454',
  question: 'Gradients of 0.024 and 0.014: why do both weights move by the same 0.2?',
  measure() {
    const steps = workNeuron('adagrad');
    const [first, second, third] = steps;
    const right = [
      // The notes move along t - y in the first sample and against y - t in the second.
      ...first!.gradient.map((g) => -g),
      ...first!.squares,
      ...first!.weights,
      second!.net,
      second!.output,
      ...second!.gradient,
      ...second!.squares,
      ...second!.weights,
      ...third!.weights,
    ];
    return {
      printed: inLastDigits(adagradPrinted, adagradDecimals),
      right: inLastDigits(right, adagradDecimals),
      ...numbersOf(steps),
      offLibrary: farthest(
        steps.map((step) => step.weights),
        workWithLibrary(adagrad(rate, {epsilon: 0})),
      ),
    };
  },
  rule: 'exact where all sixteen numbers that are printed after the first output are right to their last digit; else a slip.',
  verdict: (values) => onPrinted(values, 0),
  answer: ({weights, offLibrary}) =>
    `All printed digits are right; the weights are ${weights.map((row) => `(${row.map((w) => formatDecimals(w, 6)).join(', ')})`).join(', ')}; the library is ${formatNumber(offLibrary, 1)} off. The first step divides a gradient by its own size, so that the rate alone is left.`,
  tables: (values) => [digitTable(adagradNames, adagradDecimals)(values), stepTable(values, 'adagrad')],
  ...code.workedAdagrad,
  next: 'Go through the samples a second time: how long is the first step then?',
});

const rmspropDecimals = [5, 5, 6, 7, 3];

const workedRmsprop = item({
  id: 'L8.7',
  name: 'worked-rmsprop',
  title: 'Worked by hand: RMSProp, the first sample',
  statement:
    'With rate 0.2 and b = 0.8 the averages of squares are 0.000111 and 0.0000399, and the first weight comes to 0.947.',
  places: '002:456-474',
  question: 'The average starts at zero: is the first step longer or shorter than that of Adagrad?',
  measure() {
    const [{gradient, squares, weights}] = workNeuron('rmsprop') as [WorkedStep, WorkedStep, WorkedStep];
    return {
      printed: inLastDigits([-0.02354, -0.01412, 0.000111, 0.0000399, 0.947], rmspropDecimals),
      right: inLastDigits([...gradient, ...squares, weights[0]!], rmspropDecimals),
      firstStep: weights[0]! - worked.start[0],
      formula: rate / Math.sqrt(1 - beta),
    };
  },
  rule: 'exact where gradients, averages and the first weight are right to their last digit; else a slip.',
  verdict: (values) => onPrinted(values, 0),
  answer: ({firstStep, formula}) =>
    `All printed numbers are right. The step is ${formatDecimals(firstStep, 6)}, the rate over the root of 1 - b (${formatDecimals(formula, 6)}): more than twice that of Adagrad.`,
  tables: (values) => [digitTable(['dw1', 'dw2', 'v1', 'v2', 'w1'], rmspropDecimals)(values)],
  ...code.workedRmsprop,
  next: 'And with bias correction? Topic 7 has the closing exercises.',
});

const rmspropSlip = item({
  id: 'L8.7',
  name: 'rmsprop-slip',
  title: 'A second weight of 4.971',
  statement: 'The second average goes into the root as 0.000399, and the second weight comes to 4.971.',
  places: '002:476, 002:484-526',
  question: 'Both first steps should be the same. Can a weight of 0.5 go to 0.947 and the other to 4.971?',
  measure() {
    const steps = workNeuron('rmsprop');
    const [first] = steps;
    const step = (average: number): number => (0.2 / Math.sqrt(average)) * 0.01412;
    const net = 0.947 * 0.5 + 4.971 * 0.5;
    return {
      printed: [0.000399, 4.971],
      right: [first!.squares[1]!, first!.weights[1]!],
      stepAsPrinted: step(0.000399),
      stepWithRightAverage: step(0.0000399),
      netWithSlip: net,
      outputWithSlip: 1 / (1 + Math.exp(-net)),
      ...numbersOf(steps),
      offLibrary: farthest(
        steps.map((each) => each.weights),
        workWithLibrary(rmsprop(rate, {rho: beta, epsilon: 0})),
      ),
    };
  },
  rule: 'exact where average and weight are the printed ones to three decimals of the weight and six of the average; else a slip.',
  verdict: ({printed, right}) =>
    onPrinted({printed: inLastDigits(printed, [6, 3]), right: inLastDigits(right, [6, 3])}, 0),
  answer: ({right, stepAsPrinted, stepWithRightAverage, netWithSlip, outputWithSlip, weights}) =>
    `The right average and weight are ${formatDecimals(right[0]!, 7)} and ${formatDecimals(right[1]!, 6)}. A zero is lost in the root (it would give a step of ${formatDecimals(stepAsPrinted, 4)}), and 4.971 is 0.5 + 4.471, the right step ${formatDecimals(stepWithRightAverage, 4)} with its point moved. Going on with it, the next net input is ${formatDecimals(netWithSlip, 3)} and y ${formatDecimals(outputWithSlip, 3)} in place of 0.721. Left to the reader and worked here: ${weights.map((row) => `(${row.map((w) => formatDecimals(w, 6)).join(', ')})`).join(', ')}.`,
  tables: (values) => [stepTable(values, 'rmsprop')],
  ...code.rmspropSlip,
  next: 'Go on with 4.971 for the second sample: how long does RMSProp need to come back?',
});

const workedAdam = item({
  id: 'L8.7',
  name: 'worked-adam',
  title: 'Worked by hand: Adam, left to the reader',
  statement:
    'Both averages are corrected, then w <- w - rate v / root of s: the reader is to try it, with b1 = b2 = 0.8.',
  places: '002:354-376, 002:533-537',
  question: 'Adagrad, RMSProp with correction and Adam: after which sample do their weights differ?',
  measure() {
    const of = (rule: WorkedRule) => workNeuron(rule, {isCorrected: true});
    const steps = of('adam');
    const weights = (all: readonly WorkedStep[]) => all.map((step) => step.weights);
    const others = [of('adagrad'), of('rmsprop')].map(weights);
    return {
      ...numbersOf(steps),
      divisors: steps.map((_, k) => 1 - beta ** (k + 1)),
      againstAdagrad: others[0]!.map((row, k) => farthest([row], [steps[k]!.weights])),
      againstRmsprop: others[1]!.map((row, k) => farthest([row], [steps[k]!.weights])),
      firstMoves: steps[0]!.weights.map((w, i) => Math.abs(w - worked.start[i]!)),
      offLibrary: farthest(weights(steps), workWithLibrary(adam(rate, {beta1: beta, beta2: beta, epsilon: 0}))),
    };
  },
  rule: 'holds where the first move of both weights is the rate to 10⁻⁹ and the library comes to the same weights to 10⁻⁵, with conditions where the first is so.',
  verdict({firstMoves, offLibrary}) {
    const isRate = firstMoves.every((move) => Math.abs(move - rate) < 1e-9);
    return onClaim({always: isRate && offLibrary < 1e-5, sometimes: isRate});
  },
  answer: ({weights, againstRmsprop, offLibrary}) =>
    `The weights are ${weights.map((row) => `(${row.map((w) => formatDecimals(w, 6)).join(', ')})`).join(', ')}: after the first sample the same as the others, after the second ${formatDecimals(againstRmsprop[1]!, 3)} away from RMSProp, for Adam goes on upwards where RMSProp turns round. The library is ${formatNumber(offLibrary, 1)} off.`,
  tables: (values) => [stepTable(values, 'adam')],
  ...code.workedAdam,
  next: 'After how many samples with a positive gradient does Adam turn round?',
});

/** The worked examples of Adagrad, RMSProp and Adam. */
export const workedItems = [workedAdagrad, workedRmsprop, rmspropSlip, workedAdam];
