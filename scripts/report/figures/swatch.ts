import {markup, type Markup} from '../html.ts';
import type {LegendEntry} from '../types.ts';

/** Symbols as Vega draws them, around 0, 0. */
const symbols: Readonly<Record<string, string>> = {
  circle: 'M-3.3,0a3.3,3.3 0 1,0 6.6,0a3.3,3.3 0 1,0 -6.6,0Z',
  square: 'M-2.9,-2.9h5.8v5.8h-5.8Z',
  'triangle-up': 'M0,-3.2L3.4,2.8H-3.4Z',
  'triangle-down': 'M0,3.2L3.4,-2.8H-3.4Z',
  'triangle-right': 'M3.2,0L-2.8,3.4V-3.4Z',
  diamond: 'M0,-4L3.4,0L0,4L-3.4,0Z',
  cross: 'M-1.2,-3.5h2.4v2.3h2.3v2.4h-2.3v2.3h-2.4v-2.3h-2.3v-2.4h2.3Z',
};

/** Size of the picture in a line of a legend. */
export const swatchWidth = 30;
export const swatchHeight = 12;

/** The shapes of a legend entry in a box of {@link swatchWidth} by {@link swatchHeight}. */
export function swatchShapes({colour, shape, line}: LegendEntry): Markup {
  const middle = swatchHeight / 2;
  const end = swatchWidth - 1;
  const dash = line === 'dashed' && markup` stroke-dasharray="5 3"`;
  const stroke = markup`<path d="M1,${middle}H${end}" stroke="${colour}" stroke-width="1.75" fill="none"${dash}/>`;
  const band = markup`<path d="M1,1H${end}V${swatchHeight - 1}H1Z" fill="${colour}" fill-opacity="0.22"/>`;
  const path =
    shape === 'x'
      ? markup`d="M-3.5,-3.5L3.5,3.5M-3.5,3.5L3.5,-3.5" stroke="${colour}" stroke-width="2.5" fill="none"`
      : markup`d="${symbols[shape ?? ''] ?? ''}" fill="${colour}"`;
  const symbol = markup`<path transform="translate(${swatchWidth / 2},${middle})" ${path}/>`;
  return markup`${line === 'band' && band}${line !== 'none' && stroke}${shape !== null && symbol}`;
}

/** The picture of a legend entry for the page; the label beside it says it in words. */
export function swatch(entry: LegendEntry): Markup {
  return markup`<svg aria-hidden="true" width="${swatchWidth}" height="${swatchHeight}">${swatchShapes(entry)}</svg>`;
}
