import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {batchDescent, drawRegression, gradientsUntil, miniBatchDescent} from './compute.ts';
import {firstOf, trainSoftmax} from './compute-digits.ts';

const way = {start: [-2, 2], rate: 0.1};

export const redundancy = item({
  id: 'L5.3',
  name: 'redundancy',
  title: 'Redundant examples make single steps faster',
  statement:
    'Many examples may tell much the same; stochastic descent need not wait for all of them and so is usually much faster than batch.',
  places: '000:166-193, 003:1428',
  question: 'The same 20 examples are copied 50 times. How many passes less does each kind need?',
  measure(ground) {
    const copies = [1, 2, 5, 10, 25, 50];
    const seeds = ground.seeds(5);
    const of = (seed: number, times: number) => {
      const data = drawRegression(seed, 20, 0.2, times);
      const count = data.x.length;
      const epochs = Math.ceil(40 / times) + 2;
      return {
        batch: gradientsUntil(data, batchDescent(data, {...way, epochs: 120}), count, 0.01) / count,
        single: gradientsUntil(data, miniBatchDescent(data, {...way, epochs, batchSize: 1, seed}), 1, 0.01) / count,
      };
    };
    const runs = seeds.map((seed) => copies.map((times) => of(seed, times)));
    return {
      copies,
      batchPasses: runs.map((run) => run.map(({batch}) => batch)),
      singlePasses: runs.map((run) => run.map(({single}) => single)),
    };
  },
  rule: 'holds where for every seed and any number of copies single steps need fewer passes to 1 % of the excess loss, batch always the same number, and 50 copies at least 10 times fewer of single steps than one copy does; with conditions where they need fewer at 50 copies.',
  verdict: ({batchPasses, singlePasses}) => {
    const isReached = [...batchPasses, ...singlePasses].every((run) => run.every((passes) => passes > 0));
    const isFewer = batchPasses.every((run, k) => run.every((passes, i) => singlePasses[k]![i]! < passes));
    const isLaw = batchPasses.every((run, k) => {
      const single = singlePasses[k]!;
      return run.every((passes) => passes === run[0]!) && single.at(-1)! * 10 <= single[0]!;
    });
    const isFewerAtLast = batchPasses.every((run, k) => singlePasses[k]!.at(-1)! < run.at(-1)!);
    return onClaim({always: isReached && isFewer && isLaw, sometimes: isReached && isFewerAtLast});
  },
  answer: ({batchPasses, singlePasses}) =>
    `Batch descent needs ${batchPasses[0]![0]} passes however often the examples are copied; single steps need ${formatDecimals(singlePasses[0]![0]!, 2)} with one copy and ${formatDecimals(singlePasses[0]!.at(-1)!, 3)} with fifty.`,
  figures: ({copies, batchPasses, singlePasses}) => [
    {
      name: 'passes',
      title: 'Passes until 1 % of the excess loss is left',
      caption:
        'Twenty examples, copied. Batch sees no difference; single steps need less of a pass the more copies there are.',
      panels: [
        {
          kind: 'lines',
          title: 'Rate 0.1 for both',
          xTitle: 'Copies of each example (log scale)',
          yTitle: 'Passes over the data (log scale)',
          xLog: true,
          yLog: true,
          series: [
            {label: 'batch', x: copies, y: batchPasses[0]!, as: 'line and points'},
            ...singlePasses.map((y, i) => ({
              label: `m = 1, seed ${i + 1}`,
              x: copies,
              y,
              as: 'line and points' as const,
            })),
          ],
        },
      ],
    },
  ],
  ...code.redundancy,
  next: 'Ask for 10⁻⁶ of the excess loss instead of 1 %: who is first then?',
});

export const redundancyOnDigits = item({
  id: 'L5.3',
  name: 'redundancy-digits',
  title: 'The same on digits, each at its best rate',
  statement:
    'When networks are trained stochastic descent is usually much faster than batch. Measured here on digits, by the passes that each needs to the same loss.',
  places: '000:180-193, 003:1428, 000:21-43',
  question: 'Softmax regression to a loss of 0.45: how many passes with all digits an update, and how many with 20?',
  async measure(ground) {
    const {train} = await ground.examples();
    const data = firstOf(train, ground.size(2000, 200));
    const plans = [
      {batchSize: 'full' as const, rates: [0.5, 1, 2], epochs: 60},
      {batchSize: 20, rates: [0.1, 0.2, 0.4], epochs: 12},
      {batchSize: 1, rates: [0.01, 0.02, 0.05], epochs: 12},
    ];
    const runs = [];
    for (const seed of ground.seeds(2)) {
      const passes: number[][] = [];
      const curves: number[][] = [];
      for (const {rates, ...plan} of plans) {
        const of: number[] = [];
        for (const rate of rates) {
          const {history} = await trainSoftmax({...plan, data, rate, seed, stopWhen: {loss: 0.45}});
          of.push(history.at(-1)!.trainLoss <= 0.45 ? history.at(-1)!.epoch : 1000);
          if (of.at(-1) === Math.min(...of)) curves[passes.length] = history.map(({trainLoss}) => trainLoss);
        }
        passes.push(of);
      }
      runs.push({passes, curves});
    }
    data.x.dispose();
    data.y.dispose();
    const best = runs.map(({passes}) => passes.map((of) => Math.min(...of)));
    return {
      rates: plans.map(({rates}) => rates),
      passesOfFirstSeed: runs[0]!.passes,
      best,
      curves: runs[0]!.curves,
      seeds: best.length,
      agreed: best.filter(([all, twenty, one]) => all! < 1000 && all! >= 3 * Math.max(twenty!, one!)).length,
    };
  },
  rule: 'holds where batches of 20 and of 1 need, each at the best of three rates, at most a third of the passes of whole batches, for every seed; with conditions for two in three.',
  verdict: onSeeds,
  answer: ({best, agreed, seeds}) =>
    `At the best rate the loss is reached after ${best[0]![0]} passes with all digits, ${best[0]![1]} with 20 and ${best[0]![2]} with one; small batches need at least three times fewer passes for ${agreed} of ${seeds} seeds.`,
  figures: ({curves}) => [
    {
      name: 'curves',
      title: 'Loss over passes, each at its best rate',
      caption:
        'A pass costs the same number of gradients in all three; small batches make many updates of it. The best of the rates for whole batches is at the edge of what they bear.',
      panels: [
        {
          kind: 'lines',
          title: 'Softmax regression on digits',
          xTitle: 'Passes over the data',
          yTitle: 'Training loss (log scale)',
          yLog: true,
          series: curves.map((y, i) => ({
            label: ['all digits', 'm = 20', 'm = 1'][i]!,
            x: y.map((_, k) => k),
            y,
            as: 'line and points',
          })),
        },
      ],
    },
  ],
  ...code.redundancyDigits,
  next: 'Count seconds instead of passes: on this machine, is a batch of 20 really 20 times as dear as one of 1?',
  real: 'mnist --model logreg --optimizers sgd:lr=0.2 --batch-size 20 --epochs 3',
});
