import * as tf from '@tensorflow/tfjs';
import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {digitsInUnits, features, lossesByRate} from './compute-features.ts';

const ratios = [1, 3, 10, 30, 100];

const scales = item({
  id: 'L10.2',
  name: 'feature-scales',
  title: 'Features of different scale',
  statement: 'If features have different scales, descent is steeper in some dimensions; how to correct that is asked.',
  places: '004:243-246',
  question: 'One feature is measured in metres, the other in centimetres: how many times as many steps is that?',
  measure(ground) {
    const runs = ground.seeds(3).map((seed) => ({
      raw: ratios.map((ratio) => features(ratio, false, seed)),
      standard: ratios.map((ratio) => features(ratio, true, seed)),
    }));
    const [first] = runs;
    return {
      ratios,
      conditions: first!.raw.map(({condition}) => condition),
      steepness: first!.raw.map(({steepness}) => steepness / first!.raw[0]!.steepness),
      rawSteps: first!.raw.map(({steps}) => steps),
      standardSteps: first!.standard.map(({steps}) => steps),
      seeds: runs.length,
      agreed: runs.filter(
        ({raw, standard}) =>
          raw.every(({steps}, i) => i === 0 || steps > raw[i - 1]!.steps) &&
          standard.every(({steps}, i) => i === 0 || steps < raw[i]!.steps),
      ).length,
    };
  },
  rule: 'A sample agrees where the steps grow with the ratio of the scales, and standardised features take fewer at each ratio above 1. Holds where all samples agree, with conditions where two in three do.',
  verdict: onSeeds,
  answer: ({seeds, agreed, rawSteps, standardSteps, steepness, conditions: found}) =>
    `Features of different scale make descent slower in ${agreed} of ${seeds} samples. At a ratio of 100 it takes ${rawSteps[4]!} steps with the features as measured, ${standardSteps[4]!} with standardised ones. The slope is ${formatDecimals(steepness[4]!, 0)} times as steep in that direction, the ratio of the curvatures ${formatDecimals(found[4]! / found[0]!, 0)} times as large.`,
  figures: ({rawSteps, standardSteps}) => [
    {
      name: 'steps',
      title: 'Steps to a millionth of the excess, with the best fixed rate',
      caption: 'The steps grow like the square of the ratio of the scales; standardised features do not know it.',
      panels: [
        {
          kind: 'lines',
          title: 'A regression with two features',
          xTitle: 'Ratio of the scales (log scale)',
          yTitle: 'Steps (log scale)',
          xLog: true,
          yLog: true,
          series: [
            {label: 'as measured', x: ratios, y: rawSteps, as: 'line and points'},
            {label: 'standardised', x: ratios, y: standardSteps, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.scales,
  next: 'Standardising makes the scales equal. What does it leave when two features are nearly the same?',
});

const rates = [0.01, 0.03, 0.1, 0.3];

const digitScales = item({
  id: 'L10.2',
  name: 'digit-scales',
  title: 'The same with digits',
  statement:
    'If features have different scales, descent is steeper in some dimensions: tried here on a network, with standardised features as the correction.',
  places: '004:245-246',
  question:
    'Every pixel is multiplied by its own number between a tenth and ten. Can a network still learn the digits?',
  async measure(ground) {
    const {train} = await ground.examples();
    const count = ground.size(1000, 200);
    const few = {x: train.x.slice(0, count), y: train.y.slice(0, count)};
    const runs = [];
    for (const seed of ground.seeds(ground.size(3, 2))) {
      const {mixed, standardised} = digitsInUnits(few, seed);
      const sizes = {seed, epochs: ground.size(5, 3), width: 16};
      runs.push({
        mixed: await lossesByRate(mixed, rates, sizes),
        standardised: await lossesByRate(standardised, rates, sizes),
      });
      tf.dispose([mixed.x, mixed.y, standardised.x, standardised.y]);
    }
    tf.dispose([few.x, few.y]);
    return {
      rates,
      mixed: runs.map(({mixed}) => mixed),
      standardised: runs.map((run) => run.standardised),
      seeds: runs.length,
      agreed: runs.filter((run) => Math.min(...run.standardised) < Math.min(...run.mixed)).length,
    };
  },
  rule: 'holds where from every seed the standardised pixels have the lower loss, each with the best of four rates; with conditions from two in three.',
  verdict: onSeeds,
  answer: ({mixed, standardised, seeds, agreed}) =>
    `A network can learn from pixels of different scale, but slower: standardised pixels have the lower loss from ${agreed} of ${seeds} seeds, ${formatDecimals(Math.min(...standardised[0]!), 2)} against ${formatDecimals(Math.min(...mixed[0]!), 2)} from the first one.`,
  figures: ({mixed, standardised}) => [
    {
      name: 'losses',
      title: 'Training loss by rate, first seed',
      caption: 'Standardised pixels bear a larger rate, with which they learn more in the same number of updates.',
      panels: [
        {
          kind: 'lines',
          title: 'A network with 16 hidden units',
          xTitle: 'Rate (log scale)',
          yTitle: 'Training loss',
          xLog: true,
          series: [
            {label: 'mixed units', x: rates, y: mixed[0]!, as: 'line and points'},
            {label: 'standardised', x: rates, y: standardised[0]!, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.digitScales,
  next: 'Let Adam learn the pixels in mixed units: does it need them standardised?',
  real: 'mnist --optimizers sgd:lr=0.1,adam --epochs 3',
});

/** Features of different scale. */
export const featureItems = [scales, digitScales];
