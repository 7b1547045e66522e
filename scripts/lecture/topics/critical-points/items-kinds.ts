import {item} from '../../frame/topic.ts';
import {onGrid, range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {kindByCurvature, kindByValues, kindNames, shapes} from './compute-kinds.ts';

const kinds = item({
  id: 'L11.1',
  name: 'kinds',
  title: 'Minimum, maximum, saddle',
  statement:
    'Where the gradient is zero there is a minimum, a maximum or a saddle, which is a minimum along one direction and a maximum along another; second derivatives may help to tell.',
  places: '001:18-24, 002:25-28, 003:654-682, 003:1262-1263',
  question:
    'x⁴ + y⁴ and x³ - 3 x y² have a zero gradient at the origin. Can second derivatives tell what each is there?',
  async measure() {
    const byCurvature: number[] = [];
    for (const shape of shapes) byCurvature.push(await kindByCurvature(shape));
    return {byValues: shapes.map(({f}) => kindByValues(f)), byCurvature};
  },
  rule: 'holds where second derivatives name the kind that the values around the point show, for all functions; with conditions where they are never wrong but leave some open; else it does not hold.',
  verdict({byValues, byCurvature}) {
    const isRight = byCurvature.map((kind, i) => kind === byValues[i]);
    return onClaim({
      always: isRight.every(Boolean),
      sometimes: byCurvature.every((kind, i) => kind === 0 || isRight[i]!) && isRight.some(Boolean),
    });
  },
  answer({byCurvature, byValues}) {
    const open = byCurvature.filter((kind) => kind === 0).length;
    const wrong = byCurvature.filter((kind, i) => kind !== 0 && kind !== byValues[i]).length;
    return `The second derivatives do not always tell: of ${byCurvature.length} functions they leave ${open} open, those with a curvature that is zero, and ${wrong} they name wrongly. Around the origin x⁴ + y⁴ is a minimum, x³ - 3 x y² a saddle with three ways down.`;
  },
  tables: ({byValues, byCurvature}) => [
    {
      title: 'What the origin is',
      columns: ['function', 'by the values around it', 'by second derivatives'],
      rows: shapes.map(({name}, i) => [name, kindNames[byValues[i]!]!, kindNames[byCurvature[i]!]!]),
    },
  ],
  figures() {
    const grid = range(-1, 1, 41);
    return [
      {
        name: 'levels',
        title: 'Levels around critical points',
        caption:
          'Levels close around a minimum and run apart at a saddle; around x³ - 3 x y² there are three valleys and three ridges.',
        panels: [0, 2, 6].map((i) => ({
          kind: 'plane' as const,
          title: shapes[i]!.name,
          xTitle: 'x',
          yTitle: 'y',
          x: grid,
          y: grid,
          values: onGrid(grid, grid, shapes[i]!.f),
          paths: [],
          marks: [{name: ['minimum', '', 'saddle'][i] ?? 'saddle', x: 0, y: 0}],
        })),
      },
      {
        name: 'curves',
        title: 'In one dimension',
        caption: 'All three are level at 0; the third is neither a minimum nor a maximum.',
        panels: [
          {
            kind: 'lines',
            title: 'Minimum, maximum, inflection',
            xTitle: 'x',
            yTitle: 'f',
            series: [
              {label: 'x²', x: grid, y: grid.map((x) => x ** 2)},
              {label: '-x²', x: grid, y: grid.map((x) => -(x ** 2))},
              {label: 'x³', x: grid, y: grid.map((x) => x ** 3)},
            ],
          },
        ],
      },
    ];
  },
  ...code.kinds,
  next: 'Which derivative tells for x³ + y²?',
});

/** What a critical point can be. */
export const kindItems = [kinds];
