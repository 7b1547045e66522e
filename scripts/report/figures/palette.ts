import type {LegendEntry} from '../types.ts';

/** Colours that people with any colour vision tell apart (Okabe and Ito, 2008), without their yellow, which is too pale for lines on white. */
const colours = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#000000'] as const;

const shapes = ['circle', 'square', 'triangle-up', 'diamond', 'cross', 'triangle-down', 'triangle-right'] as const;

/** Ink of text and axes in every figure, which stand on white also where the page is dark. */
export const ink = '#1f2328';

/** Ink of what is less important. */
export const paleInk = '#59636e';

/**
 * Gives every label a colour and a shape of its own; the pair is unique for up to 49 labels, and within seven labels
 * the colour alone and the shape alone are, so that a print without colour can be read.
 *
 * @param labels in the order that all figures of a report share
 */
export function legendOf(labels: readonly string[]): LegendEntry[] {
  return labels.map((label, index) => ({
    label,
    colour: colours[index % colours.length]!,
    shape: shapes[(index + Math.floor(index / colours.length)) % shapes.length]!,
    line: 'solid',
  }));
}
