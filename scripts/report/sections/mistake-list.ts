import {markup, type Markup} from '../html.ts';
import {mistakesOf} from '../wrong-answers.ts';
import {formatPercent} from '../number-format.ts';
import type {Figure, Predictions} from '../types.ts';

/** The images that were answered wrongly, as many in a row as the window holds. */
export function mistakesMarkup(figure: Figure, predictions: Predictions, classNames: readonly string[]): Markup {
  const images = mistakesOf(predictions, classNames).map(
    ({address, actual, answer, confidence, index}) =>
      markup`<li><img src="${address}" alt="Test image ${index}" width="84" height="84"><b>${actual} taken for ${answer},</b> ${formatPercent(confidence, 0)}</li>\n`,
  );
  return markup`<figure class="gallery">
<ul class="digits">${images}</ul>
<figcaption><p>${figure.explanation}</p></figcaption>
</figure>`;
}
