const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

// The control characters are meant: XML forbids them even in escaped form.
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * Makes any text harmless in the content and the quoted attributes of HTML and SVG.
 *
 * Characters that XML forbids are dropped, so that the result also stands in an SVG file.
 *
 * @example
 * escapeHtml('<b>'); // &lt;b&gt;
 */
export function escapeHtml(text: string): string {
  return text.replace(forbidden, '').replace(/[&<>"']/g, (character) => entities[character]!);
}

/** Text that is markup already. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

type Child = Markup | string | number | readonly Child[] | null | undefined | false;

function render(child: Child): string {
  if (child === null || child === undefined || child === false) return '';
  if (child instanceof Markup) return child.text;
  if (typeof child === 'object') return child.map(render).join('');
  return escapeHtml(String(child));
}

/**
 * A template of markup: what is put in is escaped unless it is markup itself; lists are joined; null, undefined and false leave nothing.
 *
 * @example
 * String(markup`<p>${'1 < 2'}</p>`); // <p>1 &lt; 2</p>
 */
export function markup(strings: TemplateStringsArray, ...children: Child[]): Markup {
  return new Markup(strings.reduce((text, part, index) => text + render(children[index - 1]) + part));
}
