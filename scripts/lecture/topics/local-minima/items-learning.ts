import * as tf from '@tensorflow/tfjs';
import {permuteUnits, rescaleUnits} from '../../../../lib/landscape/index.ts';
import {mlp} from '../../../../lib/models/index.ts';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {lossesFrom} from './compute-copies.ts';
import {orderOf} from './items-copies.ts';
import {someDigits} from './items-line.ts';

export const learnEqually = item({
  id: 'L12.4',
  name: 'learn-equally',
  title: 'Do the copies learn equally?',
  statement: 'Settings that cannot be told apart learn equally from the training data.',
  places: '002:58-59',
  question:
    'Three copies of a network with the same outputs, one with k = 3: are their losses the same after twenty updates?',
  async measure(ground) {
    const {dispose, ...data} = await someDigits(ground, ground.size(1000, 300));
    const how = {rate: 0.1, updates: 20};
    const runs = ground.seeds(ground.size(3, 2)).map((seed) => {
      const model = mlp({widths: [32], seed});
      const permuted = permuteUnits({model, layer: 'hidden1', order: orderOf(seed)});
      const rescaled = rescaleUnits({model, layer: 'hidden1', factors: 3});
      const losses = [model.getWeights(), permuted, rescaled].map((weights) => lossesFrom(model, weights, data, how));
      tf.dispose([permuted, rescaled]);
      model.dispose();
      return losses;
    });
    dispose();
    const apart = (copy: number): number[] =>
      runs.map((losses) => Math.max(...losses[0]!.map((loss, t) => Math.abs(loss - losses[copy]![t]!))));
    return {
      own: runs[0]![0]!,
      permuted: runs[0]![1]!,
      rescaled: runs[0]![2]!,
      permutedApart: apart(1),
      rescaledApart: apart(2),
      startsApart: runs.map(([own, , rescaled]) => Math.abs(own![0]! - rescaled![0]!)),
    };
  },
  rule: 'holds where the losses of the permuted and of the rescaled copy stay within 0.001 of those of the network at every update; with conditions where those of the permuted one do.',
  verdict({permutedApart, rescaledApart}) {
    const isSame = permutedApart.every((each) => each < 1e-3);
    return onClaim({always: isSame && rescaledApart.every((each) => each < 1e-3), sometimes: isSame});
  },
  answer: ({permutedApart, rescaledApart, startsApart}) =>
    `The permuted copy stays within ${formatNumber(Math.max(...permutedApart), 1)}. The rescaled one starts within ${formatNumber(Math.max(...startsApart), 1)} and comes to be ${formatDecimals(Math.min(...rescaledApart), 2)} or more apart: what is k times as large has a gradient of 1/k, so that descent takes another way.`,
  figures: ({own, permuted, rescaled}) => [
    {
      name: 'losses',
      title: 'Three settings with the same outputs, trained alike',
      caption:
        'Network and permuted copy lie on one another; the copy with k = 3 goes its own way from the first update on.',
      panels: [
        {
          kind: 'lines',
          title: 'Training loss',
          xTitle: 'Update',
          yTitle: 'Loss',
          series: [
            {label: 'network', x: own.map((_, t) => t), y: own},
            {label: 'permuted', x: permuted.map((_, t) => t), y: permuted, as: 'points'},
            {label: 'k = 3', x: rescaled.map((_, t) => t), y: rescaled},
          ],
        },
      ],
    },
  ],
  ...code.learnEqually,
  next: 'Train with Adam, whose steps do not depend on the size of the gradient.',
});
