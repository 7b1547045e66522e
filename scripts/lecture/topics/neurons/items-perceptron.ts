import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {accuracyOf, countDifferent, learn, pairOf, withMargin} from './compute-perceptron.ts';

export const thresholdAsWeight = item({
  id: 'L1.2',
  name: 'threshold-as-weight',
  title: 'The threshold is a weight',
  statement: 'With an input x0 = 1 and its weight w0 = -theta, a perceptron with threshold theta has the threshold 0.',
  places: '003:236-261',
  question: 'Does the border case, where the sum is equal to the threshold, come out the same in both forms?',
  measure: (ground) => ({draws: 20_000, different: countDifferent(20_000, ground.seed)}),
  rule: 'holds where both forms decide the same in every draw of whole weights, inputs and thresholds; with conditions where they do in at least nine of ten.',
  verdict: ({draws, different}) => onClaim({always: different === 0, sometimes: different < draws / 10}),
  answer: ({draws, different}) =>
    `The form with a threshold and the form with a weight differ in ${different} of ${draws} draws, border cases among them.`,
  ...code.asWeight,
  next: 'Write 0 for x0: which functions of two inputs can the perceptron no longer compute?',
});

export const rule = item({
  id: 'L1.2',
  name: 'rule',
  title: 'A perceptron learns from its mistakes',
  statement:
    'The notes name the perceptron and its analysis without its learning rule. That rule is tried here: adding (t - y) x to the weights after each mistake finds a line where there is one, after at most (R / gamma)^2 mistakes, with R the longest input and gamma the margin.',
  places: '003:229-261',
  question: 'If the gap between the classes is ten times as narrow: how many times as many mistakes may there be?',
  measure(ground) {
    const margins = [0.3, 0.1, 0.03, 0.01].slice(0, ground.size(4, 3));
    const runs = margins.flatMap((margin) =>
      ground.seeds(6).map((seed) => {
        const data = withMargin(200, margin, seed);
        const {mistakes, isDone, weights} = learn(data, 5000);
        return {...data, mistakes, isDone: isDone && accuracyOf(weights, data) === 1};
      }),
    );
    const bounds = runs.map(({radius, margin}) => (radius / margin) ** 2);
    return {
      margins: runs.map(({margin}) => margin),
      mistakes: runs.map(({mistakes}) => mistakes),
      bounds,
      seeds: runs.length,
      agreed: runs.filter(({mistakes, isDone}, i) => isDone && mistakes <= bounds[i]!).length,
    };
  },
  rule: 'holds where every set is learned without error within the bound; with conditions where that is so of two in three.',
  verdict: ({agreed, seeds}) => onClaim({always: agreed === seeds, sometimes: agreed / seeds >= 2 / 3}),
  answer: ({agreed, seeds, mistakes, bounds}) =>
    `The perceptron learns ${agreed} of ${seeds} sets of points within the bound on its mistakes; at most ${formatDecimals(100 * Math.max(...mistakes.map((each, i) => each / bounds[i]!)), 0)} % of it was needed.`,
  figures: ({margins, mistakes, bounds}) => [
    {
      name: 'mistakes',
      title: 'Mistakes until there are none',
      caption:
        'Each point is a set of 200 points of the plane. The bound grows a hundredfold where the margin shrinks tenfold.',
      panels: [
        {
          kind: 'lines',
          title: 'Mistakes against margin',
          xTitle: 'Margin gamma (log scale)',
          yTitle: 'Mistakes (log scale)',
          xLog: true,
          yLog: true,
          series: [
            {label: 'bound (R / gamma)²', x: margins, y: bounds, as: 'points'},
            {label: 'mistakes', x: margins, y: mistakes, as: 'points'},
          ],
        },
      ],
    },
  ],
  ...code.rule,
  next: 'Turn one label round: what does the perceptron do then?',
});

export const digits = item({
  id: 'L1.2',
  name: 'digits',
  title: 'Perceptrons tell digits apart',
  statement:
    'The inputs of a perceptron are no longer limited to 0 and 1. Tried here is whether it learns from the grey values of images.',
  places: '003:231-234',
  question: 'Which pair of digits takes the most mistakes until a straight border between them is found?',
  measure(ground) {
    const [count, tested] = [ground.size(300, 80), ground.size(300, 100)];
    const values = Array.from({length: 10}, () => Array.from({length: 10}, () => 0));
    const accuracies: number[] = [];
    let separated = 0;
    for (let a = 0; a < 10; a++) {
      for (let b = a + 1; b < 10; b++) {
        const {weights, mistakes, isDone} = learn(pairOf(ground.digits.train, a, b, count), 200);
        if (isDone) separated++;
        values[a]![b] = mistakes;
        values[b]![a] = mistakes;
        accuracies.push(accuracyOf(weights, pairOf(ground.digits.test, a, b, tested)));
      }
    }
    return {pairs: accuracies.length, separated, mistakes: values, accuracies};
  },
  rule: 'holds where every pair of digits is separated without a mistake and told apart in at least 80 % of new images; with conditions where two in three pairs are.',
  verdict({pairs, separated, accuracies}) {
    const good = Math.min(separated, accuracies.filter((accuracy) => accuracy >= 0.8).length);
    return onClaim({always: good === pairs, sometimes: good / pairs >= 2 / 3});
  },
  answer({pairs, separated, accuracies, mistakes}) {
    const flat = mistakes.flat();
    const hardest = flat.indexOf(Math.max(...flat));
    return `A perceptron separates ${separated} of ${pairs} pairs of digits, hardest ${Math.floor(hardest / 10)} and ${hardest % 10} with ${flat[hardest]} mistakes; on new images ${formatDecimals(100 * Math.min(...accuracies), 1)} to ${formatDecimals(100 * Math.max(...accuracies), 1)} % are right.`;
  },
  figures: ({mistakes}) => [
    {
      name: 'pairs',
      title: 'Mistakes until a pair is separated',
      caption: 'Few mistakes mean a wide gap. Digits that look alike, such as seven and nine, have a narrow one.',
      panels: [
        {
          kind: 'heat',
          title: 'Mistakes',
          xTitle: 'Digit',
          yTitle: 'Digit',
          x: Array.from({length: 10}, (_, i) => i),
          y: Array.from({length: 10}, (_, i) => i),
          values: mistakes,
          valueTitle: 'mistakes',
        },
      ],
    },
  ],
  ...code.digits,
  next: 'Train ten perceptrons, each for one digit against all others: are these separable as well?',
  real: 'mnist --model logreg --optimizers sgd:lr=0.1 --epochs 3',
});
