import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {
  accumulated,
  apart,
  backward,
  differences,
  type FunctionName,
  flat,
  forward,
  type Layered,
  randomExamples,
  randomNetwork,
} from './compute.ts';
import {autograd} from './compute-networks.ts';

/** Two inputs, two hidden units, one output, all sigmoid. */
export const small: Layered = {
  weights: [
    [
      [0.1, 0.3],
      [-0.2, 0.4],
    ],
    [[0.5, -0.6]],
  ],
  biases: [[0.1, -0.1], [0.2]],
};
const example = {x: [1, 0.5], y: [1]};

export const byHand = item({
  id: 'L4.1',
  name: 'by-hand',
  title: 'Backpropagation by hand',
  statement:
    'The last error term is -(y - a) f’(z); those before it are the next ones, weighted by the connections, times f’(z). Each derivative is the error term of where a connection ends times the activation of where it begins.',
  places: '003:969-1023',
  question: 'Two inputs, two hidden units, one output: which weight has the largest derivative?',
  measure() {
    const {z, a} = forward(small, example.x, 'sigmoid');
    const {deltas, ...gradient} = backward(small, example, 'sigmoid');
    const numbers = differences(small, [example], 'sigmoid');
    return {
      hiddenNet: z[0]!,
      hidden: a[1]!,
      outputNet: z[1]![0]!,
      output: a[2]![0]!,
      outputDelta: deltas[1]![0]!,
      hiddenDeltas: deltas[0]!,
      gradient: flat(gradient),
      differences: numbers,
      error: apart(flat(gradient), numbers),
    };
  },
  rule: 'holds where the nine derivatives are those of central differences to a relative error of 10⁻⁷, with conditions to 10⁻³.',
  verdict: ({error}) => onClaim({always: error < 1e-7, sometimes: error < 1e-3}),
  answer: ({error, output, outputDelta, hiddenDeltas}) =>
    `The output of the network is ${formatDecimals(output, 6)}, its error term ${formatDecimals(outputDelta, 6)}, and the hidden ones ${hiddenDeltas.map((delta) => formatDecimals(delta, 6)).join(' and ')}. All nine derivatives agree with differences to ${formatNumber(error, 1)}.`,
  tables: ({hiddenNet, hidden, outputNet, output, hiddenDeltas, outputDelta, gradient, differences: numbers}) => [
    {
      title: 'Forward and backward',
      columns: ['unit', 'z', 'a', 'error term'],
      rows: [
        [
          'hidden 1',
          formatDecimals(hiddenNet[0]!, 6),
          formatDecimals(hidden[0]!, 6),
          formatDecimals(hiddenDeltas[0]!, 6),
        ],
        [
          'hidden 2',
          formatDecimals(hiddenNet[1]!, 6),
          formatDecimals(hidden[1]!, 6),
          formatDecimals(hiddenDeltas[1]!, 6),
        ],
        ['output', formatDecimals(outputNet, 6), formatDecimals(output, 6), formatDecimals(outputDelta, 6)],
      ],
    },
    {
      title: 'Derivatives',
      columns: ['of', 'error term times activation', 'by differences'],
      rows: [
        '1 to hidden 1',
        '2 to hidden 1',
        '1 to hidden 2',
        '2 to hidden 2',
        'bias 1',
        'bias 2',
        'hidden 1 to output',
        'hidden 2 to output',
        'bias of output',
      ].map((name, i) => [name, formatDecimals(gradient[i]!, 8), formatDecimals(numbers[i]!, 8)]),
    },
  ],
  figures: ({gradient}) => [
    {
      name: 'derivatives',
      title: 'Derivatives of the nine weights and biases',
      caption:
        'Those of the output layer are the largest: on the way back each layer multiplies by weights and by f’, which is at most 1/4 here.',
      panels: [
        {
          kind: 'bars',
          title: 'Size of the derivatives',
          xTitle: 'Weight or bias',
          yTitle: 'Absolute value',
          names: ['1→h1', '2→h1', '1→h2', '2→h2', 'bias h1', 'bias h2', 'h1→out', 'h2→out', 'bias out'],
          series: [{label: 'derivative', values: gradient.map(Math.abs)}],
        },
      ],
    },
  ],
  ...code.byHand,
  next: 'Make the target equal to the output: what are the error terms?',
});

const shapes = [
  [2, 3, 1],
  [4, 5, 3],
  [3, 4, 4, 2],
];
const names: readonly FunctionName[] = ['sigmoid', 'tanh', 'linear'];

export const equalGradients = item({
  id: 'L4.1',
  name: 'equal-gradients',
  title: 'The recursion, automatic differentiation and differences agree',
  statement:
    'For any layered network the recursion gives the derivatives of the cost 1/(2M) Σ|h - y|² with respect to all weights and biases.',
  places: '003:839-871, 003:887-911, 003:960-1023',
  question: 'Three ways to the same gradient: which is the least exact, and how far is it off?',
  async measure(ground) {
    const {train} = await ground.examples();
    const [x, y] = [train.x.slice(0, 10), train.y.slice(0, 10)];
    const [rows, labels] = [x.arraySync() as number[][], y.arraySync() as number[][]];
    x.dispose();
    y.dispose();
    const digits = rows.map((row, i) => ({x: row, y: labels[i]!}));
    const large = randomNetwork([784, 8, 10], ground.seed, 0.05);
    const runs = ground.seeds(3).flatMap((seed) =>
      shapes.flatMap((sizes) =>
        names.map((name) => {
          const network = randomNetwork(sizes, seed);
          const examples = randomExamples(5, sizes[0]!, sizes.at(-1)!, seed);
          const ours = flat(accumulated(network, examples, name));
          return {
            parameters: ours.length,
            toDifferences: apart(ours, differences(network, examples, name)),
            toAutograd: apart(autograd(network, examples, name), ours),
          };
        }),
      ),
    );
    return {
      networks: runs.length,
      parameters: runs.map(({parameters}) => parameters),
      toDifferences: runs.map(({toDifferences}) => toDifferences),
      toAutograd: runs.map(({toAutograd}) => toAutograd),
      onDigits: apart(autograd(large, digits, 'sigmoid'), flat(accumulated(large, digits, 'sigmoid'))),
    };
  },
  rule: 'holds where for every network the relative error is below 10⁻⁷ to differences and below 10⁻⁴ to automatic differentiation in 32 bits, on ten digits, too; with conditions where for some.',
  verdict({toDifferences, toAutograd, onDigits}) {
    const right = toDifferences.map((error, i) => error < 1e-7 && toAutograd[i]! < 1e-4);
    return onClaim({always: right.every(Boolean) && onDigits < 1e-4, sometimes: right.some(Boolean)});
  },
  answer: ({networks, toDifferences, toAutograd, onDigits}) =>
    `In ${networks} networks of up to four layers the gradient of the recursion is at most ${formatNumber(Math.max(...toDifferences), 1)} from central differences, at most ${formatNumber(Math.max(...toAutograd), 1)} from automatic differentiation, which has only 32 bits here. For ten digits and the 6370 numbers of a network with 8 hidden units the distance is ${formatNumber(onDigits, 1)}.`,
  figures: ({toDifferences, toAutograd}) => [
    {
      name: 'errors',
      title: 'Distance from the recursion, relative',
      caption:
        'Each network and activation is a point: differences are exact to their rounding, automatic differentiation to 32 bits.',
      panels: [
        {
          kind: 'lines',
          title: 'Relative error',
          xTitle: 'Network',
          yTitle: 'Relative error (log scale)',
          yLog: true,
          yDomain: [1e-11, 1e-5],
          series: [
            {label: 'central differences', x: toDifferences.map((_, i) => i + 1), y: toDifferences, as: 'points'},
            {label: 'automatic differentiation', x: toAutograd.map((_, i) => i + 1), y: toAutograd, as: 'points'},
          ],
        },
      ],
    },
  ],
  ...code.equalGradients,
  next: 'Count the passes through the network that differences need for one gradient, and those of the recursion.',
});
