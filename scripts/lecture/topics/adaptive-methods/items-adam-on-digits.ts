import * as tf from '@tensorflow/tfjs';
import {adam, rmsprop} from '../../../../optimizers/index.ts';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {smallDigits, trainSmall} from '../../frame/small-digits.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {weightsApart} from './compute-adam.ts';

const correctionOnDigits = item({
  id: 'L8.6',
  name: 'correction-on-digits',
  title: 'The first updates of a network, with and without correction',
  statement: 'Without the correction there may not be much training in the first updates: tried here on a network.',
  places: '000:604-608, 000:627-631',
  question:
    'Digits, beta1 0.9, beta2 0.9 and then 0.999: where is the loss after ten updates, with and without correction?',
  async measure(ground) {
    const digits = await smallDigits(ground, 512);
    const after = (seed: number, beta2: number, biasCorrection: boolean) =>
      trainSmall(digits, {optimizer: adam(0.01, {beta2, biasCorrection}), updates: 11, seed});
    const runs = ground.seeds(ground.size(5, 3)).map((seed) => ({
      corrected: after(seed, 0.9, true),
      bare: after(seed, 0.9, false),
      usualCorrected: after(seed, 0.999, true),
      usualBare: after(seed, 0.999, false),
    }));
    tf.dispose([digits.x, digits.y]);
    const last = (losses: readonly number[]): number => losses.at(-1)!;
    return {
      corrected: runs[0]!.corrected,
      bare: runs[0]!.bare,
      usualCorrected: runs[0]!.usualCorrected,
      usualBare: runs[0]!.usualBare,
      seeds: runs.length,
      // Of both settings: less training shows as a higher loss.
      agreedEqual: runs.filter((run) => last(run.bare) > last(run.corrected)).length,
      agreedUsual: runs.filter((run) => last(run.usualBare) > last(run.usualCorrected)).length,
    };
  },
  rule: 'holds where from every start the loss after ten updates is higher without correction with both settings of beta2, with conditions where it is from two in three with one of them.',
  verdict({agreedEqual, agreedUsual, seeds}) {
    const [equal, usual] = [agreedEqual, agreedUsual].map((agreed) => onSeeds({agreed, seeds}));
    return onClaim({
      always: equal === 'holds' && usual === 'holds',
      sometimes: equal !== 'does not hold' || usual !== 'does not hold',
    });
  },
  answer: ({agreedEqual, agreedUsual, seeds, corrected, bare, usualCorrected, usualBare}) =>
    `With beta2 = 0.9 the first updates train less without the correction, from ${agreedEqual} of ${seeds} starts (${formatDecimals(bare.at(-1)!, 2)} in place of ${formatDecimals(corrected.at(-1)!, 2)}); with the usual 0.999 from ${agreedUsual}: there the loss is ${formatDecimals(usualBare.at(-1)!, 2)} without and ${formatDecimals(usualCorrected.at(-1)!, 2)} with it, since the steps without it are longer.`,
  figures: ({corrected, bare, usualCorrected, usualBare}) => [
    {
      name: 'losses',
      title: 'First updates on digits',
      caption: 'Left the correction speeds the start up, right it holds it back.',
      panels: [
        {title: 'beta2 = 0.9', pair: [corrected, bare]},
        {title: 'beta2 = 0.999', pair: [usualCorrected, usualBare]},
      ].map(({title, pair}) => ({
        kind: 'lines' as const,
        title,
        xTitle: 'Update',
        yTitle: 'Loss of the batch',
        series: ['corrected', 'not corrected'].map((label, i) => ({
          label,
          x: pair[i]!.map((_, k) => k),
          y: pair[i]!,
          as: 'line and points' as const,
        })),
      })),
    },
  ],
  ...code.correctionOnDigits,
  next: 'With rate 0.1 in place of 0.01: does the start without correction still work?',
});

const combination = item({
  id: 'L8.6',
  name: 'combination',
  title: 'RMSProp with momentum',
  statement: 'Adam can be seen as RMSProp with momentum: the average of the gradients takes the place of the gradient.',
  places: '002:356, 001:135, 000:555-595, 000:639-683, 004:322-330',
  question:
    'Adam with beta1 = 0 and RMSProp, on the same digits: how far apart are the weights? And RMSProp with its own momentum?',
  async measure(ground) {
    const digits = await smallDigits(ground, 512);
    const updates = ground.size(40, 15);
    const options = {beta2: 0.9, biasCorrection: false, epsilon: 1e-7};
    const apartWithoutMomentum = weightsApart(
      digits,
      [adam(0.01, {...options, beta1: 0}), rmsprop(0.01, {rho: 0.9, epsilon: 1e-7})],
      updates,
    );
    // RMSProp's own momentum adds up steps that are divided already; a tenth of the rate makes an average of them.
    const apartWithMomentum = weightsApart(
      digits,
      [adam(0.01, {...options, beta1: 0.9}), rmsprop(0.001, {rho: 0.9, momentum: 0.9, epsilon: 1e-7})],
      updates,
    );
    tf.dispose([digits.x, digits.y]);
    return {apartWithoutMomentum, apartWithMomentum};
  },
  rule: 'holds where both pairs have the same weights to 10⁻⁴, with conditions where the pair without momentum alone has.',
  verdict: ({apartWithoutMomentum, apartWithMomentum}) =>
    onClaim({
      always: apartWithoutMomentum < 1e-4 && apartWithMomentum < 1e-4,
      sometimes: apartWithoutMomentum < 1e-4,
    }),
  answer: ({apartWithoutMomentum, apartWithMomentum}) =>
    `Without momentum and correction Adam and RMSProp are the same (to ${formatNumber(Math.max(1e-7, apartWithoutMomentum), 1)}). With it they are not (${formatDecimals(apartWithMomentum, 3)}): Adam averages gradients and then divides, RMSProp with momentum divides each gradient and then adds up.`,
  ...code.combination,
  next: 'With a gradient that stays the same, do the two ways of adding momentum differ?',
  real: 'mnist --optimizers adam:lr=0.001,rmsprop:lr=0.0001:momentum=0.9 --epochs 2',
});

/** Adam on a network: its correction, and what it has of RMSProp. */
export const adamOnDigits = [correctionOnDigits, combination];
