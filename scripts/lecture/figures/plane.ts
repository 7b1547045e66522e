import {drawVegaPanel, type PanelFrame} from '../../report/figures/draw.ts';
import {ink} from '../../report/figures/palette.ts';
import {extent} from '../../report/figures/scale.ts';
import type {LegendEntry, Panel} from '../../report/types.ts';
import {equalFrame, pictureOf} from './equal-scale.ts';
import {placeOfName} from './name-places.ts';
import type {PlanePlan} from './plan.ts';
import {axisTicks} from './ticks.ts';

/** Level lines, closer together near the least value, as the eye looks for it there. */
const shares = [0.002, 0.01, 0.03, 0.07, 0.13, 0.21, 0.31, 0.43, 0.57, 0.73, 0.9];

const place = {x: {scale: 'xscale', field: 'x'}, y: {scale: 'yscale', field: 'y'}};

/** A way with its points and a halo, so that it is seen on every level. */
function wayMarks(data: string, {colour, shape}: LegendEntry, as: string): object[] {
  const line = (stroke: string, width: number) => ({
    type: 'line',
    from: {data},
    encode: {
      enter: {
        ...place,
        stroke: {value: stroke},
        strokeWidth: {value: width},
        ...(as === 'dashed' && {strokeDash: {value: [5, 3]}}),
      },
    },
  });
  const points = {
    type: 'symbol',
    from: {data},
    encode: {enter: {...place, size: {value: 22}, shape: {value: shape ?? 'circle'}, fill: {value: colour}}},
  };
  const lines = as === 'points' ? [] : [line('white', 3.5), line(colour, 1.8)];
  return [...lines, ...(as === 'dashed' || as === 'line' ? [] : [points])];
}

/** A function of two numbers as level lines, under ways and named points. */
export function planePanel(
  {x, y, values, paths, marks = [], xTitle, yTitle}: PlanePlan,
  legend: readonly LegendEntry[],
  given: PanelFrame,
): Panel {
  const frame = equalFrame({x, y}, given);
  const [low, high] = extent(values.flat().filter(Number.isFinite));
  const [columns, rows] = [x.length - 1, y.length - 1];
  const [xs, ys] = [extent(x), extent(y)];
  const picture = pictureOf(frame);
  const size = {width: picture.width, height: picture.height};
  const pixels = (a: number, b: number): [number, number] => [
    (size.width * (a - xs[0])) / (xs[1] - xs[0]),
    (size.height * (ys[1] - b)) / (ys[1] - ys[0]),
  ];
  const ways = paths.map((path) =>
    path.x.map((a, i) => pixels(a, path.y[i]!)).filter((point) => point.every(Number.isFinite)),
  );
  const named = marks.map((mark) => ({...mark, ...placeOfName(mark.name, pixels(mark.x, mark.y), ways, size)}));
  const flat = values.flat().map((value) => (Number.isFinite(value) ? value : high));
  const text = (halo: object) => ({
    type: 'text',
    from: {data: 'marks'},
    encode: {
      enter: {
        x: {scale: 'xscale', field: 'x', offset: {field: 'dx'}},
        y: {scale: 'yscale', field: 'y', offset: {field: 'dy'}},
        align: {field: 'align'},
        text: {field: 'name'},
        fill: {value: ink},
        ...halo,
      },
    },
  });
  const axis = (orient: string, scale: string, title: string, ends: readonly [number, number], length: number) => {
    const {values: ticks, labelExpr} = axisTicks(ends, {count: Math.max(2, Math.min(6, Math.round(length / 45)))});
    return {orient, scale, title, values: ticks, encode: {labels: {update: {text: {signal: labelExpr}}}}};
  };
  const scale = (name: string, domain: readonly number[], range: string) => ({
    name,
    type: 'linear',
    domain,
    range,
    zero: false,
    nice: false,
  });
  return drawVegaPanel(
    {
      ...picture,
      data: [
        {
          name: 'contours',
          values: [{width: x.length, height: y.length, values: flat}],
          transform: [
            {
              type: 'isocontour',
              thresholds: shares.map((share) => low + share * (high - low)),
              scale: {signal: `[width / ${columns}, -height / ${rows}]`},
              translate: {signal: `[-0.5 * width / ${columns}, height + 0.5 * height / ${rows}]`},
            },
          ],
        },
        {name: 'marks', values: named},
        ...paths.map((path, i) => ({
          name: `way${i}`,
          values: path.x.flatMap((value, j) =>
            Number.isFinite(value) && Number.isFinite(path.y[j]!) ? [{x: value, y: path.y[j]!}] : [],
          ),
        })),
      ],
      scales: [scale('xscale', xs, 'width'), scale('yscale', ys, 'height')],
      axes: [axis('bottom', 'xscale', xTitle, xs, size.width), axis('left', 'yscale', yTitle, ys, size.height)],
      marks: [
        {
          type: 'group',
          clip: true,
          encode: {enter: {width: {signal: 'width'}, height: {signal: 'height'}}},
          marks: [
            {
              type: 'path',
              from: {data: 'contours'},
              encode: {enter: {stroke: {value: '#7d8fa3'}, strokeWidth: {value: 0.9}}},
              transform: [{type: 'geopath', field: 'datum.contour'}],
            },
            ...paths.flatMap(({label, as = 'line and points'}, i) =>
              wayMarks(
                `way${i}`,
                legend.find((entry) => entry.label === label)!,
                as,
              ),
            ),
            {
              type: 'symbol',
              from: {data: 'marks'},
              encode: {
                enter: {
                  ...place,
                  size: {value: 80},
                  shape: {value: 'diamond'},
                  fill: {value: 'white'},
                  stroke: {value: ink},
                  strokeWidth: {value: 1.4},
                },
              },
            },
            text({stroke: {value: 'white'}, strokeWidth: {value: 3}}),
            text({}),
          ],
        },
      ],
    },
    frame,
  );
}
