import {drawPanel, type PanelFrame} from '../../report/figures/draw.ts';
import {formatNumber} from '../../report/number-format.ts';
import type {Panel} from '../../report/types.ts';
import {extent} from '../../report/figures/scale.ts';
import type {HeatPlan} from './plan.ts';
import {axisTicks} from './ticks.ts';

/** Up to so many columns the values themselves are written into the squares. */
const mostWritten = 12;

const nameOf = (place: string | number): string => (typeof place === 'number' ? formatNumber(place) : place);

/** Squares by colour; one whose value is not finite stays white, with a cross where values are written. */
export function heatPanel({x, y, values, xTitle, yTitle, valueTitle}: HeatPlan, frame: PanelFrame): Panel {
  const cells = y.flatMap((row, j) =>
    x.map((column, i) => {
      const value = values[j]![i]!;
      const isFinite = Number.isFinite(value);
      return {
        x: nameOf(column),
        y: nameOf(row),
        value: isFinite ? value : null,
        words: isFinite ? formatNumber(value, 2) : '×',
      };
    }),
  );
  const axis = (title: string, sort: readonly (string | number)[], field: string) => ({
    field,
    type: 'ordinal',
    sort: sort.map(nameOf),
    axis: {title, labelAngle: 0, labelOverlap: true, ticks: false, domain: false},
  });
  const finite = cells.flatMap(({value}) => (value === null ? [] : [value]));
  const middle = (Math.min(...finite) + Math.max(...finite)) / 2;
  const encoding = {x: axis(xTitle, x, 'x'), y: axis(yTitle, y, 'y')};
  return drawPanel(
    {
      data: {values: cells},
      encoding,
      layer: [
        {
          transform: [{filter: 'datum.value !== null'}],
          mark: {type: 'rect'},
          encoding: {
            color: {
              field: 'value',
              type: 'quantitative',
              scale: {scheme: 'viridis'},
              legend: {title: valueTitle, ...axisTicks(extent(finite), {count: 5})},
            },
          },
        },
        ...(x.length <= mostWritten
          ? [
              {
                mark: {type: 'text', fontSize: 11},
                encoding: {
                  text: {field: 'words'},
                  color: {
                    condition: {test: `datum.value === null || datum.value > ${middle}`, value: '#000'},
                    value: '#fff',
                  },
                },
              },
            ]
          : []),
      ],
    },
    frame,
  );
}
