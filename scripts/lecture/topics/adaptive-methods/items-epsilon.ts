import * as tf from '@tensorflow/tfjs';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {smallDigits} from '../../frame/small-digits.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {firstStepBy, lossesBy} from './compute-epsilon.ts';

const epsilon = 1e-6;

const epsilonPlace = item({
  id: 'L8.8',
  name: 'epsilon-place',
  title: 'Epsilon inside or outside of the root',
  statement:
    'A small number keeps the division from failing; some write it under the root, some beside it, as if that were the same.',
  places: '000:371-379, 002:328, 002:342-376, 004:258-260, 004:304-349',
  question:
    'epsilon = 10⁻⁶, gradient 0.001: by how many per cent do the two first steps of Adagrad differ? And for a gradient of 10⁻⁶?',
  measure() {
    const gradients = range(-9, 1, 41).map((exponent) => 10 ** exponent);
    const steps = gradients.map((g) => firstStepBy(g, epsilon));
    const differenceAt = (g: number): number => {
      const {inside, outside} = firstStepBy(g, epsilon);
      return outside / inside - 1;
    };
    return {
      gradients,
      inside: steps.map((step) => step.inside),
      outside: steps.map((step) => step.outside),
      atTenth: differenceAt(0.1),
      atThousandth: differenceAt(1e-3),
      atEpsilon: differenceAt(epsilon),
      greatest: Math.max(...gradients.map(differenceAt)),
      // Above which gradient the steps are within a hundredth of each other.
      sameFrom: gradients.find((g) => gradients.every((each) => each < g || differenceAt(each) < 0.01))!,
    };
  },
  rule: 'holds where the first steps of both forms are within 1 % of each other for all gradients from 10⁻⁹ to 10, with conditions where they are for gradients of 10⁻² and more.',
  verdict: ({greatest, sameFrom}) => onClaim({always: greatest < 0.01, sometimes: sameFrom < 0.011}),
  answer: ({atTenth, atThousandth, atEpsilon, sameFrom}) =>
    `The first steps of the two forms differ by ${formatDecimals(100 * atThousandth, 0)} % at a gradient of 0.001 and ${formatDecimals(100 * atTenth, 3)} % at 0.1, but at 10⁻⁶ the step with epsilon outside is ${formatDecimals(1 + atEpsilon, 0)} times as long. Within a hundredth they are from gradients of ${formatNumber(sameFrom, 1)} on, ten times the root of epsilon: inside, it acts like its root.`,
  figures: ({gradients, inside, outside}) => [
    {
      name: 'steps',
      title: 'First step of Adagrad, epsilon = 10⁻⁶',
      caption:
        'Outside, gradients down to about 10⁻⁶ take a full step; inside, only those down to about 10⁻³, its root.',
      panels: [
        {
          kind: 'lines',
          title: 'First step',
          xTitle: 'Gradient (log scale)',
          yTitle: 'Step, in rates (log scale)',
          xLog: true,
          yLog: true,
          series: [
            {label: 'outside', x: gradients, y: outside},
            {label: 'inside', x: gradients, y: inside},
          ],
        },
      ],
    },
  ],
  tables: () => [
    {
      title: 'First step of Adagrad in rates, by gradient and epsilon',
      columns: ['gradient', 'epsilon', 'outside', 'inside'],
      rows: [1, 1e-2, 1e-4, 1e-6].flatMap((g) =>
        [1e-7, 1e-6].map((each) => {
          const {outside, inside} = firstStepBy(g, each);
          return [formatNumber(g, 1), formatNumber(each, 1), formatDecimals(outside, 6), formatDecimals(inside, 6)];
        }),
      ),
    },
  ],
  ...code.epsilonPlace,
  next: 'Which epsilon outside has the effect of 10⁻⁶ inside, for gradients far below both?',
});

const epsilons = [1e-8, 1e-6, 1e-4, 1e-2];
const names = ['adagrad', 'rmsprop', 'adam'] as const;

const epsilonOnDigits = item({
  id: 'L8.8',
  name: 'epsilon-on-digits',
  title: 'Does the place of epsilon matter to a network?',
  statement:
    'Epsilon is there for numerical stability alone. That its value does not matter to the training, as this suggests, is tried here.',
  places: '000:374-379, 004:258-260, 004:314, 002:328-352',
  question: 'Digits, epsilon from 10⁻⁸ to 10⁻²: from which on do inside and outside end at other losses?',
  async measure(ground) {
    const digits = await smallDigits(ground, 512);
    const chosen = epsilons.filter((_, i) => ground.size(1, 0) === 1 || i === 0 || i === epsilons.length - 1);
    const options = {updates: ground.size(80, 30), seed: ground.seed};
    const losses = chosen.map((each) => lossesBy(digits, each, options));
    tf.dispose([digits.x, digits.y]);
    const ratios = names.map((name) => losses.map((loss) => loss[name].inside / loss[name].outside));
    return {
      epsilons: chosen,
      ratios,
      outside: names.map((name) => losses.map((loss) => loss[name].outside)),
      inside: names.map((name) => losses.map((loss) => loss[name].inside)),
      // How far the loss moves at most from that of the least epsilon, by place.
      farthestAtLeast: Math.max(...ratios.map((row) => Math.abs(row[0]! - 1))),
      farthestAtGreatest: Math.max(...ratios.map((row) => Math.abs(row.at(-1)! - 1))),
    };
  },
  rule: 'holds where the last losses with epsilon inside and outside are within 10 % of each other for all rules at every epsilon, with conditions where they are at the least one.',
  verdict: ({farthestAtLeast, farthestAtGreatest}) =>
    onClaim({always: farthestAtLeast < 0.1 && farthestAtGreatest < 0.1, sometimes: farthestAtLeast < 0.1}),
  answer: ({farthestAtLeast, farthestAtGreatest, inside, outside}) =>
    `With an epsilon of 10⁻⁸ the losses of both forms are within ${formatDecimals(100 * farthestAtLeast, 1)} % of each other, at 10⁻² up to ${formatDecimals(100 * farthestAtGreatest, 0)} % apart: Adam ends at ${formatDecimals(inside[2]!.at(-1)!, 2)} with it inside and at ${formatDecimals(outside[2]!.at(-1)!, 2)} with it outside.`,
  figures: ({epsilons: chosen, inside, outside}) => [
    {
      name: 'losses',
      title: 'Last loss of a short training on digits, by epsilon',
      caption: 'Small epsilons change nothing; large ones slow the training, and under the root they do so earlier.',
      panels: names.map((name, i) => ({
        kind: 'lines' as const,
        title: name,
        xTitle: 'Epsilon (log scale)',
        yTitle: 'Last loss',
        xLog: true,
        series: [
          {label: 'outside', x: chosen, y: outside[i]!, as: 'line and points' as const},
          {label: 'inside', x: chosen, y: inside[i]!, as: 'line and points' as const},
        ],
      })),
    },
  ],
  ...code.epsilonOnDigits,
  next: 'With epsilon = 1 and a rate as many times larger, what does Adam become?',
  real: 'mnist --optimizers adam:epsilon=1e-4,adam:epsilon=1e-4:epsilonInside=true --epochs 2',
});

/** Where epsilon stands, and what it does there. */
export const epsilonItems = [epsilonPlace, epsilonOnDigits];
