import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code-shapes.ts';
import {type Slope, walk} from './compute.ts';
import {notConvex, bending, drawn, optima} from './compute-shapes.ts';

/** Convex functions by their slopes: strictly convex, with a flat bottom, and one that has no minimum. */
const convex: readonly {readonly name: string; readonly f: Slope; readonly slope: Slope}[] = [
  {name: 'x²', f: (x) => x * x, slope: (x) => 2 * x},
  {
    name: 'max(|x| - 1, 0)²',
    f: (x) => Math.max(Math.abs(x) - 1, 0) ** 2,
    slope: (x) => 2 * Math.sign(x) * Math.max(Math.abs(x) - 1, 0),
  },
  {name: 'exp x', f: Math.exp, slope: Math.exp},
];
const starts = [-3, -0.5, 0.5, 3];

const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

export const uniqueMinimum = item({
  id: 'L3.8',
  name: 'unique-minimum',
  title: 'Is the minimum of a convex function unique?',
  statement: 'Convex functions are called bowls with a unique minimum.',
  places: '003:694-696, 003:823-825',
  question: 'max(|x| - 1, 0)² is convex: do descents from −3, −0.5, 0.5 and 3 end at one point?',
  measure() {
    const ends = convex.map(({slope}) => starts.map((from) => walk(slope, from, 0.1, 400).at(-1)!));
    const heights = ends.map((each, i) => each.map(convex[i]!.f));
    return {ends, heights, spreads: ends.map(spread), heightSpreads: heights.map(spread)};
  },
  rule: 'holds where on each convex function all descents end at one point to 10⁻⁶, with conditions where on some.',
  verdict: ({spreads}) =>
    onClaim({always: spreads.every((each) => each < 1e-6), sometimes: spreads.some((each) => each < 1e-6)}),
  answer: ({spreads, heightSpreads}) =>
    `On x² the minimum is unique. With a flat bottom the ends of the descents are ${formatDecimals(spreads[1]!, 1)} apart, all at the same height to ${formatNumber(heightSpreads[1]!, 1)}; on exp x, which has no minimum, they are ${formatDecimals(spreads[2]!, 2)} apart and go on. Unique needs strictly convex, and that there is a minimum.`,
  tables: ({ends}) => [
    {
      title: 'Where 400 steps with the rate 0.1 end',
      columns: ['function', ...starts.map((from) => `from ${formatNumber(from)}`)],
      rows: convex.map(({name}, i) => [name, ...ends[i]!.map((x) => Number(x.toFixed(4)))]),
    },
  ],
  figures: ({ends}) => [
    {
      name: 'ends',
      title: 'Ends of the descents',
      caption: 'One point on x², four on the flat bottom, and none that stays on exp x.',
      panels: convex.map(({name, f}, i) => ({
        kind: 'lines' as const,
        title: name,
        xTitle: 'x',
        yTitle: 'f',
        series: [
          drawn({name, f, from: i === 2 ? -4.2 : -3, to: i === 2 ? 1.5 : 3}),
          {label: 'ends', x: ends[i]!, y: ends[i]!.map(f), as: 'points' as const},
        ],
      })),
    },
  ],
  ...code.uniqueMinimum,
  next: 'Add 0.01 x² to the flat bottom: how long does it take until all ends are one?',
});

export const severalMinima = item({
  id: 'L3.8',
  name: 'several-minima',
  title: 'Have functions that are not convex several minima?',
  statement: 'Functions that are not convex have several minima.',
  places: '003:701-703',
  question: 'Can you draw a function with a single minimum that is not convex?',
  measure: () => ({bending: notConvex.map(bending), minima: notConvex.map((each) => optima(each).minima)}),
  rule: 'holds where all of the functions whose second differences have both signs have two minima or more, with conditions where some have.',
  verdict({bending: bends, minima}) {
    const several = minima.filter((_, i) => bends[i] === 0).map((count) => count > 1);
    return onClaim({always: several.every(Boolean), sometimes: several.some(Boolean)});
  },
  answer: ({minima}) =>
    `Functions that are not convex can have several minima, and need not: ${notConvex.map(({name}, i) => `${name} has ${minima[i]!}`).join(', ')}. Convex is enough for no second local minimum at another height, and not needed.`,
  figures: () => [
    {
      name: 'not-convex',
      title: 'Four functions that are not convex',
      caption: 'Two minima, one, one, and none.',
      panels: [
        {
          kind: 'lines',
          title: 'On [−2, 2]',
          xTitle: 'x',
          yTitle: 'f',
          yDomain: [-1, 2],
          series: notConvex.map((each) => {
            const {label, x, y} = drawn({...each, from: -1.2, to: 1.2});
            return {label, x, y};
          }),
        },
      ],
    },
  ],
  ...code.severalMinima,
  next: 'From which starts does descent reach the minimum of 1 - exp(-x²) within 100 steps?',
});
