import {mean} from '../../../../lib/base/statistics.ts';
import {type Hyperparameter, inverseTimeDecay} from '../../../../schedules/index.ts';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {noiseCode} from './code-noise.ts';
import {meanSquare, noisyParabola} from './compute-noise.ts';
import {blurred, firstOf, trainSoftmax} from './compute-digits.ts';

const rates = [0.5, 0.2, 0.1, 0.05, 0.02];

export const noiseFloor = item({
  id: 'L5.6',
  name: 'noise-floor',
  title: 'A fixed rate never comes to rest',
  statement:
    'The noise can keep stochastic descent from converging, and can be controlled by the rate. That a rate which falls removes it is added here.',
  places: '000:176-178, 000:232-245, 003:1434-1435',
  question: 'Ten times as many updates at the same rate: how much closer to the minimum?',
  measure(ground) {
    const updates = ground.size(20_000, 8000);
    const seeds = ground.seeds(5);
    const floor = (rate: number, from: number, to: number): number =>
      meanSquare(seeds.flatMap((seed) => noisyParabola(() => rate, to, seed).slice(from)));
    const falling = inverseTimeDecay(0.5, {k: 0.05});
    return {
      rates,
      floors: rates.map((rate) => floor(rate, updates / 10, updates)),
      byFormula: rates.map((rate) => rate / (2 - rate)),
      floorOfTenth: floor(0.5, updates / 20, updates / 10),
      floorOfAll: floor(0.5, updates / 2, updates),
      floorOfDecay: meanSquare(seeds.flatMap((seed) => noisyParabola(falling, updates, seed).slice(updates / 2))),
      ways: [() => 0.5, () => 0.05, falling].map((rate) => noisyParabola(rate, 300, ground.seed)),
      seeds: seeds.length,
    };
  },
  rule: 'holds where the mean square is within 15 % of rate / (2 - rate) at each rate, is no smaller after ten times as many updates (within 15 %), and with the falling rate is below a tenth of that of the smallest rate; with conditions where the floor at least falls with the rate.',
  verdict: ({floors, byFormula, floorOfTenth, floorOfAll, floorOfDecay}) => {
    const isFormula = floors.every((floor, i) => Math.abs(floor / byFormula[i]! - 1) < 0.15);
    const isStill = Math.abs(floorOfAll / floorOfTenth - 1) < 0.15;
    const isFalling = floors.every((floor, i) => i === 0 || floor < floors[i - 1]!);
    return onClaim({always: isFormula && isStill && floorOfDecay < floors.at(-1)! / 10, sometimes: isFalling});
  },
  answer: ({floors, floorOfTenth, floorOfAll, floorOfDecay}) =>
    `The mean squares of x at rest are ${floors.map((floor) => formatDecimals(floor, 3)).join(', ')} at rates ${rates.join(', ')}, close to rate / (2 - rate); at 0.5 the mean square is ${formatDecimals(floorOfTenth, 3)} early and ${formatDecimals(floorOfAll, 3)} late: waiting does not help. With 0.5 / (1 + 0.05 t) it is ${formatNumber(floorOfDecay, 2)}.`,
  tables: ({floors, byFormula}) => [
    {
      title: 'The floor by the rate',
      columns: ['rate', 'measured', 'rate / (2 - rate)'],
      rows: rates.map((rate, i) => [rate, formatDecimals(floors[i]!, 4), formatDecimals(byFormula[i]!, 4)]),
    },
  ],
  figures: ({floors, byFormula, ways}) => [
    {
      name: 'floor',
      title: 'x² / 2 with noisy gradients',
      caption:
        'Left: three ways; only the one with a falling rate settles. Right: the floor is proportional to small rates.',
      panels: [
        {
          kind: 'lines',
          title: 'Ways',
          xTitle: 'Update',
          yTitle: 'x',
          series: ways.map((y, i) => ({
            label: ['rate 0.5', 'rate 0.05', '0.5 / (1 + 0.05 t)'][i]!,
            x: y.map((_, k) => k),
            y,
          })),
        },
        {
          kind: 'lines',
          title: 'Floor',
          xTitle: 'Rate (log scale)',
          yTitle: 'Mean square (log scale)',
          xLog: true,
          yLog: true,
          series: [
            {label: 'measured', x: rates, y: floors, as: 'points'},
            {label: 'rate / (2 - rate)', x: rates, y: byFormula, as: 'dashed'},
          ],
        },
      ],
    },
  ],
  ...noiseCode.floor,
  next: 'Let the rate fall as 1 / t²: does the way still come to the minimum from far off?',
});

export const decayOnDigits = item({
  id: 'L5.6',
  name: 'decay-digits',
  title: 'The floor on digits, and where there is none',
  statement:
    'The noise can keep stochastic descent from converging, and can be controlled by the rate. Compared here on digits are a fixed rate and one that falls.',
  places: '000:176-178, 000:232-245',
  question: 'Few digits an update and a large rate: does the loss stay high because of noise, whatever the digits?',
  async measure(ground) {
    const {train} = await ground.examples();
    const count = ground.size(500, 100);
    const epochs = ground.size(16, 12);
    const [clean, unfit] = [firstOf(train, count), blurred(train, count, ground.seed)];
    const falling = (rate: number) => inverseTimeDecay(rate, {k: 0.003});
    const losses = async (data: typeof clean, rate: Hyperparameter, batchSize: number, seed: number) =>
      (await trainSoftmax({data, rate, seed, epochs, batchSize})).history.map(({trainLoss}) => trainLoss);
    const runs: Record<'unfitFixed' | 'unfitFalling' | 'cleanFixed' | 'cleanFalling', number[]>[] = [];
    for (const seed of ground.seeds(ground.size(3, 2))) {
      runs.push({
        unfitFixed: await losses(unfit, 1, 1, seed),
        unfitFalling: await losses(unfit, falling(1), 1, seed),
        cleanFixed: await losses(clean, 0.5, 4, seed),
        cleanFalling: await losses(clean, falling(0.5), 4, seed),
      });
    }
    for (const {x, y} of [clean, unfit]) {
      x.dispose();
      y.dispose();
    }
    const ends = (key: keyof (typeof runs)[number]) =>
      runs.map((run) => run[key].slice(-4).reduce((sum, loss) => sum + loss / 4, 0));
    return {
      unfitFixed: ends('unfitFixed'),
      unfitFalling: ends('unfitFalling'),
      cleanFixed: ends('cleanFixed'),
      cleanFalling: ends('cleanFalling'),
      curves: [runs[0]!.unfitFixed, runs[0]!.unfitFalling, runs[0]!.cleanFixed, runs[0]!.cleanFalling],
      seeds: runs.length,
    };
  },
  rule: 'holds where, on average over the seeds, the fixed rate ends above 0.05 and the falling one below it, both on digits that cannot all be fitted and on those that can; with conditions where on one of the two.',
  verdict({unfitFixed, unfitFalling, cleanFixed, cleanFalling}) {
    const isFloor = (fixed: readonly number[], falling: readonly number[]) =>
      mean(fixed) > 0.05 && mean(falling) < mean(fixed);
    const [isUnfit, isClean] = [isFloor(unfitFixed, unfitFalling), isFloor(cleanFixed, cleanFalling)];
    return onClaim({always: isUnfit && isClean, sometimes: isUnfit || isClean});
  },
  answer: ({unfitFixed, unfitFalling, cleanFixed, cleanFalling}) =>
    `Where a quarter of the names are wrong and the pictures are small, the fixed rate ends at ${formatDecimals(unfitFixed[0]!, 2)} and the falling one at ${formatDecimals(unfitFalling[0]!, 2)}. Where all digits can be fitted, at ${formatDecimals(cleanFixed[0]!, 4)} and ${formatDecimals(cleanFalling[0]!, 4)}: the gradients of all examples vanish together there, and their noise with them.`,
  figures: ({curves}) => [
    {
      name: 'curves',
      title: 'Softmax regression with little batches and a large rate',
      caption:
        'Left the noise stays with a fixed rate; right it dies out by itself, because every example comes to be right.',
      panels: [0, 2].map((from, k) => ({
        kind: 'lines' as const,
        title: ['Cannot all be fitted: m = 1, rate 1', 'Can be: m = 4, rate 0.5'][k]!,
        xTitle: 'Epoch',
        yTitle: 'Training loss (log scale)',
        yLog: true,
        series: curves.slice(from, from + 2).map((y, i) => ({
          label: ['fixed rate', 'falling rate'][i]!,
          x: y.map((_, epoch) => epoch),
          y,
        })),
      })),
    },
  ],
  ...noiseCode.floorDigits,
  next: 'Raise the share of wrong names from none to a half and watch the floor rise.',
  real: 'mnist --model logreg --optimizers sgd:lr=0.5 --batch-size 4 --schedule inverseTimeDecay:k=0.003 --epochs 3',
});
