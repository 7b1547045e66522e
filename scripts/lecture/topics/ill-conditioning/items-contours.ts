import * as tf from '@tensorflow/tfjs';
import {item} from '../../frame/topic.ts';
import {onGrid, range} from '../../frame/vectors.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {angleByFormula, descend, digitsInUnits, features, greatestAngle, lossesByRate} from './compute-contours.ts';

const conditions = [1, 2, 5, 10, 30, 100, 300];

const contours = item({
  id: 'L10.2',
  name: 'contours',
  title: 'Circles and ellipses',
  statement:
    'The locally steepest direction may point far from the optimum: not where the levels are circles, but where they are ellipses.',
  places: '004:106-115, 000:397-403',
  question: 'The levels are ellipses, ten times as long as wide: by how many degrees can descent miss the minimum?',
  measure() {
    return {
      conditions,
      angles: conditions.map(greatestAngle),
      formula: conditions.map(angleByFormula),
      tenTimes: greatestAngle(100),
    };
  },
  rule: 'holds where the angle is 0 for circles, grows with the ratio of the curvatures and is that of the formula to 1e-3 degrees; with conditions where it only grows.',
  verdict({conditions: ratios, angles, formula}) {
    const doesGrow = angles.every((angle, i) => i === 0 || angle > angles[i - 1]!);
    const isFormula = angles.every((angle, i) => Math.abs(angle - formula[i]!) < 1e-3);
    return onClaim({always: ratios[0] === 1 && angles[0]! < 1e-3 && doesGrow && isFormula, sometimes: doesGrow});
  },
  answer: ({tenTimes, angles}) =>
    `By up to ${tenTimes.toFixed(1)} degrees; with circles by ${angles[0]!.toFixed(0)}. An ellipse is as long as the root of the ratio of the curvatures, here 100, and the cosine of the greatest angle is 2 √c / (1 + c).`,
  figures: ({angles, formula}) => [
    {
      name: 'angles',
      title: 'Between the negative gradient and the way to the minimum',
      caption: 'With circles descent heads for the minimum, with long ellipses nearly across the way to it.',
      panels: [
        {
          kind: 'lines',
          title: 'Greatest angle',
          xTitle: 'Ratio of the curvatures (log scale)',
          yTitle: 'Degrees',
          xLog: true,
          series: [
            {label: 'formula', x: conditions, y: formula, as: 'dashed'},
            {label: 'measured', x: conditions, y: angles, as: 'points'},
          ],
        },
      ],
    },
  ],
  ...code.contours,
  next: 'From which points of an ellipse does descent head straight for the minimum?',
});

const oscillation = item({
  id: 'L10.2',
  name: 'oscillation',
  title: 'Where the levels are long, descent oscillates',
  statement:
    'With spherical levels it is easier to converge; with elliptical ones oscillations occur, since the gradient changes rapidly along the steepest direction and large steps are trouble.',
  places: '000:397-403, 004:116-117',
  question: 'With the best fixed rate: how many steps does descent take when one curvature is 100 times the other?',
  measure() {
    const ways = conditions.map((condition) => descend(condition));
    return {
      conditions,
      steps: ways.map(({steps}) => steps),
      crossings: ways.map(({crossings}) => crossings),
      changes: ways.map(({gradientChange}) => gradientChange),
      largerArrives: conditions.map((condition) => Number(Number.isFinite(descend(condition, 2.1 / condition).steps))),
    };
  },
  rule: 'holds where circles take one step without crossing, steps grow with the ratio, every step of an ellipse crosses the valley, and no rate above 2 over the largest curvature arrives; with conditions where the steps grow.',
  verdict({steps, crossings, largerArrives}) {
    const doesGrow = steps.every((count, i) => i === 0 || count > steps[i - 1]!);
    const doesCross = crossings.every((count, i) => count === (i === 0 ? 0 : steps[i]!));
    const isRisky = largerArrives.every((arrives) => arrives === 0);
    return onClaim({always: doesGrow && doesCross && isRisky && steps[0] === 1, sometimes: doesGrow});
  },
  answer: ({steps, changes}) =>
    `${steps[5]!} steps against ${steps[0]!} with circles, each of them to the other side of the valley; the first step changes the gradient by ${changes[5]!.toFixed(2)} times its length. A rate of 2.1 over the largest curvature does not arrive.`,
  figures: () => {
    const [xs, ys] = [range(-3, 11, 57), range(-4, 4, 33)];
    return [
      {
        name: 'ways',
        title: 'The best fixed rate, with circles and with ellipses',
        caption: 'With circles one step is enough; in the valley the way goes from side to side.',
        panels: [1, 10].map((condition) => ({
          kind: 'plane' as const,
          title: condition === 1 ? 'Circles' : 'Ellipses, curvatures 1 and 10',
          xTitle: 'x',
          yTitle: 'y',
          x: xs,
          y: ys,
          values: onGrid(xs, ys, (x, y) => x * x + condition * y * y),
          paths: [
            {
              label: 'descent',
              x: descend(condition).points.map(([x]) => (condition === 1 ? 8 : 1) * x!),
              y: descend(condition).points.map(([, y]) => (condition === 1 ? 3 : 1) * y!),
            },
          ],
          marks: [{name: 'minimum', x: 0, y: 0}],
        })),
      },
    ];
  },
  ...code.oscillation,
  next: 'Take half the best rate: what becomes of the oscillation, and of the number of steps?',
});

const ratios = [1, 3, 10, 30, 100];

const scales = item({
  id: 'L10.2',
  name: 'feature-scales',
  title: 'Features of different scale',
  statement: 'If features have different scales, descent is steeper in some dimensions, which has to be corrected.',
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
    `In ${agreed} of ${seeds} samples. At a ratio of 100: ${rawSteps[4]!} steps as measured, ${standardSteps[4]!} standardised. The slope is ${steepness[4]!.toFixed(0)} times as steep in that direction, the ratio of the curvatures ${(found[4]! / found[0]!).toFixed(0)} times as large.`,
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

const rates = [0.003, 0.01, 0.03, 0.1];

const digitScales = item({
  id: 'L10.2',
  name: 'digit-scales',
  title: 'The same with digits',
  statement: 'Features of different scale hold descent up in a network as well; standardised ones do not.',
  places: '004:245-246',
  question:
    'Every pixel is multiplied by its own number between a tenth and ten. Can a network still learn the digits?',
  async measure(ground) {
    const {train} = await ground.examples();
    const count = ground.size(1000, 200);
    const few = {x: train.x.slice(0, count), y: train.y.slice(0, count)};
    const runs = [];
    for (const seed of ground.seeds(3)) {
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
    `It can, but slower: standardised pixels have the lower loss from ${agreed} of ${seeds} seeds, ${Math.min(...standardised[0]!).toFixed(2)} against ${Math.min(...mixed[0]!).toFixed(2)} from the first one.`,
  figures: ({mixed, standardised}) => [
    {
      name: 'losses',
      title: 'Training loss by rate, first seed',
      caption: 'Whatever the rate, the pixels in mixed units learn less in the same number of updates.',
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

/** The shape of the levels, and features of different scale. */
export const contourItems = [contours, oscillation, scales, digitScales];
