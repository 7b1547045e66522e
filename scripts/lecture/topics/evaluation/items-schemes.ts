import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {nearestMean, schemes, study} from './compute-resampling.ts';
import {codeResampling as code} from './code-resampling.ts';

const names = Object.keys(schemes);

export const comparison = item({
  id: 'L17.2',
  name: 'schemes',
  title: 'All schemes on the same examples',
  statement:
    'The notes list schemes and their limits without comparing them. Supposed here: repeated schemes spread less than one holdout, all that test on other examples than they train with are near the truth, and the training set itself is not.',
  places: '003:1093-1118',
  question: 'Which of the schemes is furthest from the truth on average, and which one spreads most?',
  measure(ground) {
    const qualities = study(
      names.map((name) => (set, seed) => schemes[name]!(set, nearestMean, seed)),
      nearestMean,
      {sets: ground.size(400, 120), n: 40, seed: ground.seed},
    );
    return {
      biases: qualities.map(({bias}) => bias),
      spreads: qualities.map(({spread}) => spread),
      errors: qualities.map(({error}) => error),
    };
  },
  rule: 'holds where the training set has the greatest bias, all others less than 0.05, and holdout the greatest spread; with conditions where only the former two are so.',
  verdict({biases, spreads}) {
    const [training, ...others] = biases.map(Math.abs);
    const isNear = others.every((bias) => bias < 0.05 && bias < training!);
    return onClaim({always: isNear && Math.max(...spreads) === spreads[names.indexOf('holdout')], sometimes: isNear});
  },
  answer: ({biases, spreads}) =>
    `Over many sets of 40 examples the schemes come to this: ${names.map((name, i) => `${name}: bias ${formatDecimals(biases[i]!, 3)}, spread ${formatDecimals(spreads[i]!, 3)}`).join('; ')}.`,
  figures: ({biases, spreads}) => [
    {
      name: 'schemes',
      title: 'Estimate less truth, over many sets of 40 examples',
      caption:
        'The training set flatters. One holdout spreads most; the others differ little, as all of them have the same 40 examples.',
      panels: [
        {
          kind: 'bars',
          title: 'Bias',
          xTitle: '',
          yTitle: 'Mean of estimate less truth',
          names,
          series: [{label: 'bias', values: biases}],
        },
        {
          kind: 'bars',
          title: 'Spread',
          xTitle: '',
          yTitle: 'Deviation of estimate less truth',
          names,
          series: [{label: 'spread', values: spreads}],
        },
      ],
    },
  ],
  ...code.schemes,
  next: 'Take the nearest point in place of the nearest mean: which schemes get worse?',
});
