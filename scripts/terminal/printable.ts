/** Control characters, with which a name could move the cursor, colour what follows, or hide. */
// eslint-disable-next-line no-control-regex -- these are the ones meant
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

const most = 2000;

/**
 * Text as a terminal may show it: control characters are written out, and what nobody would read to its end is cut.
 *
 * @param text of which parts come from files and from names; line breaks and tabs stay
 * @example
 * printable('a\u001b[31mb'); // 'a\\x1b[31mb'
 */
export function printable(text: string): string {
  const shown = text.length > most ? `${text.slice(0, most)}... (${text.length} characters)` : text;
  return shown.replaceAll(control, (character) => {
    const code = character.charCodeAt(0);
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
  });
}
