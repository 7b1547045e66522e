import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onSeeds} from '../../frame/verdicts.ts';
import {noiseCode} from './code-noise.ts';
import {track} from './compute-noise.ts';
import {firstOf, trackNames} from './compute-digits.ts';

const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;

export const tracking = item({
  id: 'L5.5',
  name: 'tracking',
  title: 'Single batches follow a target that moves',
  statement:
    'Where new data come in, stochastic descent is easily updated with them and can be used to track the change; batch has to go through everything again.',
  places: '000:171, 000:224-230, 003:1430',
  question:
    'The target goes round in a circle. After each 20 new examples, one update: with these, or with all so far?',
  measure(ground) {
    const arrivals = ground.size(600, 400);
    const runs = ground.seeds(5).map((seed) => track(arrivals, 20, 0.01, 0.3, seed));
    const late = (list: readonly number[]) => mean(list.slice(arrivals / 2));
    return {
      newest: runs.map((run) => late(run.newest)),
      all: runs.map((run) => late(run.all)),
      decayed: runs.map((run) => late(run.decayed)),
      gradients: [runs[0]!.newestCost, runs[0]!.allCost],
      distances: [runs[0]!.newest, runs[0]!.all, runs[0]!.decayed].map((list) => list.filter((_, i) => i % 3 === 0)),
      seeds: runs.length,
      agreed: runs.filter((run) => late(run.newest) < late(run.all) / 3 && run.newestCost < run.allCost).length,
    };
  },
  rule: 'holds where for every seed the mean distance over the second half is less than a third of that of updates with all examples so far, at fewer gradients; with conditions for two in three.',
  verdict: onSeeds,
  answer: ({newest, all, decayed, gradients, agreed, seeds}) =>
    `The newest examples alone follow the target more closely for ${agreed} of ${seeds} seeds: for the first one the distance is ${formatDecimals(newest[0]!, 3)} with the newest examples (${gradients[0]} gradients) against ${formatDecimals(all[0]!, 3)} with all so far (${gradients[1]}). A rate that falls loses the target too: ${formatDecimals(decayed[0]!, 3)}.`,
  figures: ({distances}) => [
    {
      name: 'distances',
      title: 'Distance to a target that goes round',
      caption:
        'Old examples tell where the target was, so an update with all of them lags; so does a rate that has become small.',
      panels: [
        {
          kind: 'lines',
          title: 'Distance after each arrival',
          xTitle: 'Arrival of 20 examples',
          yTitle: 'Distance',
          series: distances.map((y, i) => ({
            label: ['newest 20', 'all so far', 'newest 20, falling rate'][i]!,
            x: y.map((_, k) => 3 * k),
            y,
          })),
        },
      ],
    },
  ],
  ...noiseCode.track,
  next: 'Let the target stand still: which of the three is best then?',
});

export const trackingOnDigits = item({
  id: 'L5.5',
  name: 'tracking-digits',
  title: 'Digits that are given new names',
  statement: 'A system can easily be updated with 20 new examples at a time, without a pass over the old ones.',
  places: '000:224-230',
  question:
    'Every digit is suddenly called by the next number. How many arrivals of 20 digits until half are right again?',
  async measure(ground) {
    const {train, test} = await ground.examples();
    const part = (from: number, count: number) => ({x: train.x.slice(from, count), y: train.y.slice(from, count)});
    const [old, fresh] = [firstOf(train, ground.size(1000, 200)), part(4000, ground.size(800, 300))];
    const probe = firstOf(test, ground.size(500, 200));
    const runs = [];
    for (const seed of ground.seeds(2)) {
      const {model} = await ground.trained({widths: [], optimizer: 'sgd:lr=0.3', epochs: 2, seed});
      runs.push(trackNames(model, old, fresh, probe, 0.5));
    }
    for (const {x, y} of [old, fresh, probe]) {
      x.dispose();
      y.dispose();
    }
    return {
      newest: runs.map(({newest}) => newest.right),
      all: runs.map(({all}) => all.right),
      gradients: [runs[0]!.newest.gradients, runs[0]!.all.gradients],
      arrivalsToHalf: runs.map(({newest}) => newest.right.findIndex((share) => share >= 0.5) + 1),
      seeds: runs.length,
      agreed: runs.filter(({newest, all}) => newest.right.at(-1)! > all.right.at(-1)! + 0.2).length,
    };
  },
  rule: 'holds where for every seed the share of right answers at the end is more than 0.2 above that of updates with all digits so far; with conditions for two in three.',
  verdict: onSeeds,
  answer: ({newest, all, gradients, arrivalsToHalf}) =>
    `At the end ${formatDecimals(100 * newest[0]!.at(-1)!, 0)} % of the renamed test digits are right with the newest 20 (${gradients[0]} gradients, half after ${arrivalsToHalf[0]} arrivals) against ${formatDecimals(100 * all[0]!.at(-1)!, 0)} % with all so far (${gradients[1]} gradients).`,
  figures: ({newest, all}) => [
    {
      name: 'right',
      title: 'Right answers after the names changed',
      caption: 'The old digits still bear their old names, and outnumber the new ones.',
      panels: [
        {
          kind: 'lines',
          title: 'Test digits by their new names',
          xTitle: 'Arrival of 20 digits',
          yTitle: 'Share that is right',
          series: [
            {label: 'newest 20', x: newest[0]!.map((_, i) => i + 1), y: newest[0]!},
            {label: 'all so far', x: all[0]!.map((_, i) => i + 1), y: all[0]!},
          ],
        },
      ],
    },
  ],
  ...noiseCode.trackNames,
  next: 'Drop the old digits altogether and take all new ones so far: which is better after ten arrivals?',
  real: 'mnist --model logreg --optimizers sgd:lr=0.5 --batch-size 20 --epochs 1',
});
