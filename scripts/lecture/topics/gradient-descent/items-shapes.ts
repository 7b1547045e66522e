import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code-shapes.ts';
import {bending, chords, drawn, optima, shapes, withAndWithoutOptima} from './compute-shapes.ts';

export const chordTest = item({
  id: 'L3.8',
  name: 'chords',
  title: 'Convex by chords',
  statement:
    'A function is convex where no chord between two of its points passes below it anywhere; its negative is concave.',
  places: '003:690-717',
  question: 'exp x, log x, x³: which is convex, which concave, which neither?',
  measure(ground) {
    const shares = shapes.map((each) => chords(each, 500, ground.seed));
    return {
      above: shares.map(({above}) => above),
      below: shares.map(({below}) => below),
      bending: shapes.map(bending),
      byChords: shares.map(({above, below}) => (above === 1 ? 1 : below === 1 ? -1 : 0)),
    };
  },
  rule: 'holds where for each function all of 500 random chords lie above it exactly where no second difference is negative, and below it exactly where none is positive; with conditions where they agree for some.',
  verdict({bending: bends, byChords}) {
    const agree = byChords.map((kind, i) => kind === bends[i]);
    return onClaim({always: agree.every(Boolean), sometimes: agree.some(Boolean)});
  },
  answer: ({byChords, bending: bends}) =>
    `Chords and second differences agree on ${byChords.filter((kind, i) => kind === bends[i]).length} of ${byChords.length} functions: ${byChords.filter((kind) => kind === 1).length} convex, ${byChords.filter((kind) => kind === -1).length} concave, ${byChords.filter((kind) => kind === 0).length} neither.`,
  tables: ({above, below, bending: bends}) => [
    {
      title: 'Shares of 500 random chords',
      columns: ['function', 'never below it', 'never above it', 'second differences'],
      rows: shapes.map(({name}, i) => [
        name,
        above[i]!,
        below[i]!,
        bends[i] === 1 ? 'none negative' : bends[i] === -1 ? 'none positive' : 'both signs',
      ]),
    },
  ],
  figures: () => [
    {
      name: 'chords',
      title: 'A chord in three functions',
      caption: 'Above a convex function, below a concave one, and on both sides of x³.',
      panels: [
        {shape: shapes[2]!, from: -1.5, to: 1.8},
        {shape: shapes[5]!, from: 0.2, to: 3.8},
        {shape: shapes[6]!, from: -1.5, to: 1.8},
      ].map(({shape, from, to}) => ({
        kind: 'lines' as const,
        title: shape.name,
        xTitle: 'x',
        yTitle: 'f',
        series: [
          drawn(shape),
          {label: 'chord', x: [from, to], y: [shape.f(from), shape.f(to)], as: 'line and points' as const},
        ],
      })),
    },
  ],
  ...code.chords,
  next: 'Is the largest of two convex functions convex? Is their product?',
});

export const everyFunction = item({
  id: 'L3.8',
  name: 'every-function',
  title: 'Has every function an optimum?',
  statement: 'Any function is said to have one optimum or more.',
  places: '003:630-636',
  question: 'Where is the optimum of f = x?',
  measure() {
    const counts = withAndWithoutOptima.map(optima);
    return {minima: counts.map(({minima}) => minima), maxima: counts.map(({maxima}) => maxima)};
  },
  rule: 'holds where every function has a point between −10 and 10 that is lower, or one that is higher, than its neighbours; does not hold where one has none, because the claim is about any function.',
  verdict: ({minima, maxima}) => onClaim({always: minima.every((n, i) => n + maxima[i]! > 0), sometimes: false}),
  answer({minima, maxima}) {
    const without = withAndWithoutOptima.filter((_, i) => Math.max(minima[i]!, maxima[i]!) < 1).map(({name}) => name);
    return `${without.length} of ${minima.length} functions have no optimum: ${without.join(', ')}. A continuous function is sure of one on a closed interval, ends included.`;
  },
  tables: ({minima, maxima}) => [
    {
      title: 'Between −10 and 10, ends left out',
      columns: ['function', 'minima', 'maxima'],
      rows: withAndWithoutOptima.map(({name}, i) => [name, minima[i]!, maxima[i]!]),
    },
  ],
  figures: () => [
    {
      name: 'without',
      title: 'Functions without an optimum',
      caption: 'x falls without end, exp x comes near to 0 and never is 0, x³ is flat at 0 and goes on.',
      panels: withAndWithoutOptima.slice(0, 3).map((each) => ({
        kind: 'lines' as const,
        title: each.name,
        xTitle: 'x',
        yTitle: 'f',
        series: [drawn({...each, from: -2, to: 2})],
      })),
    },
  ],
  ...code.everyFunction,
  next: 'A loss of zero for a classifier: is it ever reached by cross-entropy?',
});
