/** A name that TensorFlow.js has counted, in its two parts. */
export interface CountedName {
  readonly stem: string;
  readonly number: number;
}

const letters = (text: string): string => text.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();

/**
 * Takes the name of a layer apart that was given none: `dense_Dense3`, the class in small letters, the class, and a number that counts
 * up from one layer to the next of the process. Null for all other names.
 *
 * @example
 * countedName('conv2d_Conv2D12'); // {stem: 'conv2d_Conv2D', number: 12}
 * countedName('block_Two2'); // null
 */
export function countedName(name: string): CountedName | null {
  const [, stem, words, className, number] = /^((.+)_([A-Z]\w*?))(\d+)$/.exec(name) ?? [];
  // A wrapper puts a word before the name: `forward_lstm_LSTM1`.
  if (stem === undefined || !letters(words!).endsWith(letters(className!))) return null;
  return {stem, number: Number(number)};
}
