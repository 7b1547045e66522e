import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {closedForm, firstLayers, type Products, throughLayers} from './compute.ts';

const [exploding, vanishing] = [
  [1, 2],
  [0.5, 0.9],
] as const;
const depths = [10, 30, 100];

/** y and both parts of the gradient, for each depth in a row. */
const numbersOf = (
  factors: readonly [number, number],
  through: (factors: readonly [number, number], n: number) => Products = throughLayers,
): number[][] =>
  depths.map((n) => {
    const {y, gradient} = through(factors, n);
    return [y, ...gradient];
  });

export const tenDigits = (value: number): string => formatNumber(value, 10);

export const twoByTwo = item({
  id: 'L13.1',
  name: 'two-by-two',
  title: 'n layers of one diagonal matrix',
  statement:
    'After n linear layers of diag(a, b) the sum of the outputs is a^n x1 + b^n x2, and its slopes are n a^(n-1) x1 and n b^(n-1) x2.',
  places: '001:41-65',
  question: 'With a = 0.5, b = 0.9 and both inputs 1: what are the two slopes after ten layers?',
  measure: () => ({
    depths,
    exploding: numbersOf(exploding),
    vanishing: numbersOf(vanishing),
    explodingByFormula: numbersOf(exploding, closedForm),
    vanishingByFormula: numbersOf(vanishing, closedForm),
  }),
  rule: 'holds where y and both slopes, found layer by layer, are those of the formulas to 10⁻¹² of their size at 10, 30 and 100 layers, for both pairs of factors; with conditions where they are for one pair.',
  verdict(values) {
    const isSame = (ours: readonly (readonly number[])[], formula: readonly (readonly number[])[]): boolean =>
      ours.every((row, i) => row.every((value, k) => Math.abs(value / formula[i]![k]! - 1) < 1e-12));
    const both = [
      isSame(values.exploding, values.explodingByFormula),
      isSame(values.vanishing, values.vanishingByFormula),
    ];
    return onClaim({always: both.every(Boolean), sometimes: both.some(Boolean)});
  },
  answer: ({vanishing: [ten], exploding: [tenUp]}) =>
    `After ten layers y is ${tenUp![0]} with the slopes ${tenUp![1]} and ${tenUp![2]} for (1, 2), and ${tenDigits(ten![0]!)} with ${tenDigits(ten![1]!)} and ${tenDigits(ten![2]!)} for (0.5, 0.9), forward and back through the layers as by the formulas.`,
  tables: (values) =>
    (['exploding', 'vanishing'] as const).map((name) => ({
      title: name === 'exploding' ? 'a = 1, b = 2' : 'a = 0.5, b = 0.9',
      columns: ['n', 'y', 'slope by a', 'slope by b'],
      rows: values[name].map((row, i) => [depths[i]!, ...row.map(tenDigits)]),
    })),
  ...code.twoByTwo,
  next: 'Let the inputs be 0: which slopes are left?',
});

export const explodes = item({
  id: 'L13.1',
  name: 'explodes',
  title: 'With a = 1 and b = 2 the gradient explodes',
  statement: 'With a = 1 and b = 2 the gradient (n, n 2^(n-1)) explodes as n → ∞.',
  places: '001:67-75',
  question: 'Do both parts of it explode? And after how many layers has float32 no number for it any more?',
  measure() {
    const in32 = (n: number) => throughLayers(exploding, n, {round: Math.fround});
    const n = Array.from({length: 140}, (_, i) => i + 1);
    const slopes = n.map((layers) => throughLayers(exploding, layers).gradient);
    return {
      n,
      byA: slopes.map(([slope]) => slope),
      byB: slopes.map(([, slope]) => slope),
      // From the ninety-ninth layer to the hundredth.
      growth: [slopes[99]![0] / slopes[98]![0], slopes[99]![1] / slopes[98]![1]],
      slopeOverflowsAt: firstLayers((layers) => !Number.isFinite(in32(layers).gradient[1])) ?? 0,
      outputOverflowsAt: firstLayers((layers) => !Number.isFinite(in32(layers).y)) ?? 0,
    };
  },
  rule: 'holds where a layer more, after 99, makes both parts at least half as large again; with conditions where it does so for one of them.',
  verdict: ({growth}) =>
    onClaim({always: growth.every((ratio) => ratio >= 1.5), sometimes: growth.some((ratio) => ratio >= 1.5)}),
  answer: ({growth, slopeOverflowsAt, outputOverflowsAt}) =>
    `As n → ∞ both slopes grow without end, but only one explodes: the slope by b grows ${formatDecimals(growth[1]!, 2)}-fold with the hundredth layer, that by a only ${formatDecimals(growth[0]!, 2)}-fold, as n does: with a factor of exactly 1 the slope is n. In float32 the slope is infinite from ${slopeOverflowsAt} layers on, the output from ${outputOverflowsAt}.`,
  figures: ({n, byA, byB}) => [
    {
      name: 'slopes',
      title: 'The gradient of a^n + b^n at a = 1, b = 2',
      caption: 'A straight line on this scale is exponential growth; the part that belongs to the factor 1 bends away.',
      panels: [
        {
          kind: 'lines',
          title: 'Both parts',
          xTitle: 'Layers n',
          yTitle: 'Slope (log scale)',
          yLog: true,
          series: [
            {label: 'by a = 1', x: n, y: byA},
            {label: 'by b = 2', x: n, y: byB},
            {
              label: 'largest number of float32',
              x: [1, 140],
              y: [3.4028234663852886e38, 3.4028234663852886e38],
              as: 'dashed',
            },
          ],
        },
      ],
    },
  ],
  ...code.explodes,
  next: 'Take b = 1.01: after how many layers does float32 overflow?',
});

export const vanishes = item({
  id: 'L13.1',
  name: 'vanishes',
  title: 'With a = 0.5 and b = 0.9 the gradient vanishes',
  statement: 'With a = 0.5 and b = 0.9 the gradient vanishes as n → ∞.',
  places: '001:77-85',
  question: 'The slope by b is n 0.9^(n-1): is it smaller after ten layers than after one?',
  measure() {
    const n = Array.from({length: 150}, (_, i) => i + 1);
    const slopes = n.map((layers) => throughLayers(vanishing, layers).gradient);
    const byB = slopes.map(([, slope]) => slope);
    // A tie to the last bit: ten .9^9 and nine .9^8 are equal.
    const peak = Math.max(...byB);
    return {
      n,
      byA: slopes.map(([slope]) => slope),
      byB,
      peak,
      peakAt: n.filter((_, i) => byB[i]! > peak * (1 - 1e-12)),
      belowOneFrom: n[byB.findLastIndex((slope) => slope >= 1) + 1]!,
      zeroInFloat32From:
        firstLayers((layers) => throughLayers(vanishing, layers, {round: Math.fround}).gradient[0] === 0) ?? 0,
    };
  },
  rule: 'holds where both parts fall with every layer; with conditions where they grow at first but are below a hundredth after 100 layers.',
  verdict({byA, byB}) {
    const falls = (slopes: readonly number[]): boolean =>
      slopes.slice(1).every((slope, i) => slope <= slopes[i]! * (1 + 1e-12));
    return onClaim({
      always: falls(byA) && falls(byB),
      sometimes: [byA, byB].every((slopes) => slopes[99]! < 0.01),
    });
  },
  answer: ({peak, peakAt, belowOneFrom, zeroInFloat32From}) =>
    `As n → ∞ the gradient vanishes, but the slope by b first grows, to ${formatDecimals(peak, 4)} at ${peakAt.join(' and ')} layers, and is below 1 only from ${belowOneFrom} layers on: the n in front wins at first. The slope by a is 0 in float32 from ${zeroInFloat32From} layers on.`,
  figures: ({n, byA, byB}) => [
    {
      name: 'slopes',
      title: 'The gradient of a^n + b^n at a = 0.5, b = 0.9',
      caption:
        'The slope by b has its top at nine and ten layers and comes below 1 at 35; that by a falls from two layers on.',
      panels: [
        {
          kind: 'lines',
          title: 'The first 60 layers',
          xTitle: 'Layers n',
          yTitle: 'Slope',
          series: [
            {label: 'by a = 0.5', x: n.slice(0, 60), y: byA.slice(0, 60)},
            {label: 'by b = 0.9', x: n.slice(0, 60), y: byB.slice(0, 60)},
            {label: '1', x: [1, 60], y: [1, 1], as: 'dashed'},
          ],
        },
        {
          kind: 'lines',
          title: 'All of them',
          xTitle: 'Layers n',
          yTitle: 'Slope (log scale)',
          yLog: true,
          series: [
            {label: 'by a = 0.5', x: n, y: byA},
            {label: 'by b = 0.9', x: n, y: byB},
          ],
        },
      ],
    },
  ],
  ...code.vanishes,
  next: 'At which n has n b^(n-1) its top for b = 0.99?',
});
