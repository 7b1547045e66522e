import {existsSync, readdirSync, statSync} from 'node:fs';
import {dirname, join, normalize, sep} from 'node:path';

/** What is mutated, and the specs that should notice. */
interface ChosenFiles {
  readonly sources: readonly string[];
  readonly specs: readonly string[];
}

/** The TypeScript files of a folder and below, or the file itself. */
function files(root: string, path: string): string[] {
  if (statSync(join(root, path)).isFile()) return [path];
  const all = readdirSync(join(root, path), {recursive: true, encoding: 'utf8'});
  return all.filter((file) => /(?<!\.d)\.ts$/.test(file)).map((file) => join(path, file));
}

/** The specs that lie in the folders above a path of `spec/`: suites over all that is in the folder. */
function suitesAbove(root: string, path: string): string[] {
  const folder = dirname(path);
  if (folder === 'spec' || folder === '.') return [];
  const own = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
  return [...suitesAbove(root, folder), ...own.map((name) => join(folder, name))];
}

/**
 * Tells sources from specs. To a source belong the spec of its name under `spec/` and those in the folders above it; a path
 * that begins with `spec/` adds further ones.
 *
 * @param root the folder of the project
 * @param paths files and folders in it
 * @throws RangeError for a path that is not there, for none, and where no spec belongs to the sources
 * @example
 * chosenFiles('.', ['optimizers/rules/adam.ts', 'spec/optimizers/conformance']);
 */
export function chosenFiles(root: string, paths: readonly string[]): ChosenFiles {
  const sources: string[] = [];
  const specs = new Set<string>();
  for (const path of paths.map((each) => normalize(each).replace(/\/$/, ''))) {
    if (!existsSync(join(root, path)))
      throw new RangeError(`there is no ${path}; give files or folders of the project`);
    const isSpec = path.split(sep)[0] === 'spec';
    if (!isSpec) sources.push(...files(root, path));
    const own = isSpec ? path : join('spec', path.replace(/\.ts$/, '.spec.ts'));
    if (existsSync(join(root, own))) for (const file of files(root, own)) specs.add(file);
    if (!isSpec) for (const file of suitesAbove(root, own)) specs.add(file);
  }
  if (sources.length === 0) throw new RangeError('nothing to mutate; give a file or folder, such as lib/evaluation');
  const found = [...specs].filter((file) => file.endsWith('.spec.ts')).sort();
  if (found.length === 0) throw new RangeError(`no spec of the name of ${paths.join(', ')}; name one too, as spec/...`);
  return {sources: sources.sort(), specs: found};
}
