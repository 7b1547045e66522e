import {batches} from '../../../../lib/data/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onGrid, range, type Vector} from '../../frame/vectors.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {
  batchDescent,
  drawRegression,
  greatestDifference,
  leastPoint,
  lossOf,
  miniBatchDescent,
  ordersOf,
  stochasticDescent,
  tailVariance,
} from './compute.ts';
import {firstOf, trainSoftmax, weightDifference} from './compute-digits.ts';

const start = [-1.5, 1.5];

const wayOf = (label: string, points: readonly Vector[]) => ({
  label,
  x: points.map(([u]) => u!),
  y: points.map(([, v]) => v!),
});

export const threeKinds = item({
  id: 'L5.1',
  name: 'three-kinds',
  title: 'One example is stochastic, all are batch',
  statement:
    'Batch gradient descent averages the gradients of all examples for one update, stochastic descent shuffles and updates after each example, mini-batch descent takes m of them: with m = 1 it is the second. That with m = N it is the first is added here.',
  places: '000:1-43, 000:47-80, 000:83-128, 003:1199-1237, 003:1366-1374, 003:1376-1394, 003:1400-1420',
  question: 'A hundred examples, one pass each: how many updates do m = 1, m = 20 and m = 100 make?',
  async measure(ground) {
    const data = drawRegression(ground.seed, 100, 0.5);
    const {seed} = ground;
    const mini = (batchSize: number, rate: number, epochs: number) =>
      miniBatchDescent(data, {start, rate, epochs, batchSize, seed});
    const orders = (epoch: number) => Array.from(batches(100, {batchSize: 1, seed, epoch}), ([i]) => i!);
    const one = mini(1, 0.1, 1);
    const {train} = await ground.examples();
    const digits = firstOf(train, 200);
    const trained = (batchSize: number | 'full') =>
      trainSoftmax({data: digits, rate: 0.2, seed, epochs: 3, batchSize, evaluateEvery: 3});
    const [full, n] = [await trained('full'), await trained(200)];
    digits.x.dispose();
    digits.y.dispose();
    return {
      differenceOfOne: greatestDifference(one, stochasticDescent(data, {start, rate: 0.1, epochs: 1, orders})),
      differenceOfAll: greatestDifference(mini(100, 0.1, 30), batchDescent(data, {start, rate: 0.1, epochs: 30})),
      differenceOnDigits: weightDifference(full.weights, n.weights),
      updatesOfAPass: [1, 20, 100].map((m) => mini(m, 0.1, 1).length - 1),
      one,
      twenty: mini(20, 0.1, 6),
      all: mini(100, 0.1, 30),
      data: [data.x.map(([u]) => u!), data.x.map(([, v]) => v!), data.y],
    };
  },
  rule: 'holds where both ways are the same to the last bit, m = 1 as m = N, on the toy and for m = N on the digits; with conditions where they differ by less than 10⁻⁶.',
  verdict: ({differenceOfOne, differenceOfAll, differenceOnDigits}) => {
    const most = Math.max(differenceOfOne, differenceOfAll, differenceOnDigits);
    return onClaim({always: most === 0, sometimes: most < 1e-6});
  },
  answer: ({differenceOfOne, differenceOfAll, differenceOnDigits, updatesOfAPass}) =>
    `Mini-batches and the other two kinds differ by ${differenceOfOne} (m = 1), ${differenceOfAll} (m = N) and ${differenceOnDigits} (m = N on 200 digits); a pass makes ${updatesOfAPass.join(', ')} updates.`,
  figures: ({one, twenty, all, data: [u, v, y]}) => {
    const regression = {x: u!.map((value, i) => [value, v![i]!]), y: y!};
    const [xs, ys] = [range(-2, 3.2, 60), range(-2.4, 2, 60)];
    return [
      {
        name: 'ways',
        title: 'Three ways on the same surface',
        caption:
          'A pass of single steps, 6 passes of batches of 20 and 30 passes of all 100: the fewer examples, the more the way turns to and fro.',
        panels: [
          {
            kind: 'plane',
            title: 'Mean loss of a hundred examples',
            xTitle: 'w1',
            yTitle: 'w2',
            x: xs,
            y: ys,
            values: onGrid(xs, ys, (a, b) => lossOf(regression, [a, b])),
            paths: [wayOf('m = 1', one), wayOf('m = 20', twenty), wayOf('m = 100 = N', all)],
            marks: [{name: 'minimum', x: leastPoint(regression)[0]!, y: leastPoint(regression)[1]!}],
          },
        ],
      },
    ];
  },
  ...code.threeKinds,
  next: 'Take another seed: which of the three ways changes, and which does not?',
  real: 'mnist --optimizers sgd:lr=0.5 --batch-size full --epochs 5',
});

export const shuffling = item({
  id: 'L5.1',
  name: 'shuffling',
  title: 'Why the examples are shuffled',
  statement: 'Stochastic descent goes through the examples in random order; mini-batches are samples of them.',
  places: '000:50-80, 000:93, 003:1378',
  question: 'Sort the examples by their label and go through them without shuffling: what becomes of the end point?',
  measure(ground) {
    const runs = ground.seeds(5).map((seed) => {
      const data = drawRegression(seed, 200, 0.5);
      const {sorted, shuffled} = ordersOf(data, seed);
      const least = leastPoint(data);
      const plan = {start, rate: 0.1, epochs: 20};
      return {
        sorted: tailVariance(stochasticDescent(data, {...plan, orders: sorted}), least),
        shuffled: tailVariance(stochasticDescent(data, {...plan, orders: shuffled}), least),
        replaced: tailVariance(miniBatchDescent(data, {...plan, batchSize: 1, seed, sampling: 'replacement'}), least),
      };
    });
    const drawn = Array.from(batches(1000, {batchSize: 1, seed: ground.seed, sampling: 'replacement'}), ([i]) => i);
    return {
      sorted: runs.map((run) => run.sorted),
      shuffled: runs.map((run) => run.shuffled),
      replaced: runs.map((run) => run.replaced),
      differentOfThousand: new Set(drawn).size,
      expectedOfThousand: 1000 * (1 - (1 - 1 / 1000) ** 1000),
      seeds: runs.length,
      agreed: runs.filter((run) => run.sorted > 1.5 * Math.max(run.shuffled, run.replaced)).length,
    };
  },
  rule: 'holds where the sorted order leaves more than 1.5 times the squared distance to the least point that shuffled passes and free draws leave, for every seed; with conditions for two in three.',
  verdict: onSeeds,
  answer: ({sorted, shuffled, replaced, agreed, seeds, differentOfThousand}) =>
    `A random order ends nearer to the least point than a sorted one for ${agreed} of ${seeds} seeds; the squared distances of the first one are ${formatDecimals(sorted[0]!, 3)} sorted, ${formatDecimals(shuffled[0]!, 3)} shuffled, ${formatDecimals(replaced[0]!, 3)} drawn with replacement. A thousand such draws meet ${differentOfThousand} different examples, a shuffled pass all.`,
  figures: ({sorted, shuffled, replaced}) => [
    {
      name: 'orders',
      title: 'Squared distance to the least point, by the order of the examples',
      caption:
        'In the order of the labels a pass pulls the weights one way and then the other; a random order, new in each pass, does not.',
      panels: [
        {
          kind: 'bars',
          title: 'Mean over the second half of the updates',
          xTitle: 'Seed',
          yTitle: 'Squared distance',
          names: sorted.map((_, i) => String(i + 1)),
          series: [
            {label: 'sorted by label', values: sorted},
            {label: 'shuffled', values: shuffled},
            {label: 'drawn with replacement', values: replaced},
          ],
        },
      ],
    },
  ],
  ...code.orders,
  next: 'Shuffle once and keep that order in all passes: is it as good?',
});
