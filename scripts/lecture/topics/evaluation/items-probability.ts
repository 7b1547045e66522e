import {confusionMatrix} from '../../../../lib/evaluation/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {sharedPlans} from '../../frame/plans.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {codeProbability as code} from './code-probability.ts';
import {oddsOf, probabilityOf} from './compute-probability.ts';
import {oneAgainstRest, saidBy} from './compute-scores.ts';

const chosen = 8;

export const odds = item({
  id: 'L17.3',
  name: 'odds',
  title: 'Probability and odds',
  statement:
    'Probability and odds are named without formulas. Added here: odds are p / (1 - p), the probability is odds / (1 + odds), and the net of a logistic neuron is the logarithm of the odds.',
  places: '003:1051-1052',
  question: 'Three to one: which probability is that? And odds of 1?',
  measure() {
    const probabilities = [0.1, 0.25, 0.5, 0.75, 0.9, 0.99];
    const nets = range(-5, 5, 21);
    return {
      probabilities,
      odds: probabilities.map(oddsOf),
      andBack: Math.max(...probabilities.map((p) => Math.abs(probabilityOf(oddsOf(p)) - p))),
      nets,
      logOdds: nets.map((net) => Math.log(oddsOf(1 / (1 + Math.exp(-net))))),
    };
  },
  rule: 'holds where odds and back give the probability and the logarithm of the odds of a logistic output is its net, to 10⁻⁹; with conditions where only the former.',
  verdict({andBack, nets, logOdds}) {
    const isBack = andBack < 1e-9;
    return onClaim({
      always: isBack && logOdds.every((value, i) => Math.abs(value - nets[i]!) < 1e-9),
      sometimes: isBack,
    });
  },
  answer: ({probabilities, odds: all}) =>
    `As odds, the probability ${probabilities.map((p, i) => `${p} is ${formatDecimals(all[i]!, 4)}`).join(', ')} to one. The output 0.75 of a logistic neuron comes from a net of log 3 = ${formatDecimals(Math.log(3), 4)}.`,
  figures: ({nets}) => {
    const p = range(0.01, 0.99, 99);
    return [
      {
        name: 'odds',
        title: 'Odds against probability',
        caption: 'Odds go to infinity where the probability goes to 1; their logarithm is as steep on both sides.',
        panels: [
          {
            kind: 'lines',
            title: 'Odds',
            xTitle: 'Probability',
            yTitle: 'Odds (log scale)',
            yLog: true,
            series: [{label: 'p / (1 - p)', x: p, y: p.map(oddsOf)}],
          },
          {
            kind: 'lines',
            title: 'Logistic neuron',
            xTitle: 'Net, the logarithm of the odds',
            yTitle: 'Probability',
            series: [{label: 'probability', x: nets, y: nets.map((net) => probabilityOf(Math.exp(net)))}],
          },
        ],
      },
    ];
  },
  ...code.odds,
  next: 'What does doubling the odds do to a probability of 0.01, and to one of 0.9?',
});

export const conditional = item({
  id: 'L17.3',
  name: 'conditional',
  title: 'Conditional probabilities of a network',
  statement: 'P(E | F) is the probability of E where F has occurred, and P(A | B) = P(B | A) P(A) / P(B).',
  places: '003:1053-1065',
  question: 'Is "it said 8 where there is an 8" as probable as "there is an 8 where it said 8"?',
  async measure(ground) {
    const {test} = await ground.examples();
    const {model} = await ground.trained(sharedPlans(ground, 1)[0]!);
    const {labels} = ground.digits.test;
    const matrix = confusionMatrix(labels, saidBy(model, test.x, chosen).classes, 10);
    const digits = matrix.map((_, digit) => {
      const {tp, fn, fp, tn} = oneAgainstRest(matrix, digit);
      const all = tp + fn + fp + tn;
      const [isSo, said, saidIfSo] = [(tp + fn) / all, (tp + fp) / all, tp / (tp + fn)];
      return {counted: tp / (tp + fp), byBayes: (saidIfSo * isSo) / said, saidIfSo};
    });
    return {
      counted: digits.map(({counted}) => counted),
      byBayes: digits.map(({byBayes}) => byBayes),
      saidIfSo: digits.map(({saidIfSo}) => saidIfSo),
    };
  },
  rule: 'holds where for all ten digits the theorem gives what counting gives, to 10⁻¹²; with conditions where it does for some.',
  verdict({counted, byBayes}) {
    const isSame = counted.map((value, i) => Math.abs(value - byBayes[i]!) < 1e-12);
    return onClaim({always: isSame.every(Boolean), sometimes: isSame.some(Boolean)});
  },
  answer: ({counted, saidIfSo}) =>
    `For 8 the network says 8 with ${formatDecimals(saidIfSo[chosen]!, 4)} where it is one (sensitivity); where it says 8 it is one with ${formatDecimals(counted[chosen]!, 4)} (precision). For all ten digits the theorem leads from one to the other.`,
  figures: ({counted, saidIfSo}) => [
    {
      name: 'both-ways',
      title: 'Two conditional probabilities of each digit',
      caption: 'They are not the same: the condition counts.',
      panels: [
        {
          kind: 'lines',
          title: 'Probability',
          xTitle: 'Digit',
          yTitle: 'Probability',
          series: [
            {label: 'says so, where it is so', x: counted.map((_, i) => i), y: saidIfSo, as: 'points'},
            {label: 'is so, where it says so', x: counted.map((_, i) => i), y: counted, as: 'points'},
          ],
        },
      ],
    },
  ],
  ...code.conditional,
  next: 'Take ten times as many eights into the test set: which of the two probabilities changes?',
});
