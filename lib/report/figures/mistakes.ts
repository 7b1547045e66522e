import {html} from '../html.ts';
import {mistakesOf} from '../mistakes.ts';
import type {Figure, Predictions} from '../types.ts';
import {ink} from './palette.ts';

const perRow = 8;
const cell = {width: 116, height: 118};
const side = 84;

/**
 * The test images that a model got wrong, the most confident mistakes first, each with what it is and what it was taken for.
 *
 * @param predictions what the model answered
 * @param classNames names of the classes in the order of the labels
 * @returns null if there was no mistake
 */
export function mistakesFigure(predictions: Predictions, classNames: readonly string[]): Figure | null {
  const mistakes = mistakesOf(predictions, classNames);
  if (mistakes.length === 0) return null;
  const width = perRow * cell.width;
  const height = Math.ceil(mistakes.length / perRow) * cell.height;
  const images = mistakes.map(({actual, answer, confidence, address}, index) => {
    const x = (index % perRow) * cell.width + cell.width / 2;
    const y = Math.floor(index / perRow) * cell.height;
    return html`<image
        x="${x - side / 2}"
        y="${y}"
        width="${side}"
        height="${side}"
        href="${address}"
        style="image-rendering:pixelated"
      />
      <text x="${x}" y="${y + side + 14}" text-anchor="middle" font-size="11">${actual} taken for ${answer},</text>
      <text x="${x}" y="${y + side + 27}" text-anchor="middle" font-size="11">${Math.round(100 * confidence)} %</text>`;
  });
  const title = 'Most confident mistakes';
  const description = `${mistakes.length} test images: ${mistakes.map(({caption}) => caption).join('; ')}.`;
  const svg = html`<svg
    xmlns="http://www.w3.org/2000/svg"
    role="img"
    aria-label="${title}. ${description}"
    width="${width}"
    height="${height}"
    viewBox="0 0 ${width} ${height}"
    fill="${ink}"
  >
    <rect width="${width}" height="${height}" fill="white" />
    ${images}
  </svg>`;
  return {
    name: 'mistakes',
    title,
    explanation:
      'The test images that the model answered wrongly, those first of which it was most sure. Some of them are hard for people too; ' +
      'those that are clear to you show what the model has not understood.',
    panels: [{title, description, svg: svg.text, width, height}],
    legend: [],
  };
}
