import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {
  accumulated,
  apart,
  cost,
  differences,
  flat,
  moved,
  passOneByOne,
  randomExamples,
  randomNetwork,
} from './compute.ts';
import {passes} from './compute-networks.ts';

export const accumulateFirst = item({
  id: 'L4.1',
  name: 'accumulate',
  title: 'Accumulate over the examples, then divide by M',
  statement:
    'The gradients of the examples, added up and divided by M, are the gradient of the overall cost, and one update with them lowers it.',
  places: '003:1029-1041',
  question: 'Ten examples, one at a time: is their mean gradient that of the mean cost to the last digit?',
  measure(ground) {
    const runs = ground.seeds(5).map((seed) => {
      const network = randomNetwork([3, 4, 2], seed);
      const examples = randomExamples(10, 3, 2, seed);
      const mean = accumulated(network, examples, 'sigmoid');
      const next = moved(network, mean, -0.5);
      return {
        error: apart(flat(mean), differences(network, examples, 'sigmoid')),
        before: cost(network, examples, 'sigmoid'),
        after: cost(next, examples, 'sigmoid'),
      };
    });
    return {
      errors: runs.map(({error}) => error),
      before: runs.map(({before}) => before),
      after: runs.map(({after}) => after),
      seeds: runs.length,
      agreed: runs.filter(({error, before, after}) => error < 1e-7 && after < before).length,
    };
  },
  rule: 'holds where for each seed the mean of the gradients is the gradient of the cost to 10⁻⁷ and the update with the rate 0.5 lowers it; with conditions for two seeds in three.',
  verdict: onSeeds,
  answer: ({errors, agreed, seeds, before, after}) =>
    `The mean of the gradients is the gradient of the cost, and one update lowers it, for ${agreed} of ${seeds} networks, to ${formatNumber(Math.max(...errors), 1)}; the update takes the cost of the first from ${formatDecimals(before[0]!, 4)} to ${formatDecimals(after[0]!, 4)}. Differentiation is linear, so the mean may be taken before or after it.`,
  figures: ({before, after}) => [
    {
      name: 'costs',
      title: 'Cost before and after one update',
      caption: 'One update with the mean gradient and the rate 0.5 lowers the cost of every network.',
      panels: [
        {
          kind: 'bars',
          title: 'Cost',
          xTitle: 'Network',
          yTitle: 'Cost',
          names: before.map((_, i) => `seed ${i + 1}`),
          series: [
            {label: 'before', values: before},
            {label: 'after', values: after},
          ],
        },
      ],
    },
  ],
  ...code.accumulate,
  next: 'Leave out the division by M: which rate does the same then?',
});

const rates = [10, 1, 0.1, 0.01, 0.001];

export const oneByOne = item({
  id: 'L4.2',
  name: 'one-by-one',
  title: 'An update after each example, or one for all',
  statement:
    'One description updates the weights after each example, the other adds the gradients up and updates once; both are given as the same procedure.',
  places: '003:875-885, 003:1029-1041',
  question: 'Ten updates with a tenth of the rate, or one with the whole rate: where do they differ?',
  measure(ground) {
    const network = randomNetwork([3, 4, 2], ground.seed);
    const examples = randomExamples(10, 3, 2, ground.seed);
    const gradient = accumulated(network, examples, 'sigmoid');
    const ways = rates.map((rate) => {
      const once = flat(moved(moved(network, gradient, -rate), network, -1));
      const way = (each: number, order = examples): number[] =>
        flat(moved(passOneByOne(network, order, 'sigmoid', each), network, -1));
      const tenth = way(rate / 10);
      return {
        difference: apart(tenth, once),
        order: apart(way(rate / 10, examples.toReversed()), tenth),
        sameRate: Math.hypot(...way(rate)) / Math.hypot(...once),
      };
    });
    return {
      rates,
      differences: ways.map(({difference}) => difference),
      orders: ways.map(({order}) => order),
      timesAsFar: ways.map(({sameRate}) => sameRate),
    };
  },
  rule: 'holds where the ways differ by less than 10⁻⁹ of their length at every rate; with conditions where the difference falls with the rate, to a tenth (0.08 to 0.12) from 0.1 to 0.01 and again to 0.001.',
  verdict({differences: apartBy}) {
    const [, , tenth, hundredth, thousandth] = apartBy as readonly number[];
    const shrinks = [hundredth! / tenth!, thousandth! / hundredth!].every((ratio) => ratio > 0.08 && ratio < 0.12);
    return onClaim({always: apartBy.every((value) => value < 1e-9), sometimes: shrinks});
  },
  answer: ({differences: apartBy, timesAsFar}) =>
    `Updating after each example and updating once are the same only in the limit of small rates: at the rate 1 the ways differ by ${formatDecimals(100 * apartBy[1]!, 1)} %, at 0.001 by ${formatDecimals(100 * apartBy[4]!, 4)} %, because each gradient is taken where the last update has led. With the same rate for each example the way is ${formatDecimals(timesAsFar[4]!, 2)} times as long.`,
  figures: ({differences: apartBy, orders}) => [
    {
      name: 'differences',
      title: 'How far the two ways differ',
      caption:
        'Relative to the accumulated update. The difference, and what the order of the examples does, fall in proportion to the rate.',
      panels: [
        {
          kind: 'lines',
          title: 'Ten examples',
          xTitle: 'Rate (log scale)',
          yTitle: 'Relative difference (log scale)',
          xLog: true,
          yLog: true,
          series: [
            {label: 'after each example, or once', x: rates, y: apartBy, as: 'line and points'},
            {label: 'examples in reversed order', x: rates, y: orders, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.oneByOne,
  next: 'Which of the ways is another one when the examples are shuffled?',
});

export const digitPasses = item({
  id: 'L4.2',
  name: 'digit-passes',
  title: 'Updates after each example on the digits',
  statement: 'With updates after each of many examples the network learns over time to predict better.',
  places: '003:882-885',
  question:
    'After three passes over the digits, each way at its best rate: how far is the loss with one update a pass behind?',
  async measure(ground) {
    const {train} = await ground.examples();
    const count = ground.size(300, 60);
    const data = {x: train.x.slice(0, count), y: train.y.slice(0, count)};
    const options = {epochs: 3, signal: ground.signal};
    const runs = [];
    for (const seed of ground.seeds(3)) {
      const each = await passes(data, {...options, batchSize: 1, rates: [0.03, 0.1], seed});
      const once = await passes(data, {...options, batchSize: 'full', rates: [0.1, 0.3, 1, 3], seed});
      runs.push({each, once});
    }
    data.x.dispose();
    data.y.dispose();
    return {
      examples: count,
      each: runs.map(({each}) => each.losses),
      once: runs.map(({once}) => once.losses),
      bestRates: runs.map(({each, once}) => [each.rate, once.rate]),
      seeds: runs.length,
      agreed: runs.filter(
        ({each, once}) => each.losses.at(-1)! < once.losses.at(-1)! && each.losses.at(-1)! < 0.8 * each.losses[0]!,
      ).length,
    };
  },
  rule: 'holds where for every seed the loss after three passes with an update an example is below that with an update a pass, and below 0.8 of the first loss; with conditions for two seeds in three.',
  verdict: onSeeds,
  answer: ({each, once, agreed, seeds, bestRates, examples}) =>
    `Updates after each example are ahead for ${agreed} of ${seeds} seeds: the loss of the first one goes from ${formatDecimals(each[0]![0]!, 2)} to ${formatDecimals(each[0]!.at(-1)!, 3)} with ${examples} updates a pass (rate ${bestRates[0]![0]!}), to ${formatDecimals(once[0]!.at(-1)!, 3)} with one (rate ${bestRates[0]![1]!}).`,
  figures: ({each, once}) => [
    {
      name: 'losses',
      title: 'Loss after each pass, 16 hidden units',
      caption:
        'The same examples are seen as often; those who update after each of them are far ahead. One seed is drawn.',
      panels: [
        {
          kind: 'lines',
          title: 'Training loss',
          xTitle: 'Pass',
          yTitle: 'Loss',
          series: [
            {label: 'an update an example', x: each[0]!.map((_, k) => k), y: each[0]!, as: 'line and points'},
            {label: 'an update a pass', x: once[0]!.map((_, k) => k), y: once[0]!, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.digitPasses,
  next: 'Between 1 and all lie the mini-batches: which size is best for the time that it takes?',
  real: 'mnist --optimizers sgd:lr=0.05 --batch-size 1 --epochs 1',
});
