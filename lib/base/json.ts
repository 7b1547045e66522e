const names = ['NaN', 'Infinity', '-Infinity'];

function replacer(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value === 'string' && names.includes(value)) {
    throw new TypeError(
      `value at "${key}" must not be the text ${value}: it is read back as a number; write it otherwise`,
    );
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value as Float32Array);
  return value;
}

/**
 * Writes a value as JSON in which NaN, Infinity and -Infinity stand as the strings of these names, which JSON itself would turn into null.
 *
 * Typed arrays become arrays. {@link parseJson} restores the numbers; other readers (pandas, jq) take the names as they are.
 *
 * @param value anything that JSON can hold, non-finite numbers included
 * @param indent spaces of each level; 0 (default) writes one line
 * @throws TypeError for a string that reads as one of the three numbers
 * @example
 * stringifyJson({loss: Number.NaN}); // {"loss":"NaN"}
 */
export function stringifyJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, replacer, indent);
}

/**
 * Reads what {@link stringifyJson} wrote, restoring the numbers that are not finite.
 *
 * @param text one JSON document
 * @throws SyntaxError if the text is no JSON
 * @example
 * parseJson('{"loss":"Infinity"}'); // {loss: Infinity}
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === 'string' && names.includes(value) ? Number(value) : value,
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => [key, sorted(child)]),
  );
}

/**
 * Writes a value as JSON on one line with the keys of every object in order, so that equal values give equal texts.
 *
 * @param value anything that {@link stringifyJson} takes
 * @example
 * canonicalJson({b: 1, a: [2]}); // {"a":[2],"b":1}
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(JSON.parse(stringifyJson(value))));
}
