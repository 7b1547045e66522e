import * as tf from '@tensorflow/tfjs';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import type {FigurePlan} from '../../figures/plan.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {differences, functions, jumpsAtZero, slopeDifferences, slopesAtZero} from './compute-functions.ts';

const names = functions.map(({name}) => name);
const shown = [-2, -1, 0, 1, 2];
const curve = range(-4, 4, 161);
/** Places without 0, where some have a corner. */
const places = range(-3, 3, 60);

/** One panel with the curves of some of them. */
const figureOf = (
  name: string,
  title: string,
  caption: string,
  {
    some,
    of,
    yDomain,
  }: {some: readonly string[]; of: (i: number) => (z: number) => number; yDomain: readonly [number, number]},
): FigurePlan => ({
  name,
  title,
  caption,
  panels: [
    {
      kind: 'lines',
      title,
      xTitle: 'z',
      yTitle: 'value',
      yDomain,
      series: some.map((label) => ({label, x: curve, y: curve.map(of(names.indexOf(label)))})),
    },
  ],
});

const [firstSix, lastThree] = [names.slice(0, 6), names.slice(6)];

export const values = item({
  id: 'L2.1',
  name: 'values',
  title: 'Nine activations',
  statement:
    'Identity, step, logistic, tanh, arctan, softsign, ReLU, leaky ReLU and ELU by their formulas; tanh is written 2 / (1 + e^-2z) - 1 and the leaky ReLU max(alpha z, z).',
  places: '003:367-379',
  question: 'Which of the nine are above 1 at z = 2, and which are below 0 at z = −2?',
  measure: () => ({
    z: shown,
    values: functions.map(({f}) => shown.map(f)),
    toTensorflow: differences([...places, 0]),
    tensorflowStepAtZero: tf.tidy(() => tf.step(tf.scalar(0)).dataSync()[0]!),
  }),
  rule: 'holds where each formula (ELU by cases) is what TensorFlow.js computes, to 10⁻⁶; with conditions where at least six are.',
  verdict({toTensorflow}) {
    const same = toTensorflow.filter((difference) => difference < 1e-6).length;
    return onClaim({always: same === toTensorflow.length, sometimes: same >= 6});
  },
  answer: ({toTensorflow, tensorflowStepAtZero}) =>
    `All ${toTensorflow.length} formulas agree with TensorFlow.js to ${formatNumber(Math.max(...toTensorflow), 1)}, the precision of its numbers. The step of TensorFlow.js is ${tensorflowStepAtZero} at z = 0 where the notes have 1, so that a comparison stands for it here.`,
  tables: ({values: rows}) => [
    {
      title: 'Values',
      columns: ['activation', ...shown.map((z) => `z = ${formatNumber(z)}`)],
      rows: names.map((name, i) => [name, ...rows[i]!.map((value) => formatDecimals(value, 4))]),
    },
  ],
  figures: () => [
    figureOf('curves', 'Identity, step and four that level off', 'All but the identity stay between two bounds.', {
      some: firstSix,
      of: (i) => functions[i]!.f,
      yDomain: [-4, 4],
    }),
    figureOf(
      'relus',
      'ReLU and its kin',
      'On the right all three are z; they differ in what they leave of negative z.',
      {
        some: lastThree,
        of: (i) => functions[i]!.f,
        yDomain: [-1.2, 4],
      },
    ),
  ],
  ...code.values,
  next: 'Add softplus, log(1 + e^z): which of the nine is it a smooth form of?',
  real: 'mnist --model mlp:activation=softsign --optimizers sgd:lr=0.1 --epochs 3',
});

export const derivatives = item({
  id: 'L2.1',
  name: 'derivatives',
  title: 'Their derivatives',
  statement:
    'Unlike the step function the logistic one is differentiable. Whether all the other activations are, of which the notes say nothing, is tried here.',
  places: '003:360-379',
  question: 'Which of the nine have a corner at 0? And does ELU have one?',
  measure() {
    const {byDifferences, byTf} = slopeDifferences(places);
    const {left, right} = slopesAtZero();
    return {
      byDifferences,
      byTf,
      left,
      right,
      jumps: jumpsAtZero(),
      values: functions.map((f) => shown.map(f.derivative)),
    };
  },
  rule: 'holds where derivative, differences and automatic derivative agree to 10⁻⁵ away from 0 and no function but the step has a jump or two slopes at 0; with conditions where the former alone is so.',
  verdict({byDifferences, byTf, left, right, jumps}) {
    const isRight = [...byDifferences, ...byTf].every((difference) => difference < 1e-5);
    const isSmooth = names.every(
      (name, i) => name === 'step' || (Math.abs(jumps[i]!) < 1e-6 && Math.abs(left[i]! - right[i]!) < 1e-3),
    );
    return onClaim({always: isRight && isSmooth, sometimes: isRight});
  },
  answer({left, right, jumps}) {
    const corners = names.filter((name, i) => name !== 'step' && Math.abs(left[i]! - right[i]!) > 1e-3);
    return `Away from 0 all derivatives agree with differences. At 0 the step jumps by ${formatDecimals(jumps[1]!, 0)}, and ${corners.join(' and ')} have one slope on the left (${corners.map((name) => formatDecimals(left[names.indexOf(name)]!, 2)).join(', ')}) and another on the right (1): no derivative there. ELU with alpha = 1 is smooth.`;
  },
  tables: ({values: rows, left, right}) => [
    {
      title: 'Derivatives; at z = 0 the slopes on both sides',
      columns: ['activation', 'z = −2', 'z = −1', 'left of 0', 'right of 0', 'z = 1', 'z = 2'],
      rows: names.map((name, i) => {
        const [a, b, , c, d] = rows[i]!;
        return [name, ...[a!, b!, left[i]!, right[i]!, c!, d!].map((slope) => formatDecimals(slope, 4))];
      }),
    },
  ],
  figures: () => [
    figureOf(
      'slopes',
      'Derivatives of the first six',
      'Where a curve is near 0 the activation lets no gradient through: the step does so everywhere.',
      {some: firstSix, of: (i) => functions[i]!.derivative, yDomain: [-0.1, 1.1]},
    ),
    figureOf('slopes-relus', 'Derivatives of ReLU and its kin', 'Two of them jump at 0, that of ELU does not.', {
      some: lastThree,
      of: (i) => functions[i]!.derivative,
      yDomain: [-0.1, 1.1],
    }),
  ],
  ...code.derivatives,
  next: 'At which z is the slope of each at most a hundredth? These are where a unit stops learning.',
});
