import {markup} from '../html.ts';
import {type Mistake, mistakesOf} from '../wrong-answers.ts';
import {formatPercent} from '../number-format.ts';
import type {Figure, Predictions} from '../types.ts';
import {fonts} from './draw.ts';
import {ink} from './palette.ts';

const perRow = 8;
const side = 84;
const lineHeight = 13;

/** The caption in lines: names of clothes take one more than digits. */
function captionLines({actual, answer, confidence}: Mistake, long: boolean): string[] {
  const percent = formatPercent(confidence, 0);
  return long ? [actual, `taken for ${answer},`, percent] : [`${actual} taken for ${answer},`, percent];
}

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
  const long = classNames.some((name) => name.length > 3);
  const cell = {width: long ? 132 : 116, height: side + 12 + lineHeight * (long ? 3 : 2)};
  const width = perRow * cell.width;
  const height = Math.ceil(mistakes.length / perRow) * cell.height;
  const images = mistakes.map((mistake, index) => {
    const x = (index % perRow) * cell.width + cell.width / 2;
    const y = Math.floor(index / perRow) * cell.height;
    const lines = captionLines(mistake, long).map(
      (line, row) => markup`<text x="${x}" y="${y + side + 14 + lineHeight * row}">${line}</text>`,
    );
    const place = markup`x="${x - side / 2}" y="${y}" width="${side}" height="${side}"`;
    return markup`<image ${place} href="${mistake.address}" style="image-rendering:pixelated"/>${lines}\n`;
  });
  const title = 'Most confident mistakes';
  const description = `${mistakes.length} test images: ${mistakes.map(({caption}) => caption).join('; ')}.`;
  const size = markup`width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const text = markup`fill="${ink}" font-size="11" text-anchor="middle" font-family="${fonts}"`;
  const svg = markup`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${title}. ${description}" ${size} ${text}>
<rect width="${width}" height="${height}" fill="white"/>
${images}</svg>`;
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
