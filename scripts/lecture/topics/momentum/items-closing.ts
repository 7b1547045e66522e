import type * as tf from '@tensorflow/tfjs';
import {adagrad, adam, momentum, rmsprop} from '../../../../optimizers/index.ts';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {
  farthest,
  worked,
  workedError,
  workNeuron,
  type WorkedRule,
  workWithLibrary,
} from '../../frame/worked-neuron.ts';
import {onGrid, range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';

interface Exercise {
  readonly rule: Exclude<WorkedRule, 'sgd'>;
  readonly title: string;
  readonly question: string;
  readonly create: () => tf.Optimizer;
  readonly next: string;
  /** Whether the first update has the length of the rate, whatever the gradient is. */
  readonly isFirstOfRate: boolean;
}

const {rate, beta} = worked;

/**
 * A closing exercise, whose answers the notes leave to the reader: every number of it in float64, and the weights of the
 * library beside them.
 */
function closing({rule, title, question, create, next, isFirstOfRate}: Exercise) {
  const isAveraged = rule === 'momentum' || rule === 'adam';
  const isScaled = rule !== 'momentum';
  return item({
    id: 'L7.5',
    name: `closing-${rule}`,
    title,
    statement:
      rule === 'adagrad'
        ? 'Adagrad is to be worked with bias correction for the three samples; a sum has none.'
        : 'The exercise asks for the weights with bias correction. That the first update is then as large as one without any average is added here.',
    places: rule === 'momentum' ? '002:191-197, 002:541-547' : '002:541-547',
    question,
    measure() {
      const steps = workNeuron(rule, {isCorrected: true});
      const plain = workNeuron(rule);
      const {gradient, weights} = steps[0]!;
      return {
        nets: steps.map((step) => step.net),
        outputs: steps.map((step) => step.output),
        gradients: steps.map((step) => step.gradient),
        velocities: steps.map((step) => step.velocity),
        squares: steps.map((step) => step.squares),
        divisors: rule === 'adagrad' ? steps.map(() => 1) : steps.map((_, k) => 1 - beta ** (k + 1)),
        weights: steps.map((step) => step.weights),
        weightsWithoutCorrection: plain.map((step) => step.weights),
        firstMoves: weights.map((w, i) => Math.abs(w - worked.start[i]!)),
        // Without any average: the rate times the gradient, or times its sign.
        movesWithoutAverage: gradient.map((g) => rate * (isFirstOfRate ? 1 : Math.abs(g))),
        offLibrary: farthest(
          steps.map((step) => step.weights),
          workWithLibrary(create()),
        ),
      };
    },
    rule: 'holds where the first move of both weights is that without an average to 10⁻⁹ and the library has the same weights to 10⁻⁵ after each sample, with conditions where the first move alone is so.',
    verdict({firstMoves, movesWithoutAverage, offLibrary}) {
      const isFull = firstMoves.every((move, i) => Math.abs(move - movesWithoutAverage[i]!) < 1e-9);
      return onClaim({always: isFull && offLibrary < 1e-5, sometimes: isFull});
    },
    answer: ({weights, weightsWithoutCorrection, offLibrary}) => {
      const words = (list: readonly (readonly number[])[]) =>
        list.map((row) => `(${row.map((w) => formatDecimals(w, 6)).join(', ')})`).join(', ');
      const without = rule === 'adagrad' ? '' : ` Without the correction they are ${words(weightsWithoutCorrection)}.`;
      return `The weights after each sample are ${words(weights)}.${without} The library is ${formatNumber(offLibrary, 1)} off.`;
    },
    tables: ({nets, outputs, gradients, velocities, squares, weights}) => [
      {
        title: 'Step by step; averages before they are divided',
        columns: [
          'sample',
          'net',
          'y',
          'dw1',
          'dw2',
          ...(isAveraged ? ['v1', 'v2'] : []),
          ...(isScaled ? ['s1', 's2'] : []),
          'w1',
          'w2',
        ],
        rows: nets.map((net, k) => [
          k + 1,
          ...[net, outputs[k]!, ...gradients[k]!, ...(isAveraged ? velocities[k]! : [])].map((v) =>
            formatDecimals(v, 6),
          ),
          ...(isScaled ? squares[k]! : []).map((s) => formatNumber(s, 5)),
          ...weights[k]!.map((w) => formatDecimals(w, 6)),
        ]),
      },
    ],
    figures: ({weights, weightsWithoutCorrection}) => {
      const way = (label: string, all: readonly (readonly number[])[]) => {
        const points = [worked.start, ...all];
        return {label, x: points.map(([x]) => x!), y: points.map(([, y]) => y!)};
      };
      const ends = [...weights, ...weightsWithoutCorrection, worked.start].flat();
      const room = 0.1 * (Math.max(...ends) - Math.min(...ends));
      const side = range(Math.min(...ends) - room, Math.max(...ends) + room, 50);
      return [
        {
          name: 'way',
          title: 'The way of the weights over the error of all three samples',
          caption:
            rule === 'adagrad'
              ? 'Each update follows the error of one sample alone, so that the way turns round after the first.'
              : 'The correction lengthens the first updates of an average, and shortens those that are divided by the root of one alone.',
          panels: [
            {
              kind: 'plane',
              title: 'Sum of (t - y)² / 2',
              xTitle: 'w1',
              yTitle: 'w2',
              x: side,
              y: side,
              values: onGrid(side, side, (w1, w2) => workedError([w1, w2])),
              paths: [
                way(rule === 'adagrad' ? 'Adagrad' : 'corrected', weights),
                ...(rule === 'adagrad' ? [] : [way('not corrected', weightsWithoutCorrection)]),
              ],
              marks: [{name: 'start', x: worked.start[0], y: worked.start[1]}],
            },
          ],
        },
      ];
    },
    ...code[`closing-${rule}`],
    next,
  });
}

/** The exercises at the end of the notes' chapter. */
export const closingItems = [
  closing({
    rule: 'momentum',
    title: 'Closing exercise: momentum with bias correction',
    question: 'Without the correction the first weight came to 0.5009. Where does it come to with it?',
    create: () => momentum(rate, {momentum: beta, form: 'average', biasCorrection: true}),
    next: 'The third gradient of w2 is large and positive: why does w2 hardly fall?',
    isFirstOfRate: false,
  }),
  closing({
    rule: 'adagrad',
    title: 'Closing exercise: Adagrad has nothing to correct',
    question: 'What would there be to correct in a sum of squares?',
    create: () => adagrad(rate, {epsilon: 0}),
    next: 'Divide the sum by the number of samples instead: what becomes of the first update?',
    isFirstOfRate: true,
  }),
  closing({
    rule: 'rmsprop',
    title: 'Closing exercise: RMSProp with bias correction',
    question: 'Without the correction the first weights were 0.947. Where do they come to with it?',
    create: () => rmsprop(rate, {rho: beta, biasCorrection: true, epsilon: 0}),
    next: 'Compare with Adagrad: up to which sample are they the same?',
    isFirstOfRate: true,
  }),
  closing({
    rule: 'adam',
    title: 'Closing exercise: Adam with bias correction',
    question: 'After the second sample RMSProp turns round, since its gradient is positive. Does Adam?',
    create: () => adam(rate, {beta1: beta, beta2: beta, epsilon: 0}),
    next: 'With b1 = 0 Adam is RMSProp: try it.',
    isFirstOfRate: true,
  }),
];
