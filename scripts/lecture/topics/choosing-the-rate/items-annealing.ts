import {sgd} from '../../../../optimizers/index.ts';
import {
  exponentialDecay,
  type Hyperparameter,
  inverseTimeDecay,
  piecewiseConstant,
  powerDecay,
  stepDecay,
} from '../../../../schedules/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {scheduleCode} from './code-schedules.ts';
import {endOf, stochasticErrors} from './compute.ts';
import {firstOf, trainWith} from './compute-digits.ts';

/** Schedules from a rate over so many updates; each ends at a tenth of it or less. */
const annealed = (rate: number, updates: number): readonly [string, () => Hyperparameter][] => [
  ['constant', () => rate],
  ['1 / t', () => inverseTimeDecay(rate, {k: 10 / updates})],
  ['step', () => stepDecay(rate, {drop: 0.5, every: updates / 6})],
  ['exponential', () => exponentialDecay(rate, {k: 4 / updates})],
  ['power', () => powerDecay(rate, {s: updates / 8, c: 1})],
  ['piecewise', () => piecewiseConstant([updates / 3, (2 * updates) / 3], [rate, rate / 4, rate / 16])],
];

export const annealing = item({
  id: 'L6.5',
  name: 'annealing-digits',
  title: 'Annealing on digits',
  statement:
    'One way to use the rate well is to start with a large one and to reduce it by a schedule. Compared here with the same rate throughout.',
  places: '002:240-245, 004:356-358',
  question:
    'Rate 0.3 and batches of 10: how many more test digits are right with a schedule, and does it matter which?',
  async measure(ground) {
    const {train, test} = await ground.examples();
    const [count, epochs] = [ground.size(1000, 500), ground.size(6, 4)];
    const [data, probe] = [firstOf(train, count), firstOf(test, ground.size(2000, 500))];
    const updates = (count / 10) * epochs;
    const accuracies: number[][] = [];
    const losses: number[][] = [];
    let curves: number[][] = [];
    for (const seed of ground.seeds(ground.size(4, 2))) {
      const runs = [];
      for (const [, rate] of annealed(0.3, updates)) {
        const evaluateEvery = curves.length === 0 ? 1 : epochs;
        const plan = {data, test: probe, epochs, batchSize: 10, evaluateEvery, seed};
        runs.push(await trainWith(() => sgd(rate()), plan));
      }
      accuracies.push(runs.map(({accuracy}) => accuracy));
      losses.push(runs.map(({last}) => last));
      if (curves.length === 0) curves = runs.map((run) => run.losses);
    }
    for (const {x, y} of [data, probe]) {
      x.dispose();
      y.dispose();
    }
    const means = accuracies[0]!.map((_, i) => accuracies.reduce((sum, row) => sum + row[i]! / accuracies.length, 0));
    const pairs = accuracies.flatMap(([constant, ...others]) => others.map((accuracy) => accuracy > constant!));
    return {
      meanAccuracies: means,
      accuracies,
      losses,
      curves,
      // A pair is a schedule and a seed.
      seeds: pairs.length,
      agreed: pairs.filter(Boolean).length,
    };
  },
  rule: 'holds where every schedule has more right test digits than the constant rate, for every seed; with conditions where every schedule has on average.',
  verdict({agreed, seeds, meanAccuracies: [constant, ...others]}) {
    return onClaim({always: agreed === seeds, sometimes: others.every((share) => share > constant!)});
  },
  answer: ({meanAccuracies: [constant, ...others], agreed, seeds}) =>
    `On average ${formatDecimals(100 * constant!, 1)} % of the test digits are right with the constant rate, and with 1 / t, step, exponential, power and piecewise ${others.map((share) => formatDecimals(100 * share, 1)).join(', ')} %; a schedule is better in ${agreed} of ${seeds} pairs of schedule and seed. Which schedule matters less than that there is one.`,
  figures: ({curves, meanAccuracies}) => {
    const names = annealed(0.3, 6).map(([name]) => name);
    return [
      {
        name: 'annealing',
        title: 'From rate 0.3, with and without a schedule',
        caption: 'Left: training loss of one seed. Right: share of wrong test digits, the mean over the seeds.',
        panels: [
          {
            kind: 'lines',
            title: 'Training loss',
            xTitle: 'Epoch',
            yTitle: 'Loss (log scale)',
            yLog: true,
            series: curves.map((y, i) => ({label: names[i]!, x: y.map((_, k) => k), y})),
          },
          {
            kind: 'bars',
            title: 'Wrong test digits',
            xTitle: 'Schedule',
            yTitle: 'Share',
            names,
            series: [{label: 'wrong', values: meanAccuracies.map((share) => 1 - share)}],
          },
        ],
      },
    ];
  },
  ...scheduleCode.annealing,
  next: 'Start at 0.1, a rate that is right from the beginning: what is left of the advantage?',
  real: 'mnist --optimizers sgd:lr=0.5 --schedule exponentialDecay:k=0.5,unit=epoch --epochs 6',
});

export const stepsShrink = item({
  id: 'L6.2',
  name: 'step-decay',
  title: 'Small steps near the minimum',
  statement: 'Reduce the rate after every n iterations, because near the minimum small steps do not shoot past it.',
  places: '000:263, 000:304-309',
  question:
    'Halved every 200 of 2000 noisy updates: how much closer to the minimum than with the first rate throughout?',
  measure(ground) {
    const runs = ground.seeds(5).map((seed) => ({
      fixed: stochasticErrors(() => 0.5, 2000, seed),
      small: stochasticErrors(() => 0.5 / 2 ** 9, 2000, seed),
      falling: stochasticErrors(stepDecay(0.5, {drop: 0.5, every: 200}), 2000, seed),
    }));
    const ends = runs.map(({fixed, small, falling}) => [endOf(fixed), endOf(small), endOf(falling)]);
    return {
      fixed: ends.map(([fixed]) => fixed!),
      small: ends.map(([, small]) => small!),
      falling: ends.map(([, , falling]) => falling!),
      curves: [runs[0]!.fixed, runs[0]!.small, runs[0]!.falling].map((list) => list.filter((_, i) => i % 8 === 0)),
      seeds: runs.length,
      agreed: ends.filter(([fixed, small, falling]) => falling! < fixed! / 10 && falling! < small! / 2).length,
    };
  },
  rule: 'holds where for every seed the mean square of the last 200 updates is below a tenth of that at the first rate throughout, and below half of that at the last rate throughout; with conditions for two in three.',
  verdict: onSeeds,
  answer: ({fixed, small, falling, agreed, seeds}) =>
    `The falling rate ends lower for ${agreed} of ${seeds} seeds; its mean excess is ${formatDecimals(falling[0]!, 4)} for the first one, against ${formatDecimals(fixed[0]!, 3)} at 0.5 throughout and ${formatDecimals(small[0]!, 3)} at the last rate throughout, which is still on its way.`,
  figures: ({curves}) => [
    {
      name: 'shrink',
      title: 'Noisy descent with a fixed, a small and a falling rate',
      caption:
        'The large rate is there at once and never rests, the small one is slow; the falling one does both well.',
      panels: [
        {
          kind: 'lines',
          title: 'Mean error less its least value',
          xTitle: 'Update',
          yTitle: 'Excess (log scale)',
          yLog: true,
          yDomain: [1e-7, 10],
          series: curves.map((list, i) => ({
            label: ['0.5 throughout', '0.5 / 512 throughout', 'halved every 200'][i]!,
            x: list.map((_, k) => 8 * k),
            y: list.map((error) => error - 0.5),
          })),
        },
      ],
    },
  ],
  ...code.stepDecay,
  next: 'Halve every 20 instead: the rate is gone before the point has arrived.',
  real: 'mnist --optimizers sgd:lr=0.5 --schedule stepDecay:drop=0.5,every=2,unit=epoch --epochs 8',
});
