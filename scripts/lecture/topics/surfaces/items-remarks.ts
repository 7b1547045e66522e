import * as tf from '@tensorflow/tfjs';
import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code-glossary.ts';
import {coarse, toExamples} from './compute-digits.ts';
import {combinations, lossesByRate, sequence} from './compute-remarks.ts';

const justification = item({
  id: 'L18.2',
  name: 'justification',
  title: 'Open remark: no clear theoretical justification',
  statement: 'There is no clear theoretical justification for combining momentum and scaling, as Adam does.',
  places: '004:351',
  question:
    'Convex losses on [−1, 1], 3w every third step and -w else: the sum is least at −1. Where does the scaling of Adam end?',
  measure(ground) {
    const steps = ground.size(1500, 600);
    const paths = (['adam', 'amsgrad', 'sgd'] as const).map((method) => sequence(method, steps));
    const tail = (path: readonly number[]): number => path.slice(-30).reduce((sum, w) => sum + w, 0) / 30;
    return {adam: paths[0]!, amsgrad: paths[1]!, sgd: paths[2]!, ends: paths.map(tail), steps};
  },
  rule: 'holds, as far as a counterexample can tell, where Adam ends at the worst point of a convex problem (above 0.9) while plain descent and AMSGrad end at the best (below −0.9); with conditions where all three end at the best; else it does not hold.',
  verdict: ({ends: [adam, amsgrad, sgd]}) =>
    onClaim({
      always: adam! > 0.9 && amsgrad! < -0.9 && sgd! < -0.9,
      sometimes: adam! < -0.9 && amsgrad! < -0.9 && sgd! < -0.9,
    }),
  answer: ({ends: [adam, amsgrad, sgd]}) =>
    `Adam ends at ${formatDecimals(adam!, 2)}, the worst point: the scale forgets the one gradient of 3 among two of −1. AMSGrad, which does not forget, ends at ${formatDecimals(amsgrad!, 2)}, plain descent at ${formatDecimals(sgd!, 2)}. So the proof of convergence that came with Adam cannot be right as it stood (Reddi, Kale and Kumar, 2018); the trouble is in the scaling, there is no momentum here.`,
  figures({adam, amsgrad, sgd}) {
    const shown = (path: readonly number[]) => path.slice(0, 301);
    const x = shown(adam).map((_, i) => i);
    return [
      {
        name: 'ways',
        title: 'Three methods on a convex sequence of losses',
        caption: 'With beta1 = 0 and beta2 = 0.1, rate 0.5 over the root of the step: Adam goes the wrong way.',
        panels: [
          {
            kind: 'lines',
            title: 'w over the first steps',
            xTitle: 'Step',
            yTitle: 'w',
            series: [
              {label: 'Adam', x, y: shown(adam)},
              {label: 'AMSGrad', x, y: shown(amsgrad)},
              {label: 'descent', x, y: shown(sgd)},
            ],
          },
        ],
      },
    ];
  },
  ...code.justification,
  next: 'Take beta2 = 0.99 instead of 0.1: is Adam right then?',
});

const rates = [0.003, 0.01, 0.03, 0.1, 0.3, 1];

const combination = item({
  id: 'L18.2',
  name: 'combination',
  title: 'Momentum and scaling, alone and together',
  statement:
    'Momentum and scaling are combined without a clear justification, so that only a measurement can tell whether it pays.',
  places: '004:347-352',
  question: 'Momentum alone, scaling alone, both: each with its best rate. Is the combination ahead?',
  async measure(ground) {
    const data = toExamples(coarse(ground.digits.train, ground.size(800, 250)));
    const seeds = ground.seeds(ground.size(3, 2));
    const own = rates.slice(ground.size(0, 1), ground.size(6, 5));
    const all: number[][][] = [];
    for (const seed of seeds) {
      const losses: number[][] = [];
      for (const name of combinations)
        losses.push(await lossesByRate(name, data, {rates: own, epochs: ground.size(4, 3), seed}));
      all.push(losses);
    }
    tf.dispose([data.x, data.y]);
    const best = all.map((losses) => losses.map((byRate) => Math.min(...byRate)));
    return {
      rates: own,
      first: all[0]!,
      best,
      seeds: seeds.length,
      aheadOfNeither: best.filter(([neither, , , both]) => both! < neither!).length,
      aheadOfEach: best.filter(([, momentum, scaling, both]) => both! < Math.min(momentum!, scaling!)).length,
    };
  },
  rule: 'holds where both together have the lower loss than each alone, and than neither, from every seed; with conditions where they are ahead of neither from every seed, and of each alone from some or none.',
  verdict: ({aheadOfEach, aheadOfNeither, seeds}) =>
    onClaim({always: aheadOfEach === seeds && aheadOfNeither === seeds, sometimes: aheadOfNeither === seeds}),
  answer: ({best, aheadOfEach, aheadOfNeither, seeds}) =>
    `Both together are ahead of plain descent from ${aheadOfNeither} of ${seeds} seeds, and of each alone from ${aheadOfEach}. First seed: ${combinations.map((name, i) => `${name} ${formatDecimals(best[0]![i]!, 2)}`).join(', ')}.`,
  figures: ({rates: own, first}) => [
    {
      name: 'losses',
      title: 'Training loss by rate, first seed',
      caption: 'Momentum and scaling each do most of it alone; scaling wants a smaller rate.',
      panels: [
        {
          kind: 'lines',
          title: 'A network 49-16-10',
          xTitle: 'Rate (log scale)',
          yTitle: 'Training loss',
          xLog: true,
          series: combinations.map((label, i) => ({label, x: own, y: first[i]!, as: 'line and points' as const})),
        },
      ],
    },
  ],
  ...code.combination,
  next: 'Train longer: does the order stay the same?',
  real: 'mnist --optimizers sgd:lr=0.3,momentum:lr=0.1,rmsprop:lr=0.01,adam:lr=0.01 --epochs 3',
});

/** Remarks that the notes leave open. */
export const remarkItems = [justification, combination];
