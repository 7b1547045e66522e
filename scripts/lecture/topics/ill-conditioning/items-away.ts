import * as tf from '@tensorflow/tfjs';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onGrid, range} from '../../frame/vectors.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code-cost.ts';
import {height, seenFromTheEnd, shares, wayFrom, well} from './compute-away.ts';

const away = item({
  id: 'L10.5',
  name: 'away',
  title: 'Descent that leads away',
  statement:
    'The region around a point may not correspond to the surface as a whole, so that one has to do with its undulations. Counted here is how often they lead away from the global minimum.',
  places: '000:718-722, 003:1452',
  question: 'A wide bowl, and aside of it a narrow, deeper well: from how many starts does descent find the well?',
  measure: () => shares(33),
  rule: 'holds where descent misses the global minimum from more than half of the starts and heads away from it at some; with conditions where it misses it from some start.',
  verdict: ({away: first, found}) => onClaim({always: found < 0.5 && first > 0, sometimes: found < 1}),
  answer: ({away: first, found}) =>
    `Descent comes to the global minimum from ${formatDecimals(100 * found, 0)} per cent of the starts. From ${formatDecimals(100 * first, 0)} per cent the very first step leads away from the global minimum, and most others are led past it by the slope of the bowl.`,
  figures: () => {
    const grid = range(-4, 4, 65);
    return [
      {
        name: 'ways',
        title: 'A bowl with a well',
        caption: 'Only what starts around the well ends in it; the slope elsewhere knows nothing of it.',
        panels: [
          {
            kind: 'plane',
            title: 'Ways of descent',
            xTitle: 'x',
            yTitle: 'y',
            x: grid,
            y: grid,
            values: onGrid(grid, grid, height),
            paths: [
              [-3.5, 3],
              [3.5, -3],
              [1.2, 3.6],
              [3.8, 3],
            ].map((start) => {
              const way = wayFrom(start).filter((_, k) => k < 10 || k % 10 === 0);
              return {
                label: `from (${start.map((value) => formatNumber(value)).join(', ')})`,
                x: way.map(([x]) => x!),
                y: way.map(([, y]) => y!),
              };
            }),
            marks: [{name: 'global minimum', x: well[0]!, y: well[1]!}],
          },
        ],
      },
    ];
  },
  ...code.away,
  next: 'Make the well narrower and deeper: how does the share change?',
});

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const direction = item({
  id: 'L10.5',
  name: 'direction',
  title: 'The direction is the trouble',
  statement: 'Finding the direction to move in is a greater trouble of descent than local minima.',
  places: '002:64-75',
  question: 'Seen from where a training ends: by how many degrees did a typical update miss the straight way there?',
  async measure(ground) {
    const {train} = await ground.examples();
    const count = ground.size(400, 200);
    const data = {x: train.x.slice(0, count), y: train.y.slice(0, count)};
    const sizes = {epochs: ground.size(6, 4), batchSize: 20, units: 16};
    const runs = ground.seeds(ground.size(3, 2)).map((seed) => seenFromTheEnd(data, {...sizes, seed}));
    tf.dispose([data.x, data.y]);
    const angles = runs.map((run) => middle(run.angles));
    const falls = runs.map(({losses}) => {
      const mean = (part: readonly number[]) => part.reduce((sum, value) => sum + value, 0) / part.length;
      return mean(losses.slice(-10)) / mean(losses.slice(0, 10));
    });
    return {
      firstAngles: runs[0]!.angles,
      angles,
      detours: runs.map(({detour}) => detour),
      falls,
      seeds: runs.length,
      agreed: runs.filter((_, i) => angles[i]! > 45 && falls[i]! < 0.75).length,
    };
  },
  rule: 'A training agrees where the median update is more than 45 degrees off the straight way to its end, though nothing holds it up: the loss falls below three quarters. Holds where all agree, with conditions where two in three do.',
  verdict: onSeeds,
  answer: ({angles, detours, falls, seeds, agreed}) =>
    `A typical update misses the straight way to the end by ${formatDecimals(angles[0]!, 0)} degrees in the first of ${seeds} trainings (${agreed} agree). No minimum stops it, the loss falls to ${formatDecimals(100 * falls[0]!, 0)} per cent, but its way is ${formatDecimals(detours[0]!, 1)} times as long as the straight one.`,
  figures: ({firstAngles}) => [
    {
      name: 'angles',
      title: 'Between each update and the straight way to the end',
      caption: 'At 90 degrees an update comes no nearer. The last ones are nearer because the end is where they go.',
      panels: [
        {
          kind: 'lines',
          title: 'First seed',
          xTitle: 'Update',
          yTitle: 'Degrees',
          series: [{label: 'angle', x: firstAngles.map((_, i) => i + 1), y: firstAngles}],
        },
      ],
    },
  ],
  ...code.direction,
  next: 'Would larger batches make the angles smaller, or the momentum of the updates?',
  real: 'interpolate --optimizers sgd:lr=0.1 --epochs 3',
});

/** Where the slope at a point tells little of the whole. */
export const awayItems = [away, direction];
