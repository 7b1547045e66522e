import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {noiseCode} from './code-noise.ts';
import {wayAtSaddle, wayInWell, well} from './compute-noise.ts';

export const escapeMinimum = item({
  id: 'L5.4',
  name: 'shallow-minimum',
  title: 'Noise leaves a shallow minimum',
  statement:
    'The noise of stochastic descent can carry it out of a poor minimum, provided the neighbourhood gives gradients that tell of something else.',
  places: '000:169, 000:193-222, 003:1429',
  question:
    'Twenty runs start in the shallow one of two minima: how many end in the deep one with m = 1, 2, 20 and with all?',
  measure(ground) {
    const seeds = ground.seeds(20);
    const batchSizes = [1, 2, 20, 100];
    const rates = [0.05, 0.1, 0.2];
    const plan = {updates: 3000, deviation: 1};
    const escaped = (rate: number, batchSize: number, disagree?: (x: number) => number): number =>
      seeds.filter((seed) => wayInWell({...plan, rate, batchSize, seed}, disagree).at(-1)! > 0).length / seeds.length;
    const sample = (batchSize: number): number[] =>
      wayInWell({...plan, rate: 0.2, batchSize, seed: ground.seed}).filter((_, k) => k % 10 === 0);
    return {
      batchSizes,
      rates,
      escaped: rates.map((rate) => batchSizes.map((batchSize) => escaped(rate, batchSize))),
      escapedWhereExamplesAgree: escaped(0.2, 1, (x) => (x < 0 ? 0 : 1)),
      wayOfOne: sample(1),
      wayOfAll: sample(100),
      seeds: seeds.length,
      agreed: Math.round(escaped(0.2, 1) * seeds.length),
    };
  },
  rule: 'holds where with m = 1 at rate 0.2 all runs end in the deep minimum, with all examples none does, and none does where the examples agree around the shallow one; with conditions where at least half do so at some rate and none with all examples or where they agree; does not hold otherwise.',
  verdict: ({escaped, agreed, seeds, escapedWhereExamplesAgree}) => {
    const isStill = escaped.every((row) => row.at(-1) === 0) && escapedWhereExamplesAgree === 0;
    const isOften = escaped.some(([one]) => one! >= 0.5);
    return onClaim({
      always: isStill && agreed === seeds && escaped.every(([one]) => one === 1),
      sometimes: isStill && isOften,
    });
  },
  answer: ({rates, escaped, seeds, escapedWhereExamplesAgree}) =>
    `Of ${seeds} runs with m = 1, ${rates.map((rate, i) => `${Math.round(escaped[i]![0]! * 100)} % at rate ${rate}`).join(', ')} end in the deep minimum; with 20 examples ${Math.round(escaped[2]![2]! * 100)} %, with all none. Where the examples agree around the shallow minimum, ${Math.round(escapedWhereExamplesAgree * 100)} %: noise helps only where it is large enough and where the examples differ.`,
  figures: ({batchSizes, rates, escaped, wayOfOne, wayOfAll}) => {
    const x = range(-1.7, 1.7, 120);
    return [
      {
        name: 'well',
        title: 'Two minima, and who changes from one to the other',
        caption:
          'The losses of a hundred examples differ by a slope. With m = 1 the point jumps over the hill, is in the deeper minimum most of the time and now and then back; with all examples it never moves.',
        panels: [
          {
            kind: 'lines',
            title: 'Mean loss',
            xTitle: 'x',
            yTitle: 'f',
            series: [{label: 'mean loss', x, y: x.map(well)}],
          },
          {
            kind: 'lines',
            title: 'Ways at rate 0.2',
            xTitle: 'Update',
            yTitle: 'x',
            series: [
              {label: 'm = 1', x: wayOfOne.map((_, i) => 10 * i), y: wayOfOne},
              {label: 'm = N', x: wayOfAll.map((_, i) => 10 * i), y: wayOfAll},
            ],
          },
          {
            kind: 'heat',
            title: 'Share that ends in the deep minimum',
            xTitle: 'Batch size m',
            yTitle: 'Rate',
            x: batchSizes,
            y: rates,
            values: escaped,
            valueTitle: 'Share',
          },
        ],
      },
    ];
  },
  ...noiseCode.well,
  next: 'Start in the deep minimum: how often is it left, and how fast is it found again?',
});

export const escapeSaddle = item({
  id: 'L5.4',
  name: 'saddle',
  title: 'Noise leaves a saddle',
  statement:
    'The noise of stochastic descent can help it to escape saddles. The proviso that the notes make for minima, that the neighbourhood tells enough, is tried here for saddles.',
  places: '000:169-173, 000:218-222, 003:1429',
  question:
    'A start from which the gradient leads straight to a saddle: where are batch and single steps after 300 updates?',
  measure(ground) {
    const seeds = ground.seeds(20);
    const plan = {rate: 0.1, updates: 300, deviation: 0.1};
    const ends = (batchSize: number, along: 'x' | 'y') =>
      seeds.map((seed) => Math.abs(wayAtSaddle({...plan, batchSize, seed}, along).at(-1)![1]!));
    const sample = (batchSize: number, along: 'x' | 'y') =>
      wayAtSaddle({...plan, batchSize, seed: ground.seed}, along).map(([, y]) => y!);
    const away = (list: readonly number[]) => list.filter((y) => y > 0.5).length;
    return {
      awayBatch: away(ends(100, 'y')),
      awaySingle: away(ends(1, 'y')),
      awayUninformed: away(ends(1, 'x')),
      seeds: seeds.length,
      ways: [sample(100, 'y'), sample(1, 'y'), sample(1, 'x')],
    };
  },
  rule: 'holds where all runs with m = 1 leave, none with all examples does, and none whose examples differ only across the way out; with conditions where more runs leave with m = 1 than otherwise.',
  verdict: ({awayBatch, awaySingle, awayUninformed, seeds}) =>
    onClaim({
      always: awaySingle === seeds && awayBatch === 0 && awayUninformed === 0,
      sometimes: awaySingle > Math.max(awayBatch, awayUninformed),
    }),
  answer: ({awayBatch, awaySingle, awayUninformed, seeds}) =>
    `${awaySingle} of ${seeds} runs with m = 1 leave the saddle, ${awayBatch} with all examples, and ${awayUninformed} where the examples differ only along x, which is the proviso.`,
  figures: ({ways}) => [
    {
      name: 'saddle',
      title: 'The coordinate that leads out of the saddle',
      caption:
        'From (1, 0) on (x² - y²) / 2 + y⁴ / 4. Only where examples differ in the slope along y does anything happen.',
      panels: [
        {
          kind: 'lines',
          title: 'y',
          xTitle: 'Update',
          yTitle: 'y',
          series: ways.map((y, i) => ({
            label: ['all examples', 'm = 1, examples differ along y', 'm = 1, they differ along x'][i]!,
            x: y.map((_, k) => k),
            y,
            as: i === 2 ? 'dashed' : 'line',
          })),
        },
      ],
    },
  ],
  ...noiseCode.saddle,
  next: 'Start at (1, 10⁻⁹) instead: how many updates does batch gradient descent need to leave?',
});
