import {ink} from '../figures/palette.ts';

/** A point that is marked on a surface. */
export interface MarkedPoint {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** Colour of the way of a training. */
const wayColour = '#D55E00';

/** Where a point of the data stands, on the scales `xscale` and `yscale`. */
const place = {x: {signal: "scale('xscale', datum.x)"}, y: {signal: "scale('yscale', datum.y)"}};

/** A name beside its point, on the side where there is more room: to the left in the right half, below at the upper rim. */
const beside = {
  x: {signal: "scale('xscale', datum.x) + (scale('xscale', datum.x) > width / 2 ? -9 : 9)"},
  y: {signal: "scale('yscale', datum.y) + (scale('yscale', datum.y) < 24 ? 18 : -9)"},
  align: {signal: "scale('xscale', datum.x) > width / 2 ? 'right' : 'left'"},
};

const mark = (type: 'line' | 'symbol' | 'text', data: string, enter: object) => ({
  type,
  from: {data},
  encode: {enter},
});

const wayLine = (colour: string, width: number) =>
  mark('line', 'way', {...place, stroke: {value: colour}, strokeWidth: {value: width}});

const nameText = (halo: object) =>
  mark('text', 'marks', {...beside, text: {field: 'name'}, fontSize: {value: 12}, fill: {value: ink}, ...halo});

/**
 * What lies over the contours of a surface, as marks of Vega: the way of a training and the marked points with their names, each
 * with white around it, so that it is seen on every colour.
 *
 * They draw the data sets `way` and `marks` on the scales `xscale` and `yscale`.
 */
export const contourMarks = (): object[] => [
  wayLine('white', 3.5),
  wayLine(wayColour, 1.6),
  mark('symbol', 'way', {
    ...place,
    size: {value: 26},
    fill: {value: wayColour},
    stroke: {value: 'white'},
    strokeWidth: {value: 0.8},
  }),
  mark('symbol', 'marks', {
    ...place,
    size: {value: 90},
    shape: {value: 'diamond'},
    fill: {value: 'white'},
    stroke: {value: ink},
    strokeWidth: {value: 1.4},
  }),
  nameText({stroke: {value: 'white'}, strokeWidth: {value: 3}}),
  nameText({}),
];
