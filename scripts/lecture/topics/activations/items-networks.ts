import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {sharedPlans} from '../../frame/plans.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {functions, logistic} from './compute-functions.ts';
import {randomStacks, toOneLayer} from './compute-networks.ts';

export const collapse = item({
  id: 'L2.2',
  name: 'collapse',
  title: 'Linear layers are one layer',
  statement:
    'Without activation functions a network would be a linear combination of its inputs and weights, limited to linear relations.',
  places: '003:322-324',
  question: 'Six layers without activation: how far are they from the one layer whose weights are the product?',
  measure(ground) {
    const most = ground.size(6, 4);
    return {
      layers: Array.from({length: most}, (_, i) => i + 1),
      linear: randomStacks('linear', most, ground.seed),
      tanh: randomStacks('tanh', most, ground.seed),
      relu: randomStacks('relu', most, ground.seed),
    };
  },
  rule: 'holds where every linear stack is one layer to 10⁻⁵ of its outputs and no stack with tanh or ReLU is to a hundredth; with conditions where the former alone is so.',
  verdict({linear, tanh, relu}) {
    const isOne = linear.every((difference) => difference < 1e-5);
    return onClaim({always: isOne && [...tanh, ...relu].every((difference) => difference > 0.01), sometimes: isOne});
  },
  answer: ({layers, linear, tanh, relu}) =>
    `Up to ${layers.length} hidden layers, the linear stack is one layer to ${formatNumber(Math.max(...linear), 1)}; with tanh it is off by at least ${formatDecimals(Math.min(...tanh), 2)} of the outputs, with ReLU by ${formatDecimals(Math.min(...relu), 2)}.`,
  figures: ({layers, linear, tanh, relu}) => [
    {
      name: 'difference',
      title: 'How far a stack is from one linear layer',
      caption: 'Linear layers differ by rounding alone.',
      panels: [
        {
          kind: 'lines',
          title: 'Difference',
          xTitle: 'Hidden layers',
          yTitle: 'Difference, relative to the outputs (log scale)',
          yLog: true,
          series: [
            {label: 'linear', x: layers, y: linear, as: 'line and points'},
            {label: 'tanh', x: layers, y: tanh, as: 'line and points'},
            {label: 'ReLU', x: layers, y: relu, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.collapse,
  next: 'Is the product of the weights still one layer if one of the hidden layers is narrower than the outputs?',
});

export const digits = item({
  id: 'L2.2',
  name: 'digits',
  title: 'What the activation is good for',
  statement:
    'Activation functions let a network learn more than linear relations. Measured here by its accuracy on digits with them and without.',
  places: '003:320-333',
  question:
    'Two hidden layers without activation against none at all, on the digits: which is better, and by how much?',
  async measure(ground) {
    const {test} = await ground.examples();
    const runs = [];
    for (const relu of sharedPlans(ground, ground.size(3, 2))) {
      const plans = [{...relu, widths: []}, {...relu, activation: 'linear' as const}, relu];
      const trained = await Promise.all(plans.map(async (plan) => await ground.trained(plan)));
      runs.push({
        accuracies: trained.map(({history}) => history.at(-1)!.testAccuracy!),
        toOne: toOneLayer(trained[1]!.model, test.x),
      });
    }
    return {
      none: runs.map(({accuracies}) => accuracies[0]!),
      linear: runs.map(({accuracies}) => accuracies[1]!),
      relu: runs.map(({accuracies}) => accuracies[2]!),
      linearToOneLayer: runs.map(({toOne}) => toOne),
      seeds: runs.length,
      agreed: runs.filter(({accuracies: [none, linear, relu]}) => relu! > Math.max(none!, linear!)).length,
    };
  },
  rule: 'holds where the network with ReLU has a higher test accuracy than both without from every seed, and the linear one is one layer to 10⁻³; with conditions from two in three.',
  verdict: ({agreed, seeds, linearToOneLayer}) =>
    onSeeds({agreed: linearToOneLayer.every((difference) => difference < 1e-3) ? agreed : 0, seeds}),
  answer: ({none, linear, relu, agreed, seeds, linearToOneLayer}) =>
    `The test accuracy is ${formatDecimals(100 * none[0]!, 1)} % without hidden layers, ${formatDecimals(100 * linear[0]!, 1)} % with a linear one, ${formatDecimals(100 * relu[0]!, 1)} % with one of ReLU from the first seed; ReLU is ahead from ${agreed} of ${seeds}. The trained linear network is one layer to ${formatNumber(Math.max(...linearToOneLayer), 1)}.`,
  figures: ({none, linear, relu}) => [
    {
      name: 'errors',
      title: 'Test errors on the digits',
      caption: 'A linear layer makes about the errors of none; with ReLU there are clearly fewer.',
      panels: [
        {
          kind: 'bars',
          title: 'Errors',
          xTitle: 'Seed',
          yTitle: 'Share of wrong answers',
          names: none.map((_, i) => String(i + 1)),
          series: [
            {label: 'no hidden layer', values: none.map((accuracy) => 1 - accuracy)},
            {label: 'linear hidden layer', values: linear.map((accuracy) => 1 - accuracy)},
            {label: 'hidden layer of ReLU', values: relu.map((accuracy) => 1 - accuracy)},
          ],
        },
      ],
    },
  ],
  ...code.digits,
  next: 'Compare with tanh and softsign.',
  real: 'mnist --model mlp:widths=32,activation=linear --optimizers sgd:lr=0.3 --epochs 6',
});

const near = range(-6, 6, 121);

export const smooth = item({
  id: 'L2.2',
  name: 'smooth',
  title: 'The logistic function is a smooth step',
  statement:
    'Unlike the step, the logistic function has no jump at its threshold -w0: it is continuous there and differentiable.',
  places: '003:342-360',
  question:
    'What becomes of the slope over an interval around the threshold, for both, when the interval shrinks tenfold?',
  measure() {
    const widths = [1, 0.1, 0.01, 1e-3, 1e-4];
    const step = functions.find(({name}) => name === 'step')!.f;
    // The input is the sum of w x, so that the threshold -w0 lies at 1.5.
    const w0 = -1.5;
    const slopes = (f: (z: number) => number) => widths.map((h) => (f(1.5 + h + w0) - f(1.5 - h + w0)) / (2 * h));
    return {
      widths,
      ofStep: slopes(step),
      ofLogistic: slopes(logistic),
      atThreshold: logistic(0),
      steepness: [1, 3, 10, 100],
      toStep: [1, 3, 10, 100].map((k) => Math.abs(logistic(k * 0.5) - step(0.5))),
    };
  },
  rule: 'holds where the slopes of the logistic function come to 1/4 (to 10⁻⁶) and those of the step exceed 1000 on the shortest interval; with conditions where the former alone is so.',
  verdict({ofStep, ofLogistic}) {
    const isSmooth = Math.abs(ofLogistic.at(-1)! - 0.25) < 1e-6;
    return onClaim({always: isSmooth && ofStep.at(-1)! > 1000, sometimes: isSmooth});
  },
  answer: ({ofStep, ofLogistic, atThreshold, toStep}) =>
    `On ever shorter intervals the slope of the step grows tenfold each time, to ${formatDecimals(ofStep.at(-1)!, 0)}; that of the logistic function comes to ${formatDecimals(ofLogistic.at(-1)!, 4)}. At the threshold itself the output is ${atThreshold}. With weights ten times as large the difference from the step, half a unit away, is ${formatDecimals(toStep[2]!, 4)}.`,
  figures: ({steepness}) => [
    {
      name: 'steps',
      title: 'From the logistic function to the step',
      caption: 'Larger weights make the same curve steeper; the step is where this leads.',
      panels: [
        {
          kind: 'lines',
          title: 'Output',
          xTitle: 'Sum of w x, with w0 = −1.5',
          yTitle: 'y',
          series: [
            ...steepness
              .slice(0, 3)
              .map((k) => ({label: `weights times ${k}`, x: near, y: near.map((z) => logistic(k * (z - 1.5)))})),
            {label: 'step', x: [-6, 1.5, 1.5, 6], y: [0, 0, 1, 1], as: 'dashed'},
          ],
        },
      ],
    },
  ],
  ...code.smooth,
  next: 'Descent needs slopes: train XOR with weights a hundred times as large and watch the gradient.',
});
