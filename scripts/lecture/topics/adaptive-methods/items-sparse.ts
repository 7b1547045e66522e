import * as tf from '@tensorflow/tfjs';
import {formatDecimals} from '../../../report/number-format.ts';
import {smallDigits} from '../../frame/small-digits.ts';
import {item} from '../../frame/topic.ts';
import {onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {learnSparse, pixelRates, shareReversed} from './compute-sparse.ts';

const rates = [0.01, 0.03, 0.1, 0.3, 1, 3];

const sparseFeatures = item({
  id: 'L8.2',
  name: 'sparse-features',
  title: 'Rare features that tell everything',
  statement:
    'A rare but important feature may often have small gradients, so that learning can be slow in its direction; Adagrad gives it a larger rate.',
  places: '000:325-363, 000:405-427',
  question:
    'A frequent feature that says nothing, two rare ones that decide: which rule has the lower loss after 1000 examples?',
  measure(ground) {
    const best = (rule: 'sgd' | 'adagrad', seed: number) =>
      rates
        .map((rate) => ({rate, ...learnSparse(rule, seed, {rate, count: 1000})}))
        .toSorted((a, b) => a.loss - b.loss)[0]!;
    const runs = ground.seeds(5).map((seed) => ({sgd: best('sgd', seed), adagrad: best('adagrad', seed)}));
    const rare = ([, first, second]: readonly number[]): number => (first! - second!) / 2;
    return {
      sgdLosses: runs.map(({sgd}) => sgd.loss),
      adagradLosses: runs.map(({adagrad}) => adagrad.loss),
      sgdRareWeights: runs.map(({sgd}) => rare(sgd.weights)),
      adagradRareWeights: runs.map(({adagrad}) => rare(adagrad.weights)),
      adagradRates: runs[0]!.adagrad.rates,
      meanGradients: runs[0]!.sgd.gradients,
      least: 0.96 * Math.log(2),
      seeds: runs.length,
      agreed: runs.filter(({sgd, adagrad}) => adagrad.loss < sgd.loss && rare(adagrad.weights) > rare(sgd.weights))
        .length,
    };
  },
  rule: 'holds where with every seed, each rule at its best rate of six, Adagrad has the lower loss and the larger weights of the rare features; with conditions with two in three.',
  verdict: onSeeds,
  answer: ({agreed, seeds, sgdRareWeights, adagradRareWeights, meanGradients, adagradRates}) =>
    `Adagrad learns the rare features faster with ${agreed} of ${seeds} seeds. The mean gradient of a rare feature is ${formatDecimals(meanGradients[0]! / meanGradients[1]!, 0)} times smaller than that of the frequent one (only because it is mostly 0), its rate under Adagrad ${formatDecimals(adagradRates[1]! / adagradRates[0]!, 1)} times larger; its weight comes to ${formatDecimals(adagradRareWeights[0]!, 2)} in place of ${formatDecimals(sgdRareWeights[0]!, 2)}.`,
  figures: ({sgdLosses, adagradLosses, sgdRareWeights, adagradRareWeights}) => [
    {
      name: 'learned',
      title: 'One frequent feature, two rare ones',
      caption: 'Each rule at its best rate. The least loss is 0.665 on average, for 24 of 25 labels are chance.',
      panels: [
        {
          kind: 'lines',
          title: 'Loss on other examples',
          xTitle: 'Seed',
          yTitle: 'Loss',
          series: [
            {label: 'plain descent', x: sgdLosses.map((_, i) => i + 1), y: sgdLosses, as: 'points'},
            {label: 'Adagrad', x: adagradLosses.map((_, i) => i + 1), y: adagradLosses, as: 'points'},
          ],
        },
        {
          kind: 'bars',
          title: 'Weight of the rare features',
          xTitle: 'Seed',
          yTitle: 'Weight',
          names: sgdRareWeights.map((_, i) => String(i + 1)),
          series: [
            {label: 'plain descent', values: sgdRareWeights},
            {label: 'Adagrad', values: adagradRareWeights},
          ],
        },
      ],
    },
  ],
  ...code.sparseFeatures,
  next: 'Make the rare features as frequent as the other one: what is left of the difference?',
});

const rarePixels = item({
  id: 'L8.2',
  name: 'rare-pixels',
  title: 'Rare pixels of the digits',
  statement: 'Under Adagrad features that are seldom there have a higher rate.',
  places: '000:331-332, 000:381-395',
  question: 'Take two places of the digits: how often has the one that is lit less often the higher rate?',
  async measure(ground) {
    const digits = await smallDigits(ground, 512);
    const runs = ground
      .seeds(ground.size(3, 2))
      .map((seed) => pixelRates(digits, {updates: ground.size(60, 25), seed}));
    tf.dispose([digits.x, digits.y]);
    const shares = runs.map(({lit, rates: all}) => {
      const moved = lit.map((_, i) => i).filter((i) => all[i]! > 0);
      return shareReversed(
        moved.map((i) => lit[i]!),
        moved.map((i) => all[i]!),
      );
    });
    return {
      lit: runs[0]!.lit,
      rates: runs[0]!.rates,
      shares,
      seeds: runs.length,
      agreed: shares.filter((share) => share > 0.75).length,
    };
  },
  rule: 'holds where from every start more than three in four pairs of pixels have the higher rate at the one lit less often, with conditions from two in three.',
  verdict: onSeeds,
  answer: ({shares, lit, rates: all}) => {
    const moved = all.filter((rate) => rate > 0);
    return `In ${formatDecimals(100 * shares[0]!, 0)} of 100 pairs of pixels the rarer one has the larger rate. The rates of ${moved.length} pixels of ${lit.length} (the others are never lit) range over a factor of ${formatDecimals(Math.max(...moved) / Math.min(...moved), 0)}.`;
  },
  figures({lit, rates: all}) {
    const side = Math.round(Math.sqrt(lit.length));
    const rows = (values: readonly number[]) =>
      Array.from({length: side}, (_, j) => values.slice(j * side, (j + 1) * side));
    const places = Array.from({length: side}, (_, i) => i + 1);
    const digits = (value: number): number => Number(value.toPrecision(2));
    return [
      {
        name: 'pixels',
        title: 'How often each place is lit, and the rate of its weights',
        caption:
          'The frequent middle has the smallest rates, the rare edge the largest ones. A cross: never a gradient.',
        panels: [
          {
            kind: 'heat',
            title: 'Share of the digits that light it',
            xTitle: 'Column',
            yTitle: 'Row',
            x: places,
            y: places,
            values: rows(lit.map(digits)),
            valueTitle: 'share',
          },
          {
            kind: 'heat',
            title: 'Mean rate, logarithm to the base of 10',
            xTitle: 'Column',
            yTitle: 'Row',
            x: places,
            y: places,
            values: rows(all.map((rate) => (rate > 0 ? digits(Math.log10(rate)) : NaN))),
            valueTitle: 'log10',
          },
        ],
      },
    ];
  },
  ...code.rarePixels,
  next: 'Standardise the pixels first: are the rates still so far apart?',
  real: 'mnist --optimizers sgd:lr=0.3,adagrad:lr=0.03 --model logreg --epochs 3',
});

/** Rates for rare features. */
export const sparseItems = [sparseFeatures, rarePixels];
