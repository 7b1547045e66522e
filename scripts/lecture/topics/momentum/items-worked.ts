import {momentum} from '../../../../optimizers/index.ts';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {farthest, inLastDigits, workNeuron, worked, workedSamples, workWithLibrary} from '../../frame/worked-neuron.ts';
import {onClaim, onPrinted} from '../../frame/verdicts.ts';
import {code} from './code.ts';

const logistic = (z: number): number => 1 / (1 + Math.exp(-z));

/** y cut off after its fourth decimal, in place of rounded. */
const cut = (y: number): number => Math.trunc(y * 1e4) / 1e4;

const outputCut = item({
  id: 'L7.5',
  name: 'output-cut',
  title: 'The first output, cut off',
  statement: 'With weights 0.5 and 0.5 and inputs 1 and 0.6 the output of the neuron is 0.6899.',
  places: '002:129-131, 002:395-397, 002:462-464',
  question: 'Take 1 / (1 + e^-0.8) to four decimals.',
  measure() {
    const y = workNeuron('momentum')[0]!.output;
    const {inputs, target} = workedSamples[0]!;
    const gradient = (output: number): number => (target - output) * output * (1 - output) * inputs[0]!;
    return {
      printed: 0.6899,
      right: y,
      rounded: cut(y),
      gradientWithAllDigits: gradient(y),
      gradientWithCut: gradient(cut(y)),
    };
  },
  rule: 'exact where 0.6899 is the output to four decimals, rounded intermediate where it is the output cut off after four; else a slip.',
  verdict: (values) => onPrinted(values, 4),
  answer: ({right, gradientWithAllDigits, gradientWithCut}) =>
    `The output is ${formatDecimals(right, 6)}, to four decimals 0.6900: the digits are cut off. The notes went on with all digits, for these give their 0.02354 (${formatDecimals(gradientWithAllDigits, 6)}), 0.6899 would give ${formatDecimals(gradientWithCut, 5)}.`,
  ...code.outputCut,
  next: 'How many digits of y does a gradient with four digits need?',
});

const names = ['net', 'dw1', 'dw2', 'v1', 'v2', 'w1', 'w2'];
const decimals = [1, 5, 5, 6, 6, 4, 4];

const firstStep = item({
  id: 'L7.5',
  name: 'first-step',
  title: 'The worked example: first sample',
  statement:
    'One logistic neuron, rate 0.2, b = 0.8: after the sample (1, 0.6) -> 0.8 the velocities are 0.004708 and 0.002824, the weights 0.5009 and 0.5006.',
  places: '002:115-143',
  question: 'By how much does the first weight move: more or less than a thousandth?',
  measure() {
    const {net, gradient, velocity, weights} = workNeuron('momentum')[0]!;
    // The notes move along t - y, so that signs are turned round.
    const numbers = (v: readonly number[]) =>
      inLastDigits([net, -gradient[0]!, -gradient[1]!, ...v.map((each) => -each), ...weights], decimals);
    const fromRounded = [0.02354, 0.01412].map((each) => -(1 - worked.beta) * each);
    return {
      printed: inLastDigits([0.8, 0.02354, 0.01412, 0.004708, 0.002824, 0.5009, 0.5006], decimals),
      right: numbers(velocity),
      rounded: numbers(fromRounded),
      gradient,
      velocity,
      weights,
    };
  },
  rule: 'In units of the last printed digit of each number: exact where all are right, rounded intermediate where they are what comes of the gradients rounded to 0.02354 and 0.01412; else a slip.',
  verdict: (values) => onPrinted(values, 0),
  answer: ({velocity}) =>
    `All printed numbers are right but 0.004708, which is 0.2 x 0.02354; without rounding on the way it is ${formatDecimals(-velocity[0]!, 8)}.`,
  tables: ({printed, right}) => [
    {
      title: 'First sample',
      columns: ['number', 'printed', 'computed'],
      rows: names.map((name, i) => [
        name,
        formatDecimals(printed[i]! / 10 ** decimals[i]!, decimals[i]!),
        formatDecimals(right[i]! / 10 ** decimals[i]!, 8),
      ]),
    },
  ],
  ...code.firstStep,
  next: 'The same with the classical form at rate 0.2: which weights come out?',
});

const secondStep = item({
  id: 'L7.5',
  name: 'second-step',
  title: 'The worked example: second sample',
  statement: 'For the sample (0.5, 0.5) -> 0.6 the net input is 0.7512 and the output 0.67944.',
  places: '002:145-161',
  question: 'Both inputs are 0.5 and both weights about 0.5: can the net input be 0.75?',
  measure() {
    const steps = workNeuron('momentum');
    const {net, output} = steps[1]!;
    return {
      printed: [0.7512, 0.67944],
      right: [net, output],
      asWritten: 0.5009 * 1 + 0.5006 * 0.6,
      asPrinted: [0.5009 * 1 + 0.5006 * 0.5, logistic(0.7512)],
      gradients: steps.map((step) => step.gradient),
      velocities: steps.map((step) => step.velocity),
      weights: steps.map((step) => step.weights),
      nets: steps.map((step) => step.net),
      outputs: steps.map((step) => step.output),
      offLibrary: farthest(
        steps.map((step) => step.weights),
        workWithLibrary(momentum(worked.rate, {momentum: worked.beta, form: 'average'})),
      ),
    };
  },
  rule: 'exact where net input and output are the printed ones to four decimals; else a slip.',
  verdict: (values) => onPrinted(values, 4),
  answer: ({right, asWritten, asPrinted, weights}) =>
    `The right net input and output are ${formatDecimals(right[0]!, 6)} and ${formatDecimals(right[1]!, 6)}. The printed line takes the inputs of the first sample, and even so 0.5009 x 1 + 0.5006 x 0.6 is ${formatDecimals(asWritten, 5)}; 0.7512 is 0.5009 x 1 + 0.5006 x 0.5 (${formatDecimals(asPrinted[0]!, 4)}), whose output is the printed one. After the second sample the weights are ${weights[1]!.map((w) => formatDecimals(w, 6)).join(' and ')}.`,
  tables: ({nets, outputs, gradients, velocities, weights}) => [
    {
      title: 'All steps, with the third sample of the later exercises',
      columns: ['sample', 'net', 'y', 'dw1', 'dw2', 'v1', 'v2', 'w1', 'w2'],
      rows: nets.map((net, k) => [
        k + 1,
        ...[net, outputs[k]!, ...gradients[k]!, ...velocities[k]!, ...weights[k]!].map((value) =>
          formatDecimals(value, 8),
        ),
      ]),
    },
  ],
  ...code.secondStep,
  next: 'Go on with the third sample (0.2, 0.8) -> 0.3, and compare with the table.',
});

const weightIndex = item({
  id: 'L7.5',
  name: 'weight-index',
  title: 'A weight that is its own successor',
  statement: 'The last line of the example makes (w2)2 out of (w2)2 and the second velocity.',
  places: '002:161-163',
  question: 'For which velocity could (w2)2 = (w2)2 + 0.2 (v2)2 be true?',
  measure() {
    const steps = workNeuron('momentum').slice(0, 2);
    const before = steps[0]!.weights[1]!;
    // The notes number the weights from 1, before the first update.
    return {
      printed: 2,
      right: steps.length + 1,
      before,
      after: steps[1]!.weights[1]!,
      move: steps[1]!.weights[1]! - before,
    };
  },
  rule: 'exact where the number of the new weight is the printed one, counted as in the lines before; else a slip.',
  verdict: (values) => onPrinted(values, 0),
  answer: ({before, after, move, right}) =>
    `The printed line could be true for a velocity of 0 only, and the weight moves by ${formatDecimals(move, 7)}. The new weight is (w2)${right}: ${formatDecimals(before, 6)} becomes ${formatDecimals(after, 6)}.`,
  ...code.weightIndex,
  next: 'Why is no such mistake in the line of w1?',
});

const firstStepAlike = item({
  id: 'L7.5',
  name: 'first-step-alike',
  title: 'One step does not show momentum',
  statement:
    'The notes work out the first sample, and leave the numbers of the second to the reader. Asked here is whether the first one shows what momentum does.',
  places: '002:125-143, 002:191-197',
  question:
    'Plain descent with rate 0.04: are its weights after the first sample others than those of momentum with 0.2 and b = 0.8?',
  measure() {
    const weights = (steps: ReturnType<typeof workNeuron>) => steps.map((step) => step.weights);
    const gaps = (a: ReturnType<typeof weights>, b: ReturnType<typeof weights>) =>
      a.map((row, k) => farthest([row], [b[k]!]));
    const corrected = workNeuron('momentum', {isCorrected: true});
    return {
      averageAgainstPlain: gaps(weights(workNeuron('momentum')), weights(workNeuron('sgd', {rate: 0.04}))),
      correctedAgainstPlain: gaps(weights(corrected), weights(workNeuron('sgd'))),
    };
  },
  rule: 'holds where the weights differ by more than 10⁻⁹ from those of plain descent after the first of three samples, with conditions where they do only after the others.',
  verdict({averageAgainstPlain, correctedAgainstPlain}) {
    const differs = (sample: number): boolean =>
      averageAgainstPlain[sample]! > 1e-9 && correctedAgainstPlain[sample]! > 1e-9;
    return onClaim({always: differs(0), sometimes: differs(1) && differs(2)});
  },
  answer: ({averageAgainstPlain, correctedAgainstPlain}) =>
    `After the first sample the weights of momentum and of plain descent are the same (to ${formatNumber(Math.max(averageAgainstPlain[0]!, correctedAgainstPlain[0]!, 1e-16), 1)}), after the second ${formatNumber(averageAgainstPlain[1]!, 2)} apart, with the correction ${formatNumber(correctedAgainstPlain[1]!, 2)}: whoever checks a program has to check steps 2 and 3.`,
  tables: ({averageAgainstPlain, correctedAgainstPlain}) => [
    {
      title: 'Difference from plain descent with the same first step',
      columns: ['sample', 'momentum, plain at 0.04', 'corrected, plain at 0.2'],
      rows: averageAgainstPlain.map((gap, k) => [k + 1, gap, correctedAgainstPlain[k]!]),
    },
  ],
  ...code.firstStepAlike,
  next: 'Why must the rate of plain descent be 0.04 in the one case and 0.2 in the other?',
});

/** The worked example of momentum with its slips. */
export const workedItems = [outputCut, firstStep, secondStep, weightIndex, firstStepAlike];
