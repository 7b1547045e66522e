import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {adagradRates} from './compute-rates.ts';

const updates = Array.from({length: 100}, (_, k) => k + 1);
const [large, small, rate] = [10, 0.1, 0.1];

const largeShrinks = item({
  id: 'L8.1',
  name: 'large-shrinks',
  title: 'Do large gradients make the rate fall faster?',
  statement:
    'Under Adagrad the rate of a weight with large gradients falls rapidly, that of one with small gradients only a little.',
  places: '001:103-116, 000:364-389, 004:250-296, 002:322-331',
  question:
    'Gradients of 10 and of 0.1, a hundred updates, the sum starting at zero: by which factor does the rate of each fall?',
  measure() {
    const of = (g: number, initial: number) =>
      adagradRates(
        updates.map(() => g),
        rate,
        initial,
      );
    const [largeFromZero, smallFromZero] = [of(large, 0), of(small, 0)];
    const [largeFromTenth, smallFromTenth] = [of(large, 0.1), of(small, 0.1)];
    const before = rate / Math.sqrt(0.1);
    return {
      largeFromZero,
      smallFromZero,
      largeFromTenth,
      smallFromTenth,
      levels: largeFromZero.map((each, k) => smallFromZero[k]! / each),
      fallsFromZero: [largeFromZero, smallFromZero].map((rates) => rates[0]! / rates.at(-1)!),
      fallsFromTenth: [largeFromTenth, smallFromTenth].map((rates) => before / rates.at(-1)!),
    };
  },
  rule: 'holds where the rate of the large gradient falls by a factor more than twice as great, both with a sum that starts at 0 and at 0.1; with conditions where it does so with the second alone.',
  verdict({fallsFromZero, fallsFromTenth}) {
    const faster = ([ofLarge, ofSmall]: readonly number[]): boolean => ofLarge! > 2 * ofSmall!;
    return onClaim({always: faster(fallsFromZero) && faster(fallsFromTenth), sometimes: faster(fallsFromTenth)});
  },
  answer: ({fallsFromZero, fallsFromTenth, levels}) =>
    `With a sum from 0, as the notes have it, the rates of both weights fall by ${formatDecimals(fallsFromZero[0]!, 0)}, the root of 100: the large gradient has the lower rate (${formatDecimals(levels.at(-1)!, 0)} times, from the first update on), but does not fall faster. With a sum that starts at 0.1, as in some libraries, they fall by ${formatDecimals(fallsFromTenth[0]!, 0)} and ${formatDecimals(fallsFromTenth[1]!, 1)}.`,
  figures: ({largeFromZero, smallFromZero, largeFromTenth, smallFromTenth}) => [
    {
      name: 'rates',
      title: 'Rates of two weights under Adagrad',
      caption:
        'From 0 the lines are parallel: another level, the same fall. From 0.1 the small gradient keeps its rate for a while.',
      panels: [
        {title: 'Sum from 0', pair: [largeFromZero, smallFromZero]},
        {title: 'Sum from 0.1', pair: [largeFromTenth, smallFromTenth]},
      ].map(({title, pair}) => ({
        kind: 'lines' as const,
        title,
        xTitle: 'Update (log scale)',
        yTitle: 'Rate (log scale)',
        xLog: true,
        yLog: true,
        series: ['gradient 10', 'gradient 0.1'].map((label, i) => ({label, x: updates, y: pair[i]!})),
      })),
    },
  ],
  ...code.largeShrinks,
  next: 'Let the large gradient become small after ten updates: what do the two rates do then?',
  real: 'mnist --optimizers adagrad:lr=0.03,adagrad:lr=0.03:initialAccumulator=0.1 --epochs 2',
});

const smallIncreases = item({
  id: 'L8.1',
  name: 'small-increases',
  title: 'Do small gradients raise the rate?',
  statement: 'Weights that receive small gradients have their rate increased.',
  places: '002:330-331, 000:381-389',
  question: 'Rate 0.1, gradients of 0.1: is the rate of this weight ever above 0.1, and does it ever rise?',
  measure() {
    const rates = adagradRates(
      updates.map(() => small),
      rate,
    );
    return {
      rates,
      nominal: rate,
      updatesAbove: rates.filter((each) => each > rate * (1 + 1e-9)).length,
      rises: rates.filter((each, k) => k > 0 && each > rates[k - 1]!).length,
    };
  },
  rule: 'holds where the rate rises from some update to the next and is above the nominal one, with conditions where it is above the nominal one alone.',
  verdict: ({updatesAbove, rises}) => onClaim({always: updatesAbove > 0 && rises > 0, sometimes: updatesAbove > 0}),
  answer: ({updatesAbove, rises, rates}) =>
    `The rate of the weight with small gradients starts at ${formatDecimals(rates[0]!, 1)}, ten times the nominal rate, and stays above it for ${updatesAbove} updates, until the sum of squares reaches 1. But it falls all the time: ${rises} rises. It is larger compared with other weights, not with itself.`,
  figures: ({rates, nominal}) => [
    {
      name: 'rate',
      title: 'Rate of a weight with gradients of 0.1',
      caption: 'Above the nominal rate for a hundred updates, and falling in all of them.',
      panels: [
        {
          kind: 'lines',
          title: 'Rate',
          xTitle: 'Update',
          yTitle: 'Rate (log scale)',
          yLog: true,
          series: [
            {label: 'rate / root of the sum', x: updates, y: rates},
            {label: 'nominal rate', x: updates, y: updates.map(() => nominal), as: 'dashed'},
          ],
        },
      ],
    },
  ],
  ...code.smallIncreases,
  next: 'With RMSProp in its place: does the rate rise when gradients get smaller?',
});

/** What Adagrad does to the rates of large and small gradients. */
export const adagradItems = [largeShrinks, smallIncreases];
