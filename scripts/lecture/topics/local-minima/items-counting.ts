import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {allOrders, bentSample, factorial, logFactorial} from './compute.ts';
import {descendError, drawWeights, errorOf} from './compute-small-network.ts';

/** Weights of a unit of one input: one, a bias, and the one that leads out. */
const perUnit = 3;

export const counting = item({
  id: 'L12.4',
  name: 'counting',
  title: 'How many copies there are',
  statement:
    'Networks have large numbers of local minima, since units can change places and, with ReLU, inputs can be scaled by k and outputs by 1/k.',
  places: '004:464, 002:53-54',
  question: 'A hidden layer of 128 units: in how many orders can they stand?',
  measure(ground) {
    const units = 5;
    const sample = bentSample(20, 1);
    const start = drawWeights(1, units, ground.seed);
    const {weights, loss} = descendError(start, sample, 'relu', {rate: 0.02, iterations: 2000});
    const orders = allOrders(units);
    const copies = orders.map((order) => [
      ...order.flatMap((unit) => weights.slice(perUnit * unit, perUnit * (unit + 1))),
      weights.at(-1)!,
    ]);
    const differences = copies.map((copy) => Math.abs(errorOf(copy, sample, 'relu').loss - loss));
    // Every unit k times as large and read by 1/k.
    const factors = range(-1, 1, 41).map((power) => 10 ** power);
    const continuum = factors.map((k) => {
      const moved = weights.map((value, i) =>
        i === weights.length - 1 ? value : i % perUnit === perUnit - 1 ? value / k : value * k,
      );
      return errorOf(moved, sample, 'relu').loss;
    });
    const n = Array.from({length: 128}, (_, i) => i + 1);
    return {
      copies: copies.length,
      distinct: new Set(copies.map((copy) => copy.join(','))).size,
      greatestDifference: Math.max(...differences),
      factors,
      continuum,
      continuumSpread: Math.max(...continuum.map((value) => Math.abs(value - loss))),
      n,
      logCopies: n.map(logFactorial),
      of128: factorial(128),
      // Two hidden layers of 300 and 100 units: every order of the one with every order of the other.
      logOf300And100: logFactorial(300) + logFactorial(100),
    };
  },
  rule: 'holds where all orders of five units give weights of their own with the same error to 10⁻¹², and so do all factors from 0.1 to 10; with conditions where only the orders do.',
  verdict({copies, distinct, greatestDifference, continuumSpread}) {
    const areCopies = copies === 120 && distinct === copies && greatestDifference < 1e-12;
    return onClaim({always: areCopies && continuumSpread < 1e-12, sometimes: areCopies});
  },
  answer: ({copies, distinct, of128, logOf300And100, continuumSpread}) =>
    `Five units have ${copies} orders, ${distinct} different points of the same error; 128 units have ${formatNumber(of128)}, and two layers of 300 and 100 have 10 to the power ${formatDecimals(logOf300And100, 1)}. On the way of a factor from 0.1 to 10 the error differs by ${formatNumber(continuumSpread, 1)}: no minimum of a ReLU network stands alone.`,
  figures: ({n, logCopies, factors, continuum}) => [
    {
      name: 'number',
      title: 'Copies of one network',
      caption:
        'The number of orders has more than two hundred digits at 128 units; beside them the error of a trained network of five units stays the same for every factor.',
      panels: [
        {
          kind: 'lines',
          title: 'Orders of the units',
          xTitle: 'Units',
          yTitle: 'log10 of the number',
          series: [{label: 'orders', x: n, y: logCopies}],
        },
        {
          kind: 'lines',
          title: 'All units times k',
          xTitle: 'k (log scale)',
          yTitle: 'Error',
          xLog: true,
          yDomain: [0, 2 * continuum[0]!],
          series: [{label: 'error', x: factors, y: continuum, as: 'line and points'}],
        },
      ],
    },
  ],
  ...code.counting,
  next: 'With tanh the sign of a unit can be turned: how many copies does that make?',
});
