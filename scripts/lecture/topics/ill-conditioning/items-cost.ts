import * as tf from '@tensorflow/tfjs';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code-cost.ts';
import {costOf, type MethodName, progress} from './compute-cost.ts';

const gigabytes = (parameters: number): number => (4 * parameters ** 2) / 1e9;

const cost = item({
  id: 'L10.3',
  name: 'cost',
  title: 'What the Hessian costs',
  statement: 'Computing the Hessian is expensive.',
  places: '004:76, 004:128-129',
  question:
    'A gradient takes one sweep back through a network. How many sweeps does it take to have the whole Hessian?',
  async measure(ground) {
    const widths = [1, 2, 4, 8, 16].slice(0, ground.size(5, 3));
    const costs = [];
    for (const width of widths) {
      const one = await costOf(width, ground.seed);
      costs.push(one);
      for (const [name, milliseconds] of Object.entries(one.milliseconds)) {
        ground.timed(`${name}, ${one.parameters} weights`, milliseconds);
      }
    }
    return {
      parameters: costs.map(({parameters}) => parameters),
      gradientOperations: costs.map(({operations}) => operations.gradient),
      productOperations: costs.map(({operations}) => operations.product),
      matrixOperations: costs.map(({operations}) => operations.matrix),
      gigabytes: gigabytes(101_770),
    };
  },
  rule: 'holds where the work of the matrix grows at least in proportion to the weights (to a fifth), while a product with it takes less than five gradients at every size; with conditions where the matrix is more work than ten gradients everywhere.',
  verdict({parameters, gradientOperations, productOperations, matrixOperations}) {
    const ratio = matrixOperations.map((operations, i) => operations / gradientOperations[i]!);
    const doesGrow = ratio.at(-1)! / ratio[0]! > (0.8 * parameters.at(-1)!) / parameters[0]!;
    const isProductCheap = productOperations.every((operations, i) => operations < 5 * gradientOperations[i]!);
    return onClaim({always: doesGrow && isProductCheap, sometimes: ratio.every((times) => times > 10)});
  },
  answer: ({parameters, gradientOperations, productOperations, matrixOperations, gigabytes: size}) =>
    `With ${parameters.at(-1)!} weights the Hessian takes ${formatDecimals(matrixOperations.at(-1)! / gradientOperations.at(-1)!, 0)} times the operations of a gradient, one sweep for each row; a product with a vector takes ${formatDecimals(productOperations.at(-1)! / gradientOperations.at(-1)!, 1)} times at every size. For 101,770 weights the matrix alone is ${formatDecimals(size, 1)} GB.`,
  figures: ({parameters, gradientOperations, productOperations, matrixOperations}) => [
    {
      name: 'operations',
      title: 'Operations of the backend',
      caption: 'The matrix takes a sweep for each weight; gradient and product take as many operations at every size.',
      panels: [
        {
          kind: 'lines',
          title: 'A network 8-n-4, 32 examples',
          xTitle: 'Weights (log scale)',
          yTitle: 'Operations (log scale)',
          xLog: true,
          yLog: true,
          series: [
            {label: 'gradient', x: parameters, y: gradientOperations, as: 'line and points'},
            {label: 'product', x: parameters, y: productOperations, as: 'line and points'},
            {label: 'dense Hessian', x: parameters, y: matrixOperations, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.cost,
  next: 'Which questions about the Hessian can be answered by products alone?',
});

const names: readonly MethodName[] = ['sgd at 0.2', 'sgd at 0.5', 'sgd at 1', 'lbfgs', 'newtonCG'];

const practice = item({
  id: 'L10.3',
  name: 'second-order-methods',
  title: 'Second-order methods in practice',
  statement: 'Second-order methods are not used in practice, because the Hessian is expensive.',
  places: '004:128-143',
  question:
    'L-BFGS guesses the curvature from gradients alone. At the same number of gradients: is it behind descent, or ahead?',
  async measure(ground) {
    const {train} = await ground.examples();
    const count = ground.size(300, 100);
    const data = {x: train.x.slice(0, count), y: train.y.slice(0, count)};
    const sizes = {width: ground.size(16, 8), work: ground.size(60, 30)};
    const runs = [];
    for (const seed of ground.seeds(ground.size(3, 2))) {
      const all = [];
      for (const name of names) all.push(await progress(name, data, {...sizes, seed}));
      runs.push(all);
    }
    tf.dispose([data.x, data.y]);
    const last = runs.map((run) => run.map(({losses}) => losses.at(-1)!));
    return {
      work: runs[0]!.map(({work}) => work),
      losses: runs[0]!.map(({losses}) => losses),
      last,
      denseGigabytes: gigabytes(101_770),
      seeds: runs.length,
      secondOrderAhead: last.filter(([a, b, c, lbfgs]) => lbfgs! < Math.min(a!, b!, c!)).length,
    };
  },
  rule: 'holds where the dense Hessian of 101,770 weights takes more than 16 GB and L-BFGS is behind the best descent at equal work from every seed; with conditions where the matrix is that large, but a method without it is ahead from some seed; else it does not hold.',
  verdict: ({denseGigabytes, secondOrderAhead}) =>
    onClaim({always: denseGigabytes > 16 && secondOrderAhead === 0, sometimes: denseGigabytes > 16}),
  answer: ({last, denseGigabytes, seeds, secondOrderAhead}) => {
    const [a, b, c, lbfgs, newton] = last[0]!;
    return `The claim is true of the matrix itself (${formatDecimals(denseGigabytes, 1)} GB for 101,770 weights), not of methods that do without it: with all examples in each update L-BFGS is ahead from ${secondOrderAhead} of ${seeds} seeds, with a loss of ${formatNumber(lbfgs!, 2)} against ${formatNumber(Math.min(a!, b!, c!), 2)} of descent; Newton with products reaches ${formatNumber(newton!, 2)}.`;
  },
  figures: ({work, losses}) => [
    {
      name: 'progress',
      title: 'Loss over work, all examples in each update',
      caption: 'A method that learns the curvature from gradients overtakes descent at every fixed rate.',
      panels: [
        {
          kind: 'lines',
          title: 'First seed',
          xTitle: 'Gradients evaluated, a product counted as two',
          yTitle: 'Training loss (log scale)',
          yLog: true,
          series: names.map((label, i) => ({label, x: work[i]!, y: losses[i]!})),
        },
      ],
    },
  ],
  ...code.practice,
  next: 'Give both mini-batches of 50: which of them can use noisy gradients?',
  real: 'mnist --optimizers lbfgs,sgd:lr=0.5 --batch-size full --epochs 30',
});

/** What curvature costs. */
export const costItems = [cost, practice];
