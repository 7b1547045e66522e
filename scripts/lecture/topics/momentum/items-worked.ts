import {momentum} from '../../../../optimizers/index.ts';
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
  statement: 'With weights .5 and .5 and inputs 1 and .6 the output of the neuron is .6899.',
  places: '002:129-131, 002:395-397, 002:462-464',
  question: 'Take 1 / (1 + e^-.8) to four decimals.',
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
  rule: 'exact where .6899 is the output to four decimals, rounded intermediate where it is the output cut off after four; else a slip.',
  verdict: (values) => onPrinted(values, 4),
  answer: ({right, gradientWithAllDigits, gradientWithCut}) =>
    `It is ${right.toFixed(6)}, to four decimals .6900: the digits are cut off. The notes went on with all digits, for these give their .02354 (${gradientWithAllDigits.toFixed(6)}), .6899 would give ${gradientWithCut.toFixed(5)}.`,
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
    'One logistic neuron, rate .2, b = .8: after the sample (1, .6) -> .8 the velocities are .004708 and .002824, the weights .5009 and .5006.',
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
  rule: 'In units of the last printed digit of each number: exact where all are right, rounded intermediate where they are what comes of the gradients rounded to .02354 and .01412; else a slip.',
  verdict: (values) => onPrinted(values, 0),
  answer: ({velocity}) =>
    `All right but .004708, which is .2 x .02354; without rounding on the way it is ${(-velocity[0]!).toFixed(8)}.`,
  tables: ({printed, right}) => [
    {
      title: 'First sample',
      columns: ['number', 'printed', 'computed'],
      rows: names.map((name, i) => [
        name,
        (printed[i]! / 10 ** decimals[i]!).toFixed(decimals[i]),
        (right[i]! / 10 ** decimals[i]!).toFixed(8),
      ]),
    },
  ],
  ...code.firstStep,
  next: 'The same with the classical form at rate .2: which weights come out?',
});

const secondStep = item({
  id: 'L7.5',
  name: 'second-step',
  title: 'The worked example: second sample',
  statement: 'For the sample (.5, .5) -> .6 the net input is .7512 and the output .67944.',
  places: '002:145-161',
  question: 'Both inputs are .5 and both weights about .5: can the net input be .75?',
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
    `Right are ${right[0]!.toFixed(6)} and ${right[1]!.toFixed(6)}. The line takes the inputs of the first sample, and even so .5009 x 1 + .5006 x .6 is ${asWritten.toFixed(5)}; .7512 is .5009 x 1 + .5006 x .5 (${asPrinted[0]!.toFixed(4)}), whose output is the printed one. After the second sample the weights are ${weights[1]!.map((w) => w.toFixed(6)).join(' and ')}.`,
  tables: ({nets, outputs, gradients, velocities, weights}) => [
    {
      title: 'All steps, with the third sample of the later exercises',
      columns: ['sample', 'net', 'y', 'dw1', 'dw2', 'v1', 'v2', 'w1', 'w2'],
      rows: nets.map((net, k) => [
        k + 1,
        ...[net, outputs[k]!, ...gradients[k]!, ...velocities[k]!, ...weights[k]!].map((value) => value.toFixed(8)),
      ]),
    },
  ],
  ...code.secondStep,
  next: 'Go on with the third sample (.2, .8) -> .3, and compare with the table.',
});

const weightIndex = item({
  id: 'L7.5',
  name: 'weight-index',
  title: 'A weight that is its own successor',
  statement: 'The last line of the example makes (w2)2 out of (w2)2 and the second velocity.',
  places: '002:161-163',
  question: 'For which velocity could (w2)2 = (w2)2 + .2 (v2)2 be true?',
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
    `For none but 0, and the weight moves by ${move.toFixed(7)}. The new one is (w2)${right}: ${before.toFixed(6)} becomes ${after.toFixed(6)}.`,
  ...code.weightIndex,
  next: 'Why is no such mistake in the line of w1?',
});

const firstStepAlike = item({
  id: 'L7.5',
  name: 'first-step-alike',
  title: 'One step does not show momentum',
  statement: 'The first sample of the worked example shows what momentum does.',
  places: '002:125-143, 002:191-197',
  question:
    'Plain descent with rate .04: are its weights after the first sample others than those of momentum with .2 and b = .8?',
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
  rule: 'holds where the weights differ by more than 1e-9 from those of plain descent after the first of three samples, with conditions where they do only after the others.',
  verdict({averageAgainstPlain, correctedAgainstPlain}) {
    const differs = (sample: number): boolean =>
      averageAgainstPlain[sample]! > 1e-9 && correctedAgainstPlain[sample]! > 1e-9;
    return onClaim({always: differs(0), sometimes: differs(1) && differs(2)});
  },
  answer: ({averageAgainstPlain, correctedAgainstPlain}) =>
    `After the first sample the weights are the same (to ${Math.max(averageAgainstPlain[0]!, correctedAgainstPlain[0]!, 1e-16).toExponential(0)}), after the second ${averageAgainstPlain[1]!.toExponential(1)} apart, with the correction ${correctedAgainstPlain[1]!.toExponential(1)}: whoever checks a program has to check steps 2 and 3.`,
  tables: ({averageAgainstPlain, correctedAgainstPlain}) => [
    {
      title: 'Difference from plain descent with the same first step',
      columns: ['sample', 'momentum, plain at .04', 'corrected, plain at .2'],
      rows: averageAgainstPlain.map((gap, k) => [k + 1, gap, correctedAgainstPlain[k]!]),
    },
  ],
  ...code.firstStepAlike,
  next: 'Why must the rate of plain descent be .04 in the one case and .2 in the other?',
});

/** The worked example of momentum with its slips. */
export const workedItems = [outputCut, firstStep, secondStep, weightIndex, firstStepAlike];
