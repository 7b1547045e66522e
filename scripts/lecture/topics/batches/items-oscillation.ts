import {mlp} from '../../../../lib/models/index.ts';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {drawRegression, leastPoint, miniBatchDescent, tailVariance} from './compute.ts';
import {firstOf, gradientNoise} from './compute-digits.ts';

const sizes = [1, 2, 20, 100, 200];

export const oscillation = item({
  id: 'L5.2',
  name: 'oscillation',
  title: 'Larger batches oscillate less',
  statement:
    'Near the minimum stochastic descent oscillates; with two examples an update less so, with more of them probably still less.',
  places: '000:132-159, 002:79',
  question: 'Two examples instead of one: is the variance near the minimum a little less, half, or a quarter?',
  measure(ground) {
    const updates = ground.size(4000, 1000);
    const variances = ground.seeds(5).map((seed) => {
      const data = drawRegression(seed, 200, 0.5);
      return sizes.map((batchSize) => {
        const epochs = Math.ceil((updates * batchSize) / 200);
        const points = miniBatchDescent(data, {start: [1, 0], rate: 0.1, epochs, batchSize, seed});
        return tailVariance(points, leastPoint(data));
      });
    });
    const tail = (batchSize: number) =>
      miniBatchDescent(drawRegression(ground.seed, 200, 0.5), {
        start: [1, 0],
        rate: 0.1,
        epochs: batchSize,
        batchSize,
        seed: ground.seed,
      })
        .slice(0, 200)
        .map(([w]) => w!);
    return {
      sizes,
      variances,
      ratioOfTwoToOne: variances.map(([one, two]) => two! / one!),
      tails: [1, 2, 20, 200].map(tail),
      seeds: variances.length,
      agreed: variances.filter((list) => list.every((value, i) => i === 0 || value < list[i - 1]!)).length,
    };
  },
  rule: 'holds where for every seed the mean squared distance to the least point, over the second half of the updates, falls from each of m = 1, 2, 20, 100, N to the next; with conditions for two seeds in three.',
  verdict: onSeeds,
  answer: ({variances, agreed, seeds, ratioOfTwoToOne}) =>
    `The variance near the minimum falls with every larger batch for ${agreed} of ${seeds} seeds: it is ${variances[0]!.map((value) => formatNumber(value, 2)).join(', ')} for m = 1, 2, 20, 100, N from the first one. Two examples leave ${formatDecimals(ratioOfTwoToOne[0]!, 2)} of the variance of one, and all leave none but rounding.`,
  figures: ({tails, variances}) => [
    {
      name: 'oscillation',
      title: 'Two hundred updates at rate 0.1',
      caption:
        'Left: the first weight, which settles with all examples and jumps about with one. Right: the variance against m, for every seed; that of m = N is 0 but for rounding and is left out.',
      panels: [
        {
          kind: 'lines',
          title: 'The first weight',
          xTitle: 'Update',
          yTitle: 'w1',
          series: tails.map((y, i) => ({label: `m = ${[1, 2, 20, 200][i]}`, x: y.map((_, k) => k), y})),
        },
        {
          kind: 'lines',
          title: 'Variance near the minimum',
          xTitle: 'Batch size m (log scale)',
          yTitle: 'Squared distance (log scale)',
          xLog: true,
          yLog: true,
          series: variances.map((list, i) => ({
            label: `seed ${i + 1}`,
            x: sizes.slice(0, 4),
            y: list.slice(0, 4),
            as: 'line and points',
          })),
        },
      ],
    },
  ],
  ...code.oscillation,
  next: 'Halve the rate instead of doubling the batch: is the effect the same?',
});

export const gradientOfBatches = item({
  id: 'L5.2',
  name: 'gradient',
  title: 'Where the oscillation comes from: the gradient of a batch',
  statement:
    'Single examples may point in random directions; the average over a batch is a more consistent direction, and in expectation the way leads to the goal.',
  places: '000:108-116, 000:211-216',
  question:
    'At a network that is not trained yet: how close to the whole gradient is that of one digit, of 20, of 100?',
  async measure(ground) {
    const {train} = await ground.examples();
    const count = ground.size(2000, 400);
    const population = firstOf(train, count);
    const batchSizes = [1, 2, 20, 100, count];
    const runs = ground.seeds(ground.size(3, 2)).map((seed) => {
      const model = mlp({widths: [16], seed});
      const of = batchSizes.map((size) =>
        gradientNoise(model, population, size, size === count ? 1 : ground.size(80, 20), seed),
      );
      model.dispose();
      return of;
    });
    population.x.dispose();
    population.y.dispose();
    const noise = runs.map((run) => run.map((each) => each.noise));
    return {
      batchSizes,
      noise,
      cosine: runs.map((run) => run.map((each) => each.cosine)),
      // Without replacement the variance of a mean of m out of N is that of one, times (N - m) / (N - 1) / m.
      noiseOfOneByLaw: noise.map((run) =>
        run.slice(0, 4).map((value, i) => (value * batchSizes[i]! * (count - 1)) / (count - batchSizes[i]!)),
      ),
    };
  },
  rule: 'holds where from every start the noise falls and the cosine with the whole gradient rises from each of m = 1, 2, 20, 100, N to the next, and the noise times m (N - 1) / (N - m) stays within a factor of 1.8; with conditions where only noise and cosine do so.',
  verdict: ({noise, cosine, noiseOfOneByLaw}) => {
    const isMonotone = noise.every((run, k) =>
      run.every((value, i) => i === 0 || (value < run[i - 1]! && cosine[k]![i]! > cosine[k]![i - 1]!)),
    );
    const isLaw = noiseOfOneByLaw.every((run) => Math.max(...run) < 1.8 * Math.min(...run));
    return onClaim({always: isMonotone && isLaw, sometimes: isMonotone});
  },
  answer: ({noise, cosine}) =>
    `The cosines between the gradient of a batch and that of all are ${cosine[0]!.map((value) => formatDecimals(value, 2)).join(', ')} for m = 1, 2, 20, 100, N from the first start; the squared noise, relative to the squared gradient, is ${noise[0]!
      .slice(0, 4)
      .map((value) => formatDecimals(value, 2))
      .join(', ')}, close to 1 / m of the first.`,
  figures: ({batchSizes, noise, cosine}) => [
    {
      name: 'noise',
      title: 'The gradient of a batch of digits against that of all',
      caption: 'A network with 16 hidden units before training, three starts. The noise falls like 1 / m.',
      panels: [
        {
          kind: 'lines',
          title: 'Squared noise',
          xTitle: 'Batch size m (log scale)',
          yTitle: 'Relative to the squared gradient (log scale)',
          xLog: true,
          yLog: true,
          series: noise.map((run, i) => ({
            label: `start ${i + 1}`,
            x: batchSizes.slice(0, 4),
            y: run.slice(0, 4),
            as: 'line and points',
          })),
        },
        {
          kind: 'lines',
          title: 'Direction',
          xTitle: 'Batch size m (log scale)',
          yTitle: 'Cosine with the whole gradient',
          xLog: true,
          series: cosine.map((run, i) => ({label: `start ${i + 1}`, x: batchSizes, y: run, as: 'line and points'})),
        },
      ],
    },
  ],
  ...code.noise,
  next: 'Train the network first: near a minimum the whole gradient is small, and the same noise is large beside it.',
  real: 'mnist --optimizers sgd:lr=0.05 --batch-size 4 --epochs 2',
});
