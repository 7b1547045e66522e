import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {drawUnits, dropoutVariance, expectations} from './compute.ts';
import {logitsAt, part, trainHidden} from './compute-digits.ts';

const probabilities = [0.1, 0.25, 0.5, 0.75];
const logistic = (z: number): number => 1 / (1 + Math.exp(-z));

export const sameExpectation = item({
  id: 'L15.1',
  name: 'same-expectation',
  title: 'Classic and inverted dropout have one expectation each',
  statement:
    'Units are disabled with probability p and the weights scaled after training. Inverted dropout, which is added here, scales during training and nothing after; each should keep the expectation.',
  places: '004:368-372',
  question: 'Ten units have 1024 masks. How far is the mean output over all of them from that of the scaled weights?',
  measure(ground) {
    const cases = ground.seeds(5).flatMap((seed) => probabilities.map((p) => ({units: drawUnits(seed, 10), p})));
    const found = cases.map(({units, p}) => expectations(units, p));
    const first = drawUnits(ground.seed, 10);
    const squares = first.hidden.reduce((sum, value, i) => sum + (value * first.output[i]!) ** 2, 0);
    return {
      classic: found.slice(0, probabilities.length).map((each) => each.classic),
      scaled: found.slice(0, probabilities.length).map((each) => each.scaled),
      inverted: found.slice(0, probabilities.length).map((each) => each.inverted),
      whole: found.slice(0, probabilities.length).map((each) => each.whole),
      greatestOfClassic: Math.max(...found.map(({classic, scaled}) => Math.abs(classic - scaled))),
      greatestOfInverted: Math.max(...found.map(({inverted, whole}) => Math.abs(inverted - whole))),
      variances: probabilities.map((p) => dropoutVariance(first, p)),
      variancesByFormula: probabilities.map((p) => (p / (1 - p)) * squares),
    };
  },
  rule: 'holds where, for every drawn layer and every p, the mean over all masks is that of the weights times 1 - p for classic dropout, and that of the weights as they are for inverted dropout, both to 10⁻⁹; with conditions where for one of the two.',
  verdict({greatestOfClassic, greatestOfInverted}) {
    const [isClassic, isInverted] = [greatestOfClassic < 1e-9, greatestOfInverted < 1e-9];
    return onClaim({always: isClassic && isInverted, sometimes: isClassic || isInverted});
  },
  answer: ({classic, scaled, greatestOfClassic, greatestOfInverted, variances}) =>
    `The mean over all masks and the scaled weights differ by at most ${formatNumber(greatestOfClassic, 1)} (classic) and ${formatNumber(greatestOfInverted, 1)} (inverted): at p = 0.5 the mean is ${formatDecimals(classic[2]!, 6)} and the scaled weights say ${formatDecimals(scaled[2]!, 6)}. The masks add noise of variance p / (1 - p) times the sum of squares, ${formatDecimals(variances[2]!, 2)} at 0.5.`,
  tables: ({classic, scaled, inverted, whole, variances, variancesByFormula}) => [
    {
      title: 'Ten units, all 1024 masks',
      columns: [
        'p',
        'classic',
        'weights × (1 - p)',
        'inverted',
        'weights as they are',
        'variance',
        'p / (1 - p) Σ (w h)²',
      ],
      rows: probabilities.map((p, i) => [
        p,
        ...[classic, scaled, inverted, whole, variances, variancesByFormula].map((list) => formatDecimals(list[i]!, 6)),
      ]),
    },
  ],
  figures: ({classic, inverted, scaled, whole}) => [
    {
      name: 'expectation',
      title: 'Mean output over all masks',
      caption: 'Classic dropout gets smaller with p, as the scaled weights do; inverted dropout does not.',
      panels: [
        {
          kind: 'lines',
          title: 'Ten units into a sum',
          xTitle: 'Probability p of dropping',
          yTitle: 'Output',
          series: [
            {label: 'classic, mean', x: probabilities, y: classic, as: 'points'},
            {label: 'weights × (1 - p)', x: probabilities, y: scaled, as: 'dashed'},
            {label: 'inverted, mean', x: probabilities, y: inverted, as: 'points'},
            {label: 'weights as they are', x: probabilities, y: whole, as: 'dashed'},
          ],
        },
      ],
    },
  ],
  ...code.expectation,
  next: 'Draw a hundred masks instead of taking all: how close is the mean?',
});

export const throughNonlinearity = item({
  id: 'L15.1',
  name: 'through-nonlinearity',
  title: 'Is the scaled network the mean of all thinned ones?',
  statement:
    'Weights are scaled after training. That this one network is the mean of all those with disabled units is supposed here.',
  places: '004:368-372',
  question: 'The sum goes through a logistic unit. Are scaled weights still the mean over all masks?',
  measure(ground) {
    const p = 0.5;
    const layers = ground.seeds(10).map((seed) => drawUnits(seed, 10));
    const linear = layers.map((units) => expectations(units, p));
    const through = layers.map((units) => expectations(units, p, logistic));
    // The normalised geometric mean of logistic outputs is the logistic function of the mean sum.
    const geometric = layers.map((units) => {
      const yes = expectations(units, p, (z) => Math.log(logistic(z))).classic;
      const no = expectations(units, p, (z) => Math.log(1 - logistic(z))).classic;
      return Math.exp(yes) / (Math.exp(yes) + Math.exp(no));
    });
    return {
      mean: through.map(({classic}) => classic),
      scaled: through.map(({scaled}) => scaled),
      geometric,
      greatestLinear: Math.max(...linear.map(({classic, scaled}) => Math.abs(classic - scaled))),
      greatestThrough: Math.max(...through.map(({classic, scaled}) => Math.abs(classic - scaled))),
      greatestGeometric: Math.max(...through.map(({scaled}, i) => Math.abs(geometric[i]! - scaled))),
    };
  },
  rule: 'holds where the scaled weights give the mean over all masks to 0.001, for the sum as through the logistic unit; with conditions where for the sum alone.',
  verdict: ({greatestLinear, greatestThrough}) =>
    onClaim({always: Math.max(greatestLinear, greatestThrough) < 1e-3, sometimes: greatestLinear < 1e-3}),
  answer: ({greatestLinear, greatestThrough, greatestGeometric}) =>
    `The scaled weights give the mean over all masks for the sum, to ${formatNumber(greatestLinear, 1)}; through the logistic unit they differ from the mean by up to ${formatDecimals(greatestThrough, 3)}. They are the normalised geometric mean instead, to ${formatNumber(greatestGeometric, 1)}.`,
  figures: ({mean, scaled, geometric}) => [
    {
      name: 'nonlinear',
      title: 'Ten drawn layers, p = 0.5, through a logistic unit',
      caption: 'The mean over all masks is nearer to one half than the scaled network, which is surer of itself.',
      panels: [
        {
          kind: 'lines',
          title: 'Over all 1024 masks',
          xTitle: 'Output of the scaled weights',
          yTitle: 'Output',
          series: [
            {label: 'scaled weights', x: [0, 1], y: [0, 1], as: 'dashed'},
            {label: 'mean', x: scaled, y: mean, as: 'points'},
            {label: 'normalised geometric mean', x: scaled, y: geometric, as: 'points'},
          ],
        },
      ],
    },
  ],
  ...code.nonlinear,
  next: 'Average over a hundred masks at the time of use: is that network better than the scaled one?',
});

export const sameTraining = item({
  id: 'L15.1',
  name: 'classic-and-inverted',
  title: 'One training in two notations',
  statement:
    'That classic dropout, whose weights are scaled after training, and inverted dropout are the same method is supposed here; the notes have only the former.',
  places: '004:368-372',
  question: 'The same masks and the same rate for both: do they come to the same network?',
  async measure(ground) {
    const {train, test} = await ground.examples();
    const [data, probe] = [part(train, 0, ground.size(200, 100)), part(test, 0, 100)];
    const plan = {units: 32, rate: 0.1, epochs: ground.size(20, 8), batchSize: 20};
    const probabilitiesHere = [0.25, 0.5];
    const mapped: number[] = [];
    const unmapped: number[] = [];
    for (const p of probabilitiesHere) {
      const logits = (more: object, scale: number): number[] => {
        const trained = trainHidden(data, {...plan, seed: ground.seed, p, ...more});
        const found = logitsAt(trained, probe.x, scale);
        trained.dispose();
        return found;
      };
      const classic = logits({kind: 'classic'}, 1 - p);
      const inverted = logits({outputScale: 1 - p, outputRate: (1 - p) ** 2}, 1);
      const plain = logits({}, 1);
      const far = (other: number[]) => Math.max(...classic.map((value, i) => Math.abs(value - other[i]!)));
      mapped.push(far(inverted));
      unmapped.push(far(plain));
    }
    for (const {x, y} of [data, probe]) {
      x.dispose();
      y.dispose();
    }
    return {probabilities: probabilitiesHere, mapped, unmapped};
  },
  rule: 'holds where the logits on test digits are the same to 10⁻³ with the same start and rates; with conditions where they are so with the output weights times 1 - p at the start and their rate times (1 - p)²; does not hold otherwise.',
  verdict: ({mapped, unmapped}) =>
    onClaim({
      always: Math.max(...unmapped) < 1e-3,
      sometimes: Math.max(...mapped) < 1e-3,
    }),
  answer: ({mapped, unmapped}) =>
    `With the same start and rates the logits of classic and inverted dropout differ by up to ${formatDecimals(Math.max(...unmapped), 1)}. With W' = (1 - p) W at the start and (1 - p)² of its rate, inverted training is the classic one in other numbers: they differ by ${formatNumber(Math.max(...mapped), 1)}. Same expectation, but another rate.`,
  ...code.sameTraining,
  next: 'Which of the two lets the rate be tuned once for all p?',
});
