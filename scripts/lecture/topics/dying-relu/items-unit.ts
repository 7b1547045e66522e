import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {deadlyRate, descend, gradientOf, isDead, lossOf} from './compute.ts';

/** Examples y = x. */
const inputs = [0.5, 1, 2];
const biases = [-5, -4, -3, -2.5, -2.1, -1.9, -1.5, -1, -0.5, 0.5];

export const deadUnit = item({
  id: 'L14.1',
  name: 'dead-unit',
  title: 'A unit that is always at zero stays there',
  statement:
    'A ReLU whose net input is negative for all examples gives only zeros. That it then has no gradient to bring it back is added here.',
  places: '003:1519-1523, 003:1547-1549',
  question: 'relu(x + b) shall learn y = x for x = 0.5, 1 and 2: from which b does it never learn?',
  measure() {
    const ends = (leak: number): number[] =>
      biases.map((b) =>
        lossOf(descend({w: 1, b}, [inputs, inputs], {rate: 0.1, steps: 15_000, leak}), inputs, inputs, leak),
      );
    return {
      biases,
      dead: biases.map((b) => (isDead({w: 1, b}, inputs) ? 1 : 0)),
      gradients: biases.map((b) => {
        const {w, b: ofBias} = gradientOf({w: 1, b}, inputs, inputs, 0);
        return Math.hypot(w, ofBias);
      }),
      lossesBefore: biases.map((b) => lossOf({w: 1, b}, inputs, inputs, 0)),
      lossesAfter: ends(0),
      leakyLossesAfter: ends(0.01),
    };
  },
  rule: 'holds where exactly the units that are negative for all examples have a gradient of 0 and the loss that they began with after 15,000 steps, and all others end below 0.001; with conditions where the dead ones stay.',
  verdict({dead, gradients, lossesBefore, lossesAfter}) {
    const stay = dead.every((yes, i) => yes === 0 || (gradients[i] === 0 && lossesAfter[i] === lossesBefore[i]));
    const learn = dead.every((yes, i) => yes === 1 || (gradients[i]! > 0 && lossesAfter[i]! < 1e-3));
    return onClaim({always: stay && learn && dead.includes(1), sometimes: stay && dead.includes(1)});
  },
  answer: ({dead, leakyLossesAfter}) =>
    `The ReLU stays dead from a bias of b = −2 down, where x + b is negative even for x = 2: the gradient is exactly 0 for ${dead.filter(Boolean).length} of ${dead.length} starts, and 15,000 steps change nothing. A leak of 0.01 brings all of them back, to a loss of at most ${formatNumber(Math.max(...leakyLossesAfter), 1)}.`,
  figures: ({lossesBefore, lossesAfter, leakyLossesAfter}) => [
    {
      name: 'losses',
      title: 'Loss after 15,000 steps, by the bias at the start',
      caption:
        'Left of −2 the ReLU keeps the loss that it began with; right of it, and everywhere with a leak, the loss goes to zero.',
      panels: [
        {
          kind: 'lines',
          title: 'f(x + b)',
          xTitle: 'Bias at the start',
          yTitle: 'Loss',
          series: [
            {label: 'at the start', x: biases, y: lossesBefore, as: 'dashed'},
            {label: 'ReLU', x: biases, y: lossesAfter, as: 'line and points'},
            {label: 'leaky ReLU', x: biases, y: leakyLossesAfter, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.deadUnit,
  next: 'Give the unit a fourth example, x = 4: from which b does it never learn then?',
});

const x = [1, 2];
const t = [0.2, 0.4];
const rates = range(0.05, 0.75, 29);

export const oneStep = item({
  id: 'L14.1',
  name: 'one-step',
  title: 'One step that is too long kills',
  statement:
    'A high rate is a cause of dying ReLUs, by the update of a weight. Tried here is what a single update can do.',
  places: '003:1527-1544',
  question:
    'relu(w x) from w = 1 shall become 0.2 x on x = 1 and 2. A linear unit bears rates up to 0.8: and the ReLU?',
  measure() {
    const end =
      (leak: number) =>
      (rate: number): number =>
        descend({w: 1, b: 0}, [x, t], {rate, steps: 200, leak, hasBias: false}).w;
    return {
      rates,
      relu: rates.map(end(0)),
      linear: rates.map(end(1)),
      gradient: gradientOf({w: 1, b: 0}, x, t, 0).w,
      deadlyRate: deadlyRate(1, x, t),
      linearLimit: 2 / ((x[0]! ** 2 + x[1]! ** 2) / 2),
    };
  },
  rule: 'holds where the linear unit comes to 0.2 (to 0.001) at every rate tried, and the ReLU at every one below the deadly rate and at none above; with conditions where the ReLU fails at some rate at which the linear unit does not.',
  verdict({rates: tried, relu, linear, deadlyRate: deadly}) {
    const learnt = (w: number): boolean => Math.abs(w - 0.2) < 1e-3;
    const asExpected = tried.every((rate, i) => learnt(relu[i]!) === rate < deadly);
    return onClaim({
      always: asExpected && linear.every(learnt) && tried.some((rate) => rate > deadly),
      sometimes: relu.some((w, i) => !learnt(w) && learnt(linear[i]!)),
    });
  },
  answer: ({deadlyRate: deadly, gradient, linearLimit}) =>
    `The first gradient is ${formatDecimals(gradient, 1)}, so from the rate ${formatDecimals(deadly, 3)} on the first step takes w below 0, where the ReLU is zero for both examples and stays. The linear unit learns at all rates below ${formatDecimals(linearLimit, 1)}.`,
  figures: ({relu, linear}) => [
    {
      name: 'ends',
      title: 'Weight after 200 steps',
      caption:
        'Below the deadly rate both learn 0.2; above it the ReLU is left with whatever negative weight the first step gave it.',
      panels: [
        {
          kind: 'lines',
          title: 'From w = 1',
          xTitle: 'Rate',
          yTitle: 'Weight at the end',
          series: [
            {label: 'linear unit', x: rates, y: linear, as: 'line and points'},
            {label: 'ReLU', x: rates, y: relu, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.oneStep,
  next: 'Begin with a rate that grows slowly, as in a warm-up to 0.7: does the unit survive?',
});
