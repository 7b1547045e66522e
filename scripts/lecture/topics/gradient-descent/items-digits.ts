import * as tf from '@tensorflow/tfjs';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code-digits.ts';
import {endLosses, firstOf, lossesByRate, slopesOfNetwork} from './compute-digits.ts';

const spreadOf = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

const networkAngles = [0, 15, 30, 45, 60, 75, 90, 105, 120, 135, 150, 165, 180];

export const steepestOnDigits = item({
  id: 'L3.5',
  name: 'steepest-digits',
  title: 'The steepest direction of a network',
  statement: 'The loss of a network, too, falls fastest along the negative gradient over all its weights.',
  places: '003:606-612, 003:584-587',
  question: 'Of 25,000 weights and 60 random directions: how near does the best of them come to the negative gradient?',
  async measure(ground) {
    const {train} = await ground.examples();
    const examples = firstOf(train, ground.size(500, 60), ground.size(1, 2));
    const random = ground.size(60, 12);
    const found = ground.seeds(3).map((seed) => slopesOfNetwork(examples, seed, {angles: networkAngles, random}));
    tf.dispose([examples.x, examples.y]);
    return {
      slopes: found.map(({slopes, norm}) => slopes.map((slope) => slope / norm)),
      bestRandom: found.map(({random: all, norm}) => Math.min(...all) / norm),
      steepest: found.map(({steepest: slope, norm}) => slope / norm),
      gradientNorms: found.map(({norm}) => norm),
      seeds: found.length,
      agreed: found.filter(
        ({slopes, random: all, steepest: slope, norm}) =>
          Math.min(...all, ...slopes.slice(0, -1)) > slope && Math.abs(slope / norm + 1) < 0.05,
      ).length,
    };
  },
  rule: 'holds where for every seed no other direction falls as fast as the negative gradient and its slope is -|g| to 5 %; with conditions from two seeds in three.',
  verdict: onSeeds,
  answer: ({bestRandom, steepest: slope, agreed, seeds}) =>
    `The loss falls fastest along the negative gradient for ${agreed} of ${seeds} networks: in the first one the slope along -g is ${formatDecimals(slope[0]!, 3)} |g|, the best random direction has ${formatDecimals(bestRandom[0]!, 3)} |g|. In so many dimensions nearly all directions are almost at a right angle to the gradient.`,
  figures: ({slopes, bestRandom}) => [
    {
      name: 'slopes',
      title: 'Slopes of the loss of a network with 32 hidden units',
      caption:
        'Directions at chosen angles to the gradient lie on the cosine; the best of the random ones hardly falls.',
      panels: [
        {
          kind: 'lines',
          title: 'First network',
          xTitle: 'Angle to the gradient (degrees)',
          yTitle: 'Slope over |g|',
          series: [
            {
              label: 'cosine',
              x: range(0, 180, 61),
              y: range(0, 180, 61).map((angle) => Math.cos((angle * Math.PI) / 180)),
            },
            {label: 'measured', x: networkAngles, y: slopes[0]!, as: 'points'},
            {label: 'best random', x: [0, 180], y: [bestRandom[0]!, bestRandom[0]!], as: 'dashed'},
          ],
        },
      ],
    },
  ],
  ...code.steepestOnDigits,
  next: 'How does the best of the random directions depend on the number of weights?',
  real: 'surface --epochs 2',
});

const networkMultiples = [0.25, 0.5, 0.9, 1.2, 4, 16];

export const digitsRate = item({
  id: 'L3.6',
  name: 'digits-rate',
  title: 'The same limit on a network',
  statement:
    'Without noise the error should be lower after each step. Whether this is so on a network, too, exactly for rates below 2 over the largest curvature at the start, is added here.',
  places: '000:298-300, 003:721-725',
  question: 'The digits are no quadratic: will 1.2 times the limit already make the loss rise?',
  async measure(ground) {
    const {train} = await ground.examples();
    const examples = firstOf(train, ground.size(500, 60), ground.size(1, 2));
    const options = {multiples: networkMultiples, steps: ground.size(60, 40), widths: [16]};
    const runs = [];
    for (const seed of ground.seeds(3)) runs.push(await lossesByRate(examples, {...options, seed}));
    tf.dispose([examples.x, examples.y]);
    const rises = runs.map(({losses}) =>
      losses.map((each) => each.slice(1).filter((loss, k) => !(loss < each[k]!)).length),
    );
    const isBelowRight = rises.map((row) => row.every((count, i) => networkMultiples[i]! > 1 || count === 0));
    return {
      curvatures: runs.map(({curvature}) => curvature),
      multiples: networkMultiples,
      losses: runs[0]!.losses,
      rises,
      seeds: runs.length,
      // Below the limit no step rises, above it some step does.
      agreed: rises.filter((row, s) => isBelowRight[s] && row.every((n, i) => networkMultiples[i]! < 1 || n > 0))
        .length,
      below: isBelowRight.filter(Boolean).length,
      far: rises.filter((row) => row.at(-1)! > 0).length,
    };
  },
  rule: 'holds where for each seed no rate below the limit has a step that rises and every one above has; with conditions where for two seeds in three none below has one and sixteen times the limit has.',
  verdict: ({agreed, below, far, seeds}) =>
    onClaim({
      always: onSeeds({agreed, seeds}) === 'holds',
      sometimes: below / seeds >= 2 / 3 && far / seeds >= 2 / 3,
    }),
  answer: ({rises, below, seeds, losses, curvatures: largest}) =>
    `At a rate below the limit (2/${formatDecimals(largest[0]!, 1)} for the first network) the loss rises in no step for ${below} of ${seeds} networks. Above it less is certain: with 1.2, 4 and 16 times the limit it rises ${rises[0]!.slice(3).join(', ')} times in ${losses[0]!.length} steps, because the curvature is another one after the first steps.`,
  figures: ({losses}) => [
    {
      name: 'losses',
      title: 'Loss with all examples in every step',
      caption:
        'Rates as multiples of 2 over the largest curvature at the start. A little above the limit it may still go down; sixteen times it jumps. One seed is drawn.',
      panels: [
        {
          kind: 'lines',
          title: '16 hidden units',
          xTitle: 'Step',
          yTitle: 'Loss (log scale)',
          yLog: true,
          series: losses.map((y, i) => ({label: `${networkMultiples[i]!} limits`, x: y.map((_, k) => k), y})),
        },
      ],
    },
  ],
  ...code.digitsRate,
  next: 'Follow the largest curvature during a training: it comes near to 2 over the rate and stays there.',
  real: 'mnist --optimizers sgd:lr=0.01,sgd:lr=0.3,sgd:lr=20 --batch-size full --epochs 30',
});

export const sameHeight = item({
  id: 'L3.8',
  name: 'same-height',
  title: 'From every start the same loss, if it is convex',
  statement:
    'Descent that comes to rest on a convex function is at its least value, wherever it began; without that it may be elsewhere.',
  places: '003:821-825, 003:701-703',
  question:
    'Softmax regression and a network with 8 hidden units on the digits, from four starts each: which losses agree?',
  async measure(ground) {
    const {train} = await ground.examples();
    const examples = firstOf(train, ground.size(300, 60), ground.size(1, 2));
    const options = {seeds: ground.seeds(4), iterations: ground.size(60, 40), decay: 0.01};
    const [regression, network] = [[], [8]].map((widths) => endLosses(examples, {...options, widths}));
    tf.dispose([examples.x, examples.y]);
    return {
      regression: regression!,
      network: network!,
      regressionSpread: spreadOf(regression!),
      networkSpread: spreadOf(network!),
    };
  },
  rule: 'holds where the losses of the convex problem agree to 10⁻⁴ and those of the network are more than 0.001 apart; with conditions where the convex ones agree and the others, too.',
  verdict: ({regressionSpread, networkSpread}) =>
    onClaim({always: regressionSpread < 1e-4 && networkSpread > 1e-3, sometimes: regressionSpread < 1e-4}),
  answer: ({regressionSpread, networkSpread, regression, network: losses}) =>
    `Softmax regression ends at ${formatDecimals(regression[0]!, 5)}, to ${formatNumber(regressionSpread, 1)} from every start; the network between ${formatDecimals(Math.min(...losses), 3)} and ${formatDecimals(Math.max(...losses), 3)}, ${formatDecimals(networkSpread, 3)} apart. Both have a small penalty on the weights, so that there is a minimum.`,
  figures: ({regression, network: losses}) => [
    {
      name: 'losses',
      title: 'Loss at the end, by start',
      caption: 'The convex problem has one least loss; the network ends at another one from each start.',
      panels: [
        {
          kind: 'bars',
          title: 'Four starts',
          xTitle: 'Start',
          yTitle: 'Loss with penalty',
          names: regression.map((_, i) => `start ${i + 1}`),
          series: [
            {label: 'softmax regression', values: regression},
            {label: '8 hidden units', values: losses},
          ],
        },
      ],
    },
  ],
  ...code.sameHeight,
  next: 'Leave out the penalty: does softmax regression still have a minimum?',
  real: 'surface --plane three-points --epochs 3',
});
