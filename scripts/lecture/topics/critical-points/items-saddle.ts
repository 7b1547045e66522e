import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onGrid, range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code-saddle.ts';
import {height, shareAtSaddle, stepsToLeave, way} from './compute-saddle.ts';

const offsets = [1e-1, 1e-2, 1e-3, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12];

const stops = item({
  id: 'L11.3',
  name: 'stops',
  title: 'Does descent stop at a saddle?',
  statement: 'The slope is nearly zero at a saddle, so that the model stops learning and may converge there.',
  places: '002:25-28, 003:1259-1264',
  question: 'Descent starts a millionth beside the ridge that leads to a saddle. Does it end there?',
  measure(ground) {
    const steps = offsets.map((y) => stepsToLeave(way([1, y], 2000)));
    const onRidge = way([1, 0], 2000).at(-1)!;
    return {
      offsets,
      steps,
      ridgeEnd: onRidge,
      // Each step takes y to 1.1 times itself, as long as y^3 is small.
      foreseen: offsets.map((y) => Math.log(0.5 / y) / Math.log(1.1)),
      shareAtSaddle: shareAtSaddle(ground.size(2000, 500), 300, ground.seed),
    };
  },
  rule: 'holds where descent ends at the saddle from the ridge and from at least one in a hundred random starts; with conditions where it does so from the ridge alone; else it does not hold.',
  verdict({ridgeEnd, shareAtSaddle: share}) {
    const doesStop = Math.hypot(...ridgeEnd) < 1e-6;
    return onClaim({always: doesStop && share >= 0.01, sometimes: doesStop});
  },
  answer: ({steps, shareAtSaddle: share, ridgeEnd}) =>
    `Descent stops at the saddle only from the ridge itself (it ends ${formatNumber(Math.hypot(...ridgeEnd), 1)} from the saddle). From a millionth beside it descent is gone after ${steps[4]!} steps, from a tenth after ${steps[0]!}: it is slow, for a time that grows with the logarithm. Of random starts ${formatDecimals(100 * share, 1)} per cent end at the saddle.`,
  figures: ({steps, foreseen}) => {
    const [xs, ys] = [range(-1.5, 1.5, 61), range(-1.5, 1.5, 61)];
    const drawn = [0, 1e-6, 1e-1].map((y) => ({y, points: way([1.4, y], 250)}));
    return [
      {
        name: 'ways',
        title: 'Ways past a saddle',
        caption:
          'On the ridge descent ends at the saddle; beside it, it turns off late, and the later the nearer it was.',
        panels: [
          {
            kind: 'plane',
            title: 'x²/2 - y²/2 + y⁴/4',
            xTitle: 'x',
            yTitle: 'y',
            x: xs,
            y: ys,
            values: onGrid(xs, ys, height),
            paths: drawn.map(({y, points}) => ({
              label: `from y = ${y}`,
              x: points.map(([x]) => x!),
              y: points.map(([, b]) => b!),
            })),
            marks: [{name: 'saddle', x: 0, y: 0}],
          },
          {
            kind: 'lines',
            title: 'Steps until it has left',
            xTitle: 'Distance from the ridge (log scale)',
            yTitle: 'Steps',
            xLog: true,
            series: [
              {label: 'log(0.5 / y) / log 1.1', x: offsets, y: foreseen, as: 'dashed'},
              {label: 'measured', x: offsets, y: steps, as: 'points'},
            ],
          },
        ],
      },
    ];
  },
  ...code.stops,
  next: 'Make the downward curvature a hundredth: how long does descent stay then?',
});

const noises = [1e-9, 1e-6, 1e-3, 1e-1];

const noise = item({
  id: 'L11.3',
  name: 'noise',
  title: 'Noise leaves a saddle',
  statement: 'Saddles do not seem to be a problem for stochastic descent.',
  places: '004:573-576',
  question: 'On the ridge exactly, with noise of a billionth on the gradient: does descent get away?',
  measure(ground) {
    const seeds = ground.seeds(20);
    const all = noises.map((size) => seeds.map((seed) => stepsToLeave(way([1, 0], 2000, {noise: size, seed}))));
    const without = stepsToLeave(way([1, 0], 2000));
    return {
      noises,
      steps: all.map((each) => each.reduce((sum, steps) => sum + steps, 0) / each.length),
      seeds: seeds.length * noises.length,
      agreed: all.flat().filter(Number.isFinite).length,
      leavesWithout: Number(Number.isFinite(without)),
    };
  },
  rule: 'holds where noise of every size leaves the saddle from every seed and descent without noise does not; with conditions where noise leaves in two of three runs.',
  verdict: ({agreed, seeds, leavesWithout}) =>
    onClaim({always: agreed === seeds && leavesWithout === 0, sometimes: agreed / seeds >= 2 / 3}),
  answer: ({steps, agreed, seeds}) =>
    `Noise leads away from the saddle in ${agreed} of ${seeds} runs: after ${formatDecimals(steps[0]!, 0)} steps with noise of a billionth, ${formatDecimals(steps[3]!, 0)} with a tenth. Without noise it stays for ever.`,
  figures: ({steps}) => [
    {
      name: 'steps',
      title: 'Steps until the saddle is left',
      caption: 'A thousand times as much noise saves about 70 steps.',
      panels: [
        {
          kind: 'lines',
          title: 'Mean of 20 seeds, start on the ridge',
          xTitle: 'Noise on the gradient (log scale)',
          yTitle: 'Steps',
          xLog: true,
          series: [{label: 'measured', x: noises, y: steps, as: 'line and points'}],
        },
      ],
    },
  ],
  ...code.noise,
  next: 'Let the noise act along x alone, as noise that respects a symmetry does.',
});

/** Descent at a saddle, with and without noise. */
export const saddleItems = [stops, noise];
