/** The kinds of data that files hold, each with the options of `loadData` and `loadFolds` that it takes. */
const takenBy = {
  table: [
    'target',
    'task',
    'missing',
    'ignore',
    'keep',
    'categories',
    'decimal',
    'test',
    'testFraction',
    'seed',
    'folds',
  ],
  archive: ['task', 'test', 'testFraction', 'seed', 'folds'],
  array: ['target', 'task', 'testFraction', 'seed', 'folds'],
  images: ['task', 'size', 'colour', 'test', 'testFraction', 'seed', 'folds'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type FileKind = keyof typeof takenBy;

const kindNames: Readonly<Record<FileKind, string>> = {
  table: 'a table',
  archive: 'an archive of arrays (.npz)',
  array: 'an array (.npy)',
  images: 'a folder of images',
};

const leaveOut = 'leave it out';
/** The y of a second x.npy would need an option of its own; an archive has a place for it. */
const intoArchive =
  "save all four arrays into one archive, np.savez('data.npz', x=x, y=y, x_test=x_test, y_test=y_test); " +
  'or leave it out, and some are drawn';

/**
 * What is wrong with an option that a kind of data does not take, and what to do; null where it is taken.
 *
 * @param name of the option of `loadData`
 * @param received the kind, or words for data that are none of these
 * @param shown how the message calls the option
 */
export function optionProblem(name: string, received: FileKind | (string & {}), shown = name): string | null {
  const takes = (kind: FileKind) => (takenBy[kind] as readonly string[]).includes(name);
  const kind = Object.hasOwn(takenBy, received) ? (received as FileKind) : null;
  if (kind !== null && takes(kind)) return null;
  const others = (Object.keys(takenBy) as FileKind[]).filter(takes).map((each) => kindNames[each]);
  const remedy = kind === 'array' && name === 'test' ? intoArchive : leaveOut;
  return `${shown} does not go with ${kind === null ? received : kindNames[kind]}, but with ${others.join(', ')}; ${remedy}`;
}
