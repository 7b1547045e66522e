/** Parts of a path that say nothing without the one before them. */
const isNumber = (part: string): boolean => /^(seed|fold)\d+(@.*)?$/.test(part);

/**
 * Short names of paths that tell them apart: the last part, with those before it as far as another path ends the same, or as it is a
 * seed or a fold of a training.
 *
 * @example
 * pointNames(['/r/adam/seed1', '/r/sgd/seed1', '/r@best']); // ['adam/seed1', 'sgd/seed1', 'r@best']
 */
export function pointNames(paths: readonly string[]): string[] {
  const parts = paths.map((path) => path.split('/').filter((part) => part !== ''));
  const ending = (of: readonly string[], count: number): string => of.slice(-count).join('/');
  return parts.map((own, i) => {
    let count = 1;
    const isShared = (): boolean => parts.some((other, j) => j !== i && ending(other, count) === ending(own, count));
    while (count < own.length && (isNumber(own.at(-count)!) || isShared())) count++;
    return ending(own, count);
  });
}
