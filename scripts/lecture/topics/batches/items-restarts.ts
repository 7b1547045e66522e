import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {noiseCode} from './code-noise.ts';
import {goesBadly, trainXor, withRestarts} from './compute-restarts.ts';

export const restarts = item({
  id: 'L5.7',
  name: 'restarts',
  title: 'Going badly? Start again from elsewhere',
  statement: 'Where the error fluctuates much in the first iterations, stop, start from another place, and try again.',
  places: '000:233-241',
  question:
    'Exclusive or with two hidden units: which share of starts comes to it, and which within the same budget with restarts?',
  measure(ground) {
    const seeds = ground.seeds(ground.size(60, 30));
    const looks = [40, 100, 200, 400];
    const plan = (seed: number) => ({epochs: 4000, rate: 5, spread: 3, seed});
    const alone = seeds.map((seed) => trainXor(plan(seed), () => false));
    const again = looks.map((look) => seeds.map((seed) => withRestarts(plan(seed), look)));
    const share = (list: readonly {isSolved: boolean}[]) => list.filter(({isSolved}) => isSolved).length / list.length;
    const bad = alone.filter(({errors}) => goesBadly(errors.slice(0, 400)));
    const thin = (list: readonly number[]) => list.filter((_, i) => i % 10 === 0);
    return {
      looks,
      successAlone: share(alone),
      successWithRestarts: again.map(share),
      startsOnAverage: again.map((runs) => runs.reduce((sum, {starts}) => sum + starts, 0) / runs.length),
      calledBad: bad.length,
      calledBadButSolved: bad.filter(({isSolved}) => isSolved).length,
      // With few starts there may be none of a kind.
      curves: [true, false].map((kind) => thin(alone.find(({isSolved}) => isSolved === kind)?.errors ?? [])),
      seeds: seeds.length,
    };
  },
  rule: 'holds where restarts succeed more often than single starts whenever the look comes, and in at least 90 % of cases for the best look; with conditions where for the best look alone.',
  verdict: ({successAlone, successWithRestarts}) =>
    onClaim({
      always: successWithRestarts.every((share) => share > successAlone) && Math.max(...successWithRestarts) >= 0.9,
      sometimes: Math.max(...successWithRestarts) > successAlone,
    }),
  answer: ({successAlone, successWithRestarts, looks, seeds, calledBad, calledBadButSolved}) =>
    `Without restarts ${formatDecimals(100 * successAlone, 0)} % of ${seeds} starts find the exclusive or; with restarts ${successWithRestarts.map((share, i) => `${formatDecimals(100 * share, 0)} % (look after ${looks[i]} of 4000 passes)`).join(', ')}. After 400 passes ${calledBad} starts are called bad, ${calledBadButSolved} of them wrongly; a look that is too early tells little.`,
  figures: ({looks, successAlone, successWithRestarts, curves}) => [
    {
      name: 'restarts',
      title: 'Exclusive or, within 4000 passes',
      caption: 'Left: a start that finds it and one that only fluctuates. Right: success by when the look comes.',
      panels: [
        {
          kind: 'lines',
          title: 'Mean squared error of a pass',
          xTitle: 'Pass',
          yTitle: 'Error',
          series: curves
            .map((y, i) => ({label: ['comes to it', 'stays'][i]!, x: y.map((_, k) => 10 * k), y}))
            .filter(({y}) => y.length > 0),
        },
        {
          kind: 'lines',
          title: 'Share of successes',
          xTitle: 'Passes before the look (log scale)',
          yTitle: 'Share',
          xLog: true,
          yDomain: [0, 1],
          series: [
            {label: 'with restarts', x: looks, y: successWithRestarts, as: 'line and points'},
            {label: 'one start', x: looks, y: looks.map(() => successAlone), as: 'dashed'},
          ],
        },
      ],
    },
  ],
  ...noiseCode.restarts,
  next: 'Give the network three hidden units: are restarts still worth while?',
});
