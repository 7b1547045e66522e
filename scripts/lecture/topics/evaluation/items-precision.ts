import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {codeScores as code} from './code-scores.ts';
import {sameOrder, scoresOf, shoot} from './compute-scores.ts';

const instruments = [
  {name: 'accurate and precise', offset: 0, spread: 0.12},
  {name: 'accurate, not precise', offset: 0, spread: 0.6},
  {name: 'precise, not accurate', offset: 1, spread: 0.12},
  {name: 'neither', offset: 1, spread: 0.6},
];

export const f1 = item({
  id: 'L17.1',
  name: 'f1',
  title: 'F1 as a measure of accuracy',
  statement: 'F1 is a measure of the accuracy of a model.',
  places: '003:1194',
  question: 'Two models with the same F1: can one have far more right answers than the other?',
  measure: (ground) => ({
    sameOrder: sameOrder(ground.size(4000, 1000), 200, ground.seed),
    // The same true positives and errors, with many and without any true negatives.
    f1: [880, 0].map((tn) => scoresOf({tp: 100, fn: 10, fp: 10, tn})[4]!),
    accuracy: [880, 0].map((tn) => scoresOf({tp: 100, fn: 10, fp: 10, tn})[2]!),
  }),
  rule: 'holds where F1 and accuracy put every pair of random matrices in the same order; with conditions where they do so for more than half of them.',
  verdict: ({sameOrder: same}) => onClaim({always: same === 1, sometimes: same > 0.5}),
  answer: ({sameOrder: same, f1: both, accuracy}) =>
    `F1 and accuracy put two models in the same order in ${formatDecimals(100 * same, 0)} % of the pairs. F1 does not count true negatives: with F1 ${formatDecimals(both[0]!, 4)} and ${formatDecimals(both[1]!, 4)} the accuracy is ${formatDecimals(accuracy[0]!, 4)} and ${formatDecimals(accuracy[1]!, 4)}.`,
  ...code.f1,
  next: 'Call the other class positive: what becomes of F1, and what of accuracy?',
});

export const accuratePrecise = item({
  id: 'L17.1',
  name: 'accurate-precise',
  title: 'Accurate and precise',
  statement:
    'Precision is how much repeated measurements agree with each other, accuracy how near they are to the truth: all four combinations occur, and a measurement is valid if it is both.',
  places: '003:1170, 003:1180-1184',
  question: 'Can the mean of many shots hit the mark although no single one comes near it?',
  measure(ground) {
    const shots = instruments.map((instrument) => shoot(instrument, 80, ground.seed));
    return {
      biases: shots.map(({bias}) => bias),
      deviations: shots.map(({deviation}) => deviation),
      x: shots.map(({x}) => x),
      y: shots.map(({y}) => y),
    };
  },
  rule: 'holds where, with a bias below 0.3 called accurate and a deviation below 0.3 precise, all four combinations occur and exactly one instrument is both; with conditions where at least two combinations occur.',
  verdict({biases, deviations}) {
    const kinds = biases.map((bias, i) => 2 * Number(bias < 0.3) + Number(deviations[i]! < 0.3));
    const different = new Set(kinds).size;
    return onClaim({
      always: different === 4 && kinds.filter((kind) => kind === 3).length === 1,
      sometimes: different >= 2,
    });
  },
  answer: ({biases, deviations}) =>
    `The four instruments behave like this: ${instruments.map(({name}, i) => `${name}: off by ${formatDecimals(biases[i]!, 2)}, deviation ${formatDecimals(deviations[i]!, 2)}`).join('; ')}. The score TP / (TP + FP) has the same name and is something else.`,
  figures: ({x, y}) => [
    {
      name: 'targets',
      title: 'Four instruments that aim at the middle',
      caption: 'Accuracy is where the shots lie on average, precision how close they lie together.',
      panels: instruments.map(({name}, i) => ({
        kind: 'lines' as const,
        title: name,
        xTitle: 'x',
        yTitle: 'y',
        xDomain: [-2.5, 2.5] as const,
        yDomain: [-2.5, 2.5] as const,
        isMap: true,
        series: [
          {
            label: 'target',
            x: range(0, 2 * Math.PI, 61).map((angle) => Math.cos(angle) * 0.3),
            y: range(0, 2 * Math.PI, 61).map((angle) => Math.sin(angle) * 0.3),
          },
          {label: 'shots', x: x[i]!, y: y[i]!, as: 'points' as const},
        ],
      })),
    },
  ],
  ...code.instruments,
  next: 'Averages help one of two kinds of errors: which one, and how many shots does it take to halve it?',
});
