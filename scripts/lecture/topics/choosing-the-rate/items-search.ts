import {learningRateSearch, type LearningRateSearchResult} from '../../../../lib/training/index.ts';
import {sgd} from '../../../../optimizers/index.ts';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {descendValley} from './compute.ts';
import {firstOf, trainWith, worst} from './compute-digits.ts';

export const linearSearch = item({
  id: 'L6.1',
  name: 'linear-search',
  title: 'A constant rate, found by trying',
  statement:
    'The simple way is a rate that stays the same throughout: too small a one takes long, too large a one explodes, so one looks along a line of them.',
  places: '000:253-260, 000:275-284, 002:234-236',
  question: 'In a valley with curvatures 1 and 10: which of 0.02, 0.04, ..., 0.22 is lowest after 30 updates?',
  async measure() {
    const evaluate = (rate: number): number => descendValley(() => rate, 30).at(-1)!;
    const linear = await learningRateSearch({evaluate, from: 0.02, to: 0.22, count: 11, scale: 'linear'});
    const fine = await learningRateSearch({evaluate, from: 0.002, to: 0.22, count: 200, scale: 'linear'});
    return {
      ...linear,
      start: descendValley(() => 0, 0)[0]!,
      fineRates: fine.rates,
      fineHeights: fine.losses,
      fineBest: fine.best,
      fastest: 2 / 11,
      greatestStable: 2 / 10,
    };
  },
  rule: 'holds where the best of the eleven rates is neither end, the least rate is at least ten times as high and the greatest higher than the start; with conditions where the best is at least no end.',
  verdict({best, rates, losses, start}) {
    const isInside = best > rates[0]! && best < rates.at(-1)!;
    const least = Math.min(...losses);
    return onClaim({always: isInside && losses[0]! > 10 * least && losses.at(-1)! > start, sometimes: isInside});
  },
  answer: ({best, rates, losses, fineBest, start}) =>
    `The best rate of those tried is ${formatDecimals(best, 2)} (${formatDecimals(fineBest, 4)} of 200; 2/11 = 0.1818 is the fastest in the long run). Rate ${rates[0]} has come from a height of ${start} to ${formatDecimals(losses[0]!, 0)}, rate ${rates.at(-1)} to ${formatNumber(losses.at(-1)!, 2)}.`,
  tables: ({rates, losses}) => [
    {
      title: 'Heights after 30 updates',
      columns: ['rate', 'height'],
      rows: rates.map((rate, i) => [formatDecimals(rate, 2), formatNumber(losses[i]!, 4)]),
    },
  ],
  figures: ({rates, losses, fineRates, fineHeights}) => [
    {
      name: 'search',
      title: 'Height after 30 updates, by the rate',
      caption: 'The best rate is just below the one at which everything explodes.',
      panels: [
        {
          kind: 'lines',
          title: 'f = (x² + 10 y²) / 2 from (10, 1)',
          xTitle: 'Rate',
          yTitle: 'Height (log scale)',
          yLog: true,
          series: [
            {label: '200 rates', x: fineRates, y: fineHeights},
            {label: 'the eleven', x: rates, y: losses, as: 'points'},
          ],
        },
      ],
    },
  ],
  ...code.search,
  next: 'Search again between 0.17 and 0.2: what is gained?',
});

export const searchOnDigits = item({
  id: 'L6.1',
  name: 'search-digits',
  title: 'The same search on digits',
  statement: 'Too low a rate makes the training of a network very slow, too high a one can make it diverge.',
  places: '000:253-260, 002:234-236',
  question: 'Rates from 0.003 to 10, each about three times the one before, three passes: how wide is the good range?',
  async measure(ground) {
    const {train} = await ground.examples();
    const data = firstOf(train, ground.size(1000, 200));
    const runs: LearningRateSearchResult[] = [];
    for (const seed of ground.seeds(2)) {
      const evaluate = async (rate: number): Promise<number> => {
        const plan = {data, epochs: 3, batchSize: ground.size(20, 10), evaluateEvery: 3, seed};
        return (await trainWith(() => sgd(rate), plan)).last;
      };
      runs.push(await learningRateSearch({evaluate, from: 0.003, to: 10, count: 8, signal: ground.signal}));
    }
    data.x.dispose();
    data.y.dispose();
    const isBetween = ({best, rates, losses}: LearningRateSearchResult): boolean =>
      best > rates[0]! && best < rates.at(-1)! && Math.min(losses[0]!, losses.at(-1)!) > 2 * Math.min(...losses);
    return {
      rates: runs[0]!.rates,
      losses: runs.map(({losses}) => losses),
      best: runs.map(({best}) => best),
      seeds: runs.length,
      agreed: runs.filter(isBetween).length,
    };
  },
  rule: `holds where for every seed the best rate is neither end and both ends have more than twice its loss (a run that diverges counts as ${worst}); with conditions for two in three.`,
  verdict: onSeeds,
  answer: ({rates, losses, best}) =>
    `The best rate is ${formatNumber(best[0]!, 2)} with a loss of ${formatDecimals(Math.min(...losses[0]!), 2)}, against ${formatDecimals(losses[0]![0]!, 2)} at ${rates[0]} and ${formatDecimals(losses[0]!.at(-1)!, 2)} at ${rates.at(-1)}.`,
  figures: ({rates, losses}) => [
    {
      name: 'search',
      title: 'Training loss after three passes, by the rate',
      caption: `16 hidden units. A run that diverges counts as ${worst}.`,
      panels: [
        {
          kind: 'lines',
          title: 'Digits',
          xTitle: 'Rate (log scale)',
          yTitle: 'Training loss',
          xLog: true,
          series: losses.map((y, i) => ({label: `seed ${i + 1}`, x: rates, y, as: 'line and points'})),
        },
      ],
    },
  ],
  ...code.searchDigits,
  next: 'Let the rate grow within one run instead, which costs one run: tfjs-optim rates.',
  real: 'rates --optimizers sgd,momentum',
});
