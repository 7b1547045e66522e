import * as tf from '@tensorflow/tfjs';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import type {Ground} from '../../frame/ground.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {chain, straightLine} from './compute.ts';
import {type DeepNetwork, gradientByLayer} from './compute-networks.ts';

/** The digits on which the deep networks stand. */
export async function someDigits(
  ground: Ground,
  count = 256,
): Promise<{x: tf.Tensor; y: tf.Tensor; dispose: () => void}> {
  const {train} = await ground.examples();
  const [x, y] = [train.x.slice(0, count), train.y.slice(0, count)];
  return {x, y, dispose: () => tf.dispose([x, y])};
}

export const chainRule = item({
  id: 'L13.2',
  name: 'chain',
  title: 'One derivative for each layer, multiplied',
  statement:
    'In a network of n hidden layers n derivatives are multiplied; if they are small the gradient decreases exponentially on its way back, until it vanishes.',
  places: '002:34-41',
  question: 'The logistic function is nowhere steeper than 1/4: how small is the slope of twenty of them in a chain?',
  measure() {
    const n = Array.from({length: 20}, (_, i) => i + 1);
    const chains = n.map((layers) => chain(1, layers));
    return {
      n,
      product: chains.map(({product}) => product),
      difference: chains.map(({difference}) => difference),
      largestSlope: Math.max(...chains.at(-1)!.slopes),
    };
  },
  rule: 'holds where the product of the derivatives is the slope by differences to 10⁻⁴ of its size up to eight neurons, and below (1/4)^n everywhere; with conditions where only the first is so.',
  verdict({n, product, difference}) {
    // Beyond eight neurons a difference in float64 has no digits left.
    const isProduct = product.slice(0, 8).every((slope, i) => Math.abs(slope / difference[i]! - 1) < 1e-4);
    return onClaim({always: isProduct && product.every((slope, i) => slope < 0.25 ** n[i]!), sometimes: isProduct});
  },
  answer: ({product, largestSlope}) =>
    `Twenty logistic neurons leave a slope of ${formatNumber(product.at(-1)!)}; no single derivative is above ${formatDecimals(largestSlope, 4)}.`,
  figures: ({n, product}) => [
    {
      name: 'chain',
      title: 'The slope of a chain of logistic neurons',
      caption: 'The slope from input to output falls by the same factor with each neuron, a little below the bound.',
      panels: [
        {
          kind: 'lines',
          title: 'Weights 1, input 0.5',
          xTitle: 'Neurons',
          yTitle: 'Slope (log scale)',
          yLog: true,
          series: [
            {label: 'product of the derivatives', x: n, y: product, as: 'line and points'},
            {label: '(1/4)^n', x: n, y: n.map((layers) => 0.25 ** layers), as: 'dashed'},
          ],
        },
      ],
    },
  ],
  ...code.chain,
  next: 'Give the neurons weights of 4: how much slope is left now, and why not all of it?',
});

export const deepSigmoid = item({
  id: 'L13.2',
  name: 'deep-sigmoid',
  title: 'A deep sigmoid network, layer by layer',
  statement:
    'If the derivatives are small the gradient decreases exponentially from the output to the input. Tried here on a deep network of sigmoids; that it does not with ReLU and fitting weights is added here.',
  places: '002:38-41',
  question: 'Ten hidden layers: how much smaller is the gradient of the first layer than that of the last?',
  async measure(ground) {
    const {dispose, ...batch} = await someDigits(ground);
    const shape = {depth: 10, width: 32};
    const seeds = ground.seeds(ground.size(10, 3));
    const of = (network: Pick<DeepNetwork, 'activation' | 'initializer'>): number[][] =>
      seeds.map((seed) => gradientByLayer({...shape, ...network, seed}, batch));
    const sigmoid = of({activation: 'sigmoid', initializer: 'glorotUniform'});
    const relu = of({activation: 'relu', initializer: 'heNormal'});
    dispose();
    const share = (norms: readonly number[]): number => norms[0]! / norms.at(-1)!;
    // Of the hidden layers but the first, which has more inputs than the others.
    const lines = sigmoid.map((norms) => straightLine(norms.slice(1, -1).map(Math.log)));
    return {
      sigmoid,
      relu,
      sigmoidShares: sigmoid.map(share),
      reluShares: relu.map(share),
      factors: lines.map(({slope}) => Math.exp(slope)),
      linesLeave: lines.map(({left}) => left),
      seeds: seeds.length,
      agreed: seeds.filter((_, i) => share(sigmoid[i]!) < 1e-4 && lines[i]!.left < 0.05 && share(relu[i]!) > 0.05)
        .length,
    };
  },
  rule: 'from a start it is so where the first layer of the sigmoids has less than 10⁻⁴ of the gradient of the last one, the logarithm by layer is a straight line (at most 5 % of its variance beside it), and the first ReLU layer has more than 1/20; holds from every start, with conditions from two in three.',
  verdict: onSeeds,
  answer: ({sigmoidShares, reluShares, factors, agreed, seeds}) =>
    `The gradient vanishes in the sigmoid network and not in the ReLU network from ${agreed} of ${seeds} starts. From the first one the first sigmoid layer has ${formatNumber(sigmoidShares[0]!, 2)} of the gradient of the last, each layer ${formatDecimals(factors[0]!, 1)} times as much as the one below; the first ReLU layer has ${formatDecimals(reluShares[0]!, 1)} times that of the last.`,
  figures: ({sigmoid, relu}) => {
    const layers = sigmoid[0]!.map((_, i) => i + 1);
    return [
      {
        name: 'layers',
        title: 'Norm of the gradient of every layer before the first update',
        caption:
          'The gradient of the sigmoids is a straight line on this scale, that of the ReLUs is level. Three starts each; layer 11 is the output.',
        panels: (
          [
            ['Sigmoid, weights of Glorot', sigmoid],
            ['ReLU, weights of He', relu],
          ] as const
        ).map(([title, runs]) => ({
          kind: 'lines',
          title,
          xTitle: 'Layer',
          yTitle: 'Gradient (log scale)',
          yLog: true,
          yDomain: [1e-7, 100],
          series: runs
            .slice(0, 3)
            .map((norms, i) => ({label: `start ${i + 1}`, x: layers, y: norms, as: 'line and points'})),
        })),
      },
    ];
  },
  ...code.deepSigmoid,
  next: 'Try tanh, softsign and elu in their place.',
  real: 'mnist --model mlp:widths=32-32-32-32-32-32,activation=sigmoid --optimizers sgd:lr=0.3 --epochs 3',
});

export const largeDerivatives = item({
  id: 'L13.2',
  name: 'large-derivatives',
  title: 'Large derivatives, by depth',
  statement:
    'If the derivatives are large the gradient increases exponentially on its way back through the layers, until it explodes.',
  places: '002:40',
  question:
    'ReLU with weights twice those of He: by how much does the gradient of the first layer grow with each layer more?',
  async measure(ground) {
    const {dispose, ...batch} = await someDigits(ground);
    const depths = [1, 2, 4, 6, 8, 10];
    const seeds = ground.seeds(3);
    const of = (network: Omit<DeepNetwork, 'depth' | 'width' | 'seed'>): number[][] =>
      seeds.map((seed) => depths.map((depth) => gradientByLayer({depth, width: 32, ...network, seed}, batch)[0]!));
    const twice = of({activation: 'relu', initializer: 'heNormal', gain: 2});
    const fitting = of({activation: 'relu', initializer: 'heNormal'});
    const sigmoid = of({activation: 'sigmoid', initializer: 'glorotUniform'});
    dispose();
    const factor = (norms: readonly number[]): number =>
      (norms.at(-1)! / norms[0]!) ** (1 / (depths.at(-1)! - depths[0]!));
    return {
      depths,
      twice,
      fitting,
      sigmoid,
      factors: twice.map(factor),
      fittingFactors: fitting.map(factor),
      sigmoidFactors: sigmoid.map(factor),
      seeds: seeds.length,
      agreed: seeds.filter((_, i) => factor(twice[i]!) > 1.5 && factor(fitting[i]!) < 1.5).length,
    };
  },
  rule: 'from a start it is so where from one to ten layers the gradient of the first one grows by more than half with each layer for the doubled weights, and by less for fitting ones; holds from every start, with conditions from two in three.',
  verdict: onSeeds,
  answer: ({factors, fittingFactors, sigmoidFactors, agreed, seeds}) =>
    `The gradient grows exponentially with the depth from ${agreed} of ${seeds} starts: ${formatDecimals(factors[0]!, 2)}-fold with each layer from the first start, against ${formatDecimals(fittingFactors[0]!, 2)}-fold with the weights of He and ${formatDecimals(sigmoidFactors[0]!, 2)}-fold for sigmoids.`,
  figures: ({depths, twice, fitting, sigmoid}) => [
    {
      name: 'depth',
      title: 'Gradient of the first layer before the first update',
      caption: 'The factor of a layer, above 1 or below, is raised to the power of the depth. One start is drawn.',
      panels: [
        {
          kind: 'lines',
          title: 'By depth',
          xTitle: 'Hidden layers',
          yTitle: 'Gradient (log scale)',
          yLog: true,
          series: [
            {label: 'ReLU, twice the weights of He', x: depths, y: twice[0]!, as: 'line and points'},
            {label: 'ReLU, weights of He', x: depths, y: fitting[0]!, as: 'line and points'},
            {label: 'sigmoid, weights of Glorot', x: depths, y: sigmoid[0]!, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.largeDerivatives,
  next: 'Which gain keeps the gradient of a deep tanh network level?',
});
