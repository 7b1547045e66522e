import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {zeros} from './compute.ts';
import {part, penalisedSoftmax, seenInputs} from './compute-digits.ts';

export const penaltiesOnDigits = item({
  id: 'L15.1',
  name: 'penalties-digits',
  title: 'Both penalties on digits',
  statement:
    'L1 and L2 regularisation are named without their effects. Tried here on digits: L1 makes weights zero, L2 makes them small.',
  places: '004:366, 004:377',
  question:
    'Of the weights of pixels that are ever inked: which share can be zero before the digits are told apart worse?',
  async measure(ground) {
    const {train, test} = await ground.examples();
    const [data, probe] = [part(train, 0, ground.size(1000, 200)), part(test, 0, ground.size(1000, 200))];
    const seen = seenInputs(data);
    const strengths = ground.size(0, 1) === 0 ? [0, 0.3, 1, 3] : [0, 0.3, 1];
    const run = async (penalty: 'l1' | 'l2', strength: number) => {
      const plan = {l1: 0, l2: 0, [penalty]: strength, epochs: ground.size(6, 4), seed: ground.seed};
      const {weights, testAccuracy} = await penalisedSoftmax(data, probe, plan);
      const inked = weights.filter((_, i) => seen[Math.floor(i / 10)]);
      return [zeros(inked) / inked.length, Math.hypot(...inked), testAccuracy, ...weights];
    };
    const [l1, l2]: [number[][], number[][]] = [[], []];
    for (const strength of strengths) {
      l1.push(await run('l1', strength));
      l2.push(await run('l2', strength));
    }
    for (const {x, y} of [data, probe]) {
      x.dispose();
      y.dispose();
    }
    const column = (rows: number[][], i: number) => rows.map((row) => row[i]!);
    // The weights of the digit 3, as a picture of every second pixel.
    const picture = (row: number[]) =>
      Array.from({length: 14}, (_, r) => Array.from({length: 14}, (__, c) => row[3 + (56 * r + 2 * c) * 10 + 3]!));
    return {
      strengths,
      zeroShareOfL1: column(l1, 0),
      zeroShareOfL2: column(l2, 0),
      normOfL1: column(l1, 1),
      normOfL2: column(l2, 1),
      accuracyOfL1: column(l1, 2),
      accuracyOfL2: column(l2, 2),
      pictureOfL1: picture(l1[2]!),
      pictureOfL2: picture(l2[2]!),
    };
  },
  rule: 'holds where with L1 the share of zeros rises with the strength to more than 0.4 while L2 has less than 0.01, and the norm falls with the strength of L2; with conditions where only the shares are so.',
  verdict({zeroShareOfL1, zeroShareOfL2, normOfL2}) {
    const isRising = zeroShareOfL1.every((share, i) => i === 0 || share > zeroShareOfL1[i - 1]!);
    const isEmpty = isRising && zeroShareOfL1.at(-1)! > 0.4 && Math.max(...zeroShareOfL2) < 0.01;
    const isFalling = normOfL2.every((norm, i) => i === 0 || norm < normOfL2[i - 1]!);
    return onClaim({always: isEmpty && isFalling, sometimes: isEmpty});
  },
  answer: ({strengths, zeroShareOfL1, zeroShareOfL2, accuracyOfL1, normOfL2}) =>
    `L1 of ${strengths.join(', ')} makes ${zeroShareOfL1.map((share) => `${formatDecimals(100 * share, 0)} %`).join(', ')} of the weights of inked pixels zero, with ${accuracyOfL1.map((share) => `${formatDecimals(100 * share, 1)} %`).join(', ')} right; L2 makes ${formatDecimals(100 * Math.max(...zeroShareOfL2), 0)} % zero, and the norm ${normOfL2.map((norm) => formatDecimals(norm, 1)).join(', ')}.`,
  figures: ({strengths, zeroShareOfL1, zeroShareOfL2, pictureOfL1, pictureOfL2}) => {
    const names = Array.from({length: 14}, (_, i) => 2 * i);
    return [
      {
        name: 'zeros',
        title: 'Weights that are zero, and the weights of the digit 3',
        caption: 'With L1 most weights are exactly 0 and a few carry the class; with L2 all of them do a little.',
        panels: [
          {
            kind: 'lines',
            title: 'Share of zeros',
            xTitle: 'Strength',
            yTitle: 'Share',
            series: [zeroShareOfL1, zeroShareOfL2].map((y, i) => ({
              label: ['L1', 'L2'][i]!,
              x: strengths,
              y,
              as: 'line and points',
            })),
          },
          ...[pictureOfL1, pictureOfL2].map((values, i) => ({
            kind: 'heat' as const,
            title: ['L1 of 1', 'L2 of 1'][i]!,
            xTitle: 'Column of pixels',
            yTitle: 'Row of pixels',
            x: names,
            y: names,
            values,
            valueTitle: 'Weight',
          })),
        ],
      },
    ];
  },
  ...code.penaltiesDigits,
  next: 'Take both at once, which is called the elastic net.',
  real: 'mnist --model logreg --optimizers ftrl:lr=0.3,ftrl:lr=0.3,l1=1,ftrl:lr=0.3,l2=1 --epochs 3',
});
