import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onGrid, range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {descendDeepLinear, errorOfProduct, leastError, linearProblem, tryChords} from './compute.ts';
import {chordsTried} from './items-convexity.ts';

export const deepLinear = item({
  id: 'L16.1',
  name: 'deep-linear',
  title: 'A deep linear network is not convex either',
  statement:
    'Question: with linear activations alone, is training on the mean squared error still no convex problem? Our answer: still not, since the weights of different layers are multiplied.',
  places: '000:757-758, 000:770-774',
  question: 'y = b a x with a = b = 1 is perfect, and so is a = b = −1: what is the error in the middle?',
  measure(ground) {
    const ends = [errorOfProduct([1, 1]), errorOfProduct([-1, -1])];
    const chords = tryChords(errorOfProduct, 2, chordsTried, ground.seed);
    // With b fixed it is one linear layer, and convex in a.
    const oneLayer = tryChords(([a]) => errorOfProduct([a!, 1.5]), 1, chordsTried, ground.seed);
    const step = 1e-4;
    // At the origin; the second derivatives along (1, 1) and (1, -1).
    const bend = (b: number): number =>
      (errorOfProduct([step, b * step]) - 2 * errorOfProduct([0, 0]) + errorOfProduct([-step, -b * step])) /
      (2 * step ** 2);
    return {
      ends,
      middle: errorOfProduct([0, 0]),
      violated: chords.violated,
      violatedOneLayer: oneLayer.violated,
      eigenvalues: [bend(1), bend(-1)],
    };
  },
  rule: 'holds where the middle is above both ends, chords are violated with two layers and none with one, and the Hessian at the origin has eigenvalues of both signs; with conditions where only the middle is.',
  verdict({ends, middle, violated, violatedOneLayer, eigenvalues: [along, across]}) {
    const isAbove = middle > Math.max(...ends) + 1e-9;
    const isSaddle = along! * across! < 0;
    return onClaim({always: isAbove && violated > 0 && violatedOneLayer === 0 && isSaddle, sometimes: isAbove});
  },
  answer: ({ends, middle, violated, eigenvalues}) =>
    `The error (1 - ab)² is ${ends[0]} at both ends and ${middle} in the middle, a saddle with the eigenvalues ${eigenvalues.map((value) => formatDecimals(value, 2)).join(' and ')}; ${violated} of ${chordsTried} chords are violated, and none with one layer.`,
  figures() {
    const [axis, along] = [range(-2, 2, 61), range(-1.2, 1.2, 61)];
    return [
      {
        name: 'surface',
        title: 'The error of the least deep linear network, (1 − ab)²',
        caption:
          'The minima are two curves, ab = 1, with a saddle between them. The straight way from one curve to the other leads across it.',
        panels: [
          {
            kind: 'plane',
            title: 'Error over both weights',
            xTitle: 'a',
            yTitle: 'b',
            x: axis,
            y: axis,
            values: onGrid(axis, axis, (a, b) => errorOfProduct([a, b])),
            paths: [{label: 'chord', x: [-1, 1], y: [-1, 1]}],
            marks: [{name: 'saddle', x: 0, y: 0}],
          },
          {
            kind: 'lines',
            title: 'On the chord',
            xTitle: 'a = b',
            yTitle: 'Error',
            series: [{label: 'chord', x: along, y: along.map((a) => errorOfProduct([a, a]))}],
          },
        ],
      },
    ];
  },
  ...code.deepLinear,
  next: 'Add a third factor, (1 − abc)²: what is the Hessian at the origin now?',
});

export const deepLinearMinima = item({
  id: 'L16.1',
  name: 'deep-linear-minima',
  title: 'Not convex, and yet every minimum is the best',
  statement:
    'Beyond the question of the notes: a deep linear network has saddles but no spurious minima, so that descent comes to the error of the best linear map.',
  places: '000:757-758',
  question: 'Three linear layers, from twenty starts and from 0: which of them come to the least error?',
  measure(ground) {
    const problem = linearProblem(1);
    const every = 5;
    const how = {rate: 0.03, iterations: 800, every, scale: 0.05};
    const least = leastError(problem);
    const ways = ground.seeds(20).map((seed) => descendDeepLinear(problem, seed, how));
    const fromZero = descendDeepLinear(problem, null, how);
    return {
      least,
      ends: ways.map((errors) => errors.at(-1)!),
      zeroEnd: fromZero.at(-1)!,
      every,
      ways: ways.slice(0, 5),
      arrived: ways.filter((errors) => errors.at(-1)! < least * 1.001 + 1e-9).length,
      seeds: ways.length,
    };
  },
  rule: 'holds where all random starts and a start at 0 come to the least error to a thousandth of it; with conditions where all random ones do.',
  verdict: ({arrived, seeds, zeroEnd, least}) =>
    onClaim({always: arrived === seeds && zeroEnd < least * 1.001 + 1e-9, sometimes: arrived === seeds}),
  answer: ({arrived, seeds, least, zeroEnd}) =>
    `${arrived} of ${seeds} random starts come to ${formatDecimals(least, 4)}, the error of the best linear map. From 0, where all gradients are zero, descent stays at ${formatDecimals(zeroEnd, 2)}: a saddle.`,
  figures: ({ways, every, least, zeroEnd}) => {
    const x = ways[0]!.map((_, i) => i * every);
    return [
      {
        name: 'errors',
        title: 'Descent of a deep linear network',
        caption:
          'Five starts near 0 come to the same error, each after a while on the plateau of the saddle; from 0 itself nothing moves.',
        panels: [
          {
            kind: 'lines',
            title: 'Three layers',
            xTitle: 'Update',
            yTitle: 'Error (log scale)',
            yLog: true,
            series: [
              ...ways.map((y, i) => ({label: `start ${i + 1}`, x, y})),
              {label: 'start at 0', x, y: x.map(() => zeroEnd)},
              {label: 'best linear map', x: [0, x.at(-1)!], y: [least, least], as: 'dashed' as const},
            ],
          },
        ],
      },
    ];
  },
  ...code.deepLinearMinima,
  next: 'Draw the starts larger: what becomes of the plateaus?',
});
