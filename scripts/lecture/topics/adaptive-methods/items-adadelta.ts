import * as tf from '@tensorflow/tfjs';
import {rmsprop} from '../../../../optimizers/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {lastLoss, smallDigits, trainSmall} from '../../frame/small-digits.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {accumulate} from './compute-rates.ts';
import {WindowedRms} from './compute-window.ts';

const size = 10;

const trueWindow = item({
  id: 'L8.5',
  name: 'true-window',
  title: 'A window, or a fading memory?',
  statement: 'Adadelta restricts what it adds up to the past gradients in a window of fixed size W.',
  places: '002:335-336',
  question: 'One gradient of 3 among gradients of 1: when is it forgotten, with a window of 10 and with rho = 0.9?',
  measure() {
    const gradients = Array.from({length: 80}, (_, k) => (k === 30 ? 3 : 1));
    const calm = gradients.map(() => 1);
    const kinds = (['sum', 'window', 'decayed'] as const).map((kind) => accumulate(kind, gradients, {size, rho: 0.9}));
    const without = (['sum', 'window', 'decayed'] as const).map((kind) => accumulate(kind, calm, {size, rho: 0.9}));
    // What is left of the great gradient when the window has just passed it, as a share of what it added at first.
    const left = kinds.map((values, i) => (values[40]! - without[i]![40]!) / (values[30]! - without[i]![30]!));
    return {sum: kinds[0]!, window: kinds[1]!, decayed: kinds[2]!, left, numbersKept: [1, size, 1]};
  },
  rule: 'holds where in the average that Adadelta keeps nothing is left of a gradient older than W = 1 / (1 - rho) updates, with conditions where less is left than of a sum.',
  verdict: ({left: [ofSum, , ofDecayed]}) =>
    onClaim({always: Math.abs(ofDecayed!) < 1e-9, sometimes: ofDecayed! < 0.5 * ofSum!}),
  answer: ({left}) =>
    `Ten updates after a large gradient the window has forgotten it (${formatDecimals(Math.abs(left[1]!), 2)} left), the decayed average keeps ${formatDecimals(left[2]!, 2)} of it (0.9^10), a sum all (${formatDecimals(left[0]!, 2)}). Adadelta itself keeps the decayed average in place of a window, since that takes one number for each weight and not ${size}.`,
  figures: ({window, decayed}) => [
    {
      name: 'memories',
      title: 'One gradient of 3 among gradients of 1',
      caption:
        'The window holds it for ten updates and drops it; the decayed average lets it fade. Both start from zero.',
      panels: [
        {
          kind: 'lines',
          title: 'Mean of squares',
          xTitle: 'Update',
          yTitle: 'Mean of squares',
          series: [
            {label: 'window of 10', x: window.map((_, k) => k + 1), y: window},
            {label: 'decayed, rho 0.9', x: decayed.map((_, k) => k + 1), y: decayed},
          ],
        },
      ],
    },
  ],
  ...code.trueWindow,
  next: 'For which W does the decayed average come closest to the window?',
});

const windowOnDigits = item({
  id: 'L8.5',
  name: 'window-on-digits',
  title: 'Does a true window train better?',
  statement:
    'Adadelta keeps a window of past squares, RMSProp a moving average. That the average trains as well as the window is supposed here.',
  places: '002:335-336, 002:342-344',
  question:
    'A network on digits, window of 10 and rho = 0.9: how far apart are the losses, and the numbers to be kept?',
  async measure(ground) {
    const digits = await smallDigits(ground, 512);
    const [rate, updates] = [0.01, ground.size(120, 40)];
    const runs = ground.seeds(ground.size(3, 2)).map((seed) => {
      const windowed = new WindowedRms(rate, size);
      let numbers = 0;
      let weights = 0;
      const window = trainSmall(digits, {
        optimizer: windowed,
        updates,
        seed,
        onUpdate(_, variables) {
          numbers = windowed.numbers;
          weights = variables.reduce((sum, variable) => sum + variable.size, 0);
        },
      });
      return {window, decayed: trainSmall(digits, {optimizer: rmsprop(rate), updates, seed}), numbers, weights};
    });
    tf.dispose([digits.x, digits.y]);
    const ratios = runs.map(({window, decayed}) => lastLoss(window) / lastLoss(decayed));
    return {
      window: runs[0]!.window,
      decayed: runs[0]!.decayed,
      ratios,
      numbersOfWindow: runs[0]!.numbers,
      numbersOfDecayed: runs[0]!.weights,
      seeds: runs.length,
      agreed: ratios.filter((ratio) => ratio > 0.8 && ratio < 1.25).length,
    };
  },
  rule: 'holds where from every start the last losses with window and decayed average are within a quarter of each other, with conditions from two in three.',
  verdict: onSeeds,
  answer: ({ratios, numbersOfWindow, numbersOfDecayed}) =>
    `The last losses with the window are ${ratios.map((ratio) => formatDecimals(ratio, 2)).join(', ')} of those with the decayed average, but it keeps ${numbersOfWindow} numbers in place of ${numbersOfDecayed}.`,
  figures: ({window, decayed}) => [
    {
      name: 'losses',
      title: 'Losses of a network on digits',
      caption: 'Both trainings from the same start with the same batches.',
      panels: [
        {
          kind: 'lines',
          title: 'Loss of the batch',
          xTitle: 'Update',
          yTitle: 'Loss (log scale)',
          yLog: true,
          series: [
            {label: 'window of 10', x: window.map((_, k) => k + 1), y: window},
            {label: 'decayed, rho 0.9', x: decayed.map((_, k) => k + 1), y: decayed},
          ],
        },
      ],
    },
  ],
  ...code.windowOnDigits,
  next: 'Try a window of 3 and rho = 2/3.',
  real: 'mnist --optimizers adadelta:lr=1:rho=0.9,rmsprop:rho=0.9,adagrad --epochs 3',
});

/** The window of Adadelta. */
export const adadeltaItems = [trueWindow, windowOnDigits];
