import * as tf from '@tensorflow/tfjs';
import {toTensors} from '../../../../lib/data/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {sharedPlans} from '../../frame/plans.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code-glossary.ts';
import {coarse} from './compute-digits.ts';
import {accuracyOf, factors, moved, negative, withFactors} from './compute-factors.ts';
import {comesToRest, withoutClock} from './compute-circuits.ts';

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const definitions = item({
  id: 'L18.2',
  name: 'definitions',
  title: 'Definitions, and a network without a clock',
  statement:
    'A neural network is a circuit of many simple elements, each of which works on local information and at its own time, so that there is no clock of the whole (Nigrin, 1993).',
  places: '003:11-14, 003:36-73, 003:157-167',
  question:
    'The units of five layers work one at a time, in random order. Does the network say what the layered pass says?',
  measure(ground) {
    const seeds = Array.from({length: ground.size(500, 100)}, (_, i) => ground.seed + i);
    const free = seeds.map(withoutClock);
    return {
      networks: seeds.length,
      equal: free.filter(({isEqual}) => isEqual).length,
      mostRounds: Math.max(...free.map(({rounds}) => rounds)),
      layers: 5,
      restWithClock: seeds.filter((seed) => comesToRest(seed, true)).length,
      restWithout: seeds.filter((seed) => comesToRest(seed, false)).length,
    };
  },
  rule: 'holds where all layered networks give the outputs of the layered pass in no more rounds than they have layers, and all networks with loops come to rest without a clock; with conditions where only the layered ones do.',
  verdict({networks, equal, mostRounds, layers, restWithout}) {
    const isLayered = equal === networks && mostRounds <= layers;
    return onClaim({always: isLayered && restWithout === networks, sometimes: isLayered});
  },
  answer: ({networks, equal, mostRounds, restWithClock, restWithout}) =>
    `Without a clock ${equal} of ${networks} layered networks say what the layered pass says, after ${mostRounds} rounds at most: they need no clock. Networks with loops (Hopfield) need one even less: one unit at a time all ${restWithout} come to rest, all units at once only ${restWithClock}; the others swing between two states.`,
  tables: ({equal, networks, restWithout}) => [
    {
      title: 'Words, and where they are met here',
      columns: ['word', 'meaning', 'met as'],
      rows: [
        ['machine learning', 'algorithms that change behaviour by data', 'every training of this lecture'],
        ['unit', 'weighted sum of inputs, then an activation', 'topics 1 and 2'],
        ['local information', 'a unit knows its inputs alone', `${equal} of ${networks} networks above`],
        ['asynchronous (Nigrin, 1993)', 'no clock of the whole', `${restWithout} of ${networks} networks with loops`],
        ['stored experience (Zurada, 1992)', 'what was learnt is kept and used', 'weights after training, topic 17'],
        ['plateau', 'a flat part of the surface', 'topic 11'],
        ['ill-conditioned', 'curvatures of very different size', 'topic 10'],
        ['spurious minimum', 'a minimum higher than the global one', 'topic 12'],
      ],
    },
  ],
  figures: ({networks, equal, restWithClock, restWithout}) => [
    {
      name: 'rest',
      title: 'Networks that come to rest',
      caption: 'Without a clock all of them; with one, networks with loops may swing for ever.',
      panels: [
        {
          kind: 'bars',
          title: 'Random networks',
          xTitle: 'Network',
          yTitle: 'Share that comes to rest',
          names: ['layered', 'loops'],
          series: [
            {label: 'one unit at a time', values: [equal / networks, restWithout / networks]},
            {label: 'all at once', values: [1, restWithClock / networks]},
          ],
        },
      ],
    },
  ],
  ...code.definitions,
  next: 'Backpropagation goes backwards through the layers. Can it be done without a clock as well?',
});

const distribution = item({
  id: 'L18.2',
  name: 'same-distribution',
  title: 'Training and testing from the same distribution',
  statement: 'Training and test examples are assumed to come from the same distribution.',
  places: '003:26-31',
  question: 'A network reads 9 of 10 new digits. How many, when they are moved by four pixels, or black on white?',
  async measure(ground) {
    const count = ground.size(1000, 300);
    const options = {classes: 10, shape: 'flat'} as const;
    const {test} = ground.digits;
    const sets = [moved(test, 0, count), moved(test, 2, count), moved(test, 4, count), negative(test, count)];
    const examples = sets.map((set) => toTensors(set, options));
    const all: number[][] = [];
    for (const plan of sharedPlans(ground, ground.size(3, 2))) {
      const {model} = await ground.trained(plan);
      all.push(examples.map((set) => accuracyOf(model, set)));
    }
    tf.dispose(examples.map(({x, y}) => [x, y]).flat());
    return {
      all,
      seeds: all.length,
      agreed: all.filter(([same, , four, inverse]) => four! < same! - 0.2 && inverse! < same! - 0.2).length,
    };
  },
  rule: 'A network agrees with the need of the assumption where it is right at least 0.2 less often on digits moved by four pixels, and on negatives, than on digits as they were. Holds where all agree, with conditions where two in three do.',
  verdict: onSeeds,
  answer({all, agreed, seeds}) {
    const [same, two, four, inverse] = all[0]!.map((share) => formatDecimals(share, 2));
    return `The share of right answers is ${same!} on test digits as they are, ${two!} moved by two pixels, ${four!} by four, ${inverse!} as negatives (first network; ${agreed} of ${seeds} agree). Without the assumption the test tells nothing.`;
  },
  figures: ({all}) => [
    {
      name: 'accuracies',
      title: 'Right on test digits',
      caption: 'The digits are the same for us, but no longer from the distribution that was learnt.',
      panels: [
        {
          kind: 'bars',
          title: 'Trained networks',
          xTitle: 'Test digits',
          yTitle: 'Share that is right',
          names: ['as trained', 'moved by 2', 'moved by 4', 'negative'],
          series: all.map((values, i) => ({label: `seed ${i + 1}`, values})),
        },
      ],
    },
  ],
  ...code.distribution,
  next: 'Train on moved digits as well: what is the price on those that are not moved?',
  real: 'mnist --optimizers sgd:lr=0.3 --epochs 2',
});

const performance = item({
  id: 'L18.2',
  name: 'performance',
  title: 'What performance depends on',
  statement:
    'Performance depends on the training that is provided, on background knowledge, on the kind of feedback and on the learning algorithm.',
  places: '003:86-102',
  question: 'Softmax regression on 60 digits. Which helps more: many more digits, or weights that have seen others?',
  measure(ground) {
    const train = coarse(ground.digits.train, ground.size(1200, 800));
    const test = coarse(ground.digits.test, ground.size(500, 300));
    const seeds = ground.seeds(ground.size(8, 4));
    const runs = seeds.map((seed) => withFactors(train, test, {seed, few: 60}));
    const base = runs.map((run) => run.base);
    const spread = Math.sqrt(mean(base.map((value) => (value - mean(base)) ** 2)));
    const effects = factors.map((_, i) => mean(runs.map((run) => run.changed[i]! - run.base)));
    return {
      base: mean(base),
      spread,
      changed: factors.map((_, i) => mean(runs.map((run) => run.changed[i]!))),
      effects,
      seeds: seeds.length,
    };
  },
  rule: 'A factor counts where it changes the share of digits that are right by more than the spread between seeds. Holds where all four count, with conditions where some do.',
  verdict({effects, spread}) {
    const count = effects.map((effect) => Math.abs(effect) > spread);
    return onClaim({always: count.every(Boolean), sometimes: count.some(Boolean)});
  },
  answer: ({base, spread, effects, seeds}) =>
    `From an accuracy of ${formatDecimals(base, 2)} (spread ${formatDecimals(spread, 3)}, ${seeds} seeds) these changes are measured: ${factors.map((name, i) => `${name} ${effects[i]! > 0 ? '+' : ''}${formatDecimals(effects[i]!, 2)}`).join(', ')}.`,
  tables: ({base, changed, effects}) => [
    {
      title: 'One factor changed at a time',
      columns: ['factor', 'change', 'right on new digits', 'against the base'],
      rows: [
        ['none', 'softmax regression, 60 digits with labels', formatDecimals(base, 3), ''],
        ...[
          'half of all digits instead of 60',
          'starts from weights that have seen other digits',
          'only whether a guess was right',
          'the perceptron rule',
        ].map((change, i) => [factors[i]!, change, formatDecimals(changed[i]!, 3), formatDecimals(effects[i]!, 3)]),
      ],
    },
  ],
  ...code.performance,
  next: 'Combine two of the factors: do their effects add up?',
});

/** Definitions, assumptions and factors. */
export const glossaryItems = [definitions, distribution, performance];
