import {lstat, readdir, readFile, readlink} from 'node:fs/promises';
import {join} from 'node:path';
import {writeAtomically} from '../../../lib/base/node/atomic-write.ts';
import {digestOf} from './digest-of.ts';
import {type Wheel, tensorflowWheel} from './wheel.ts';

const record = 'digests.json';
const folders = ['deps/lib', 'lib/napi-v8'];

/** The native files below a folder, by paths with `/`: what each links to, or its size, times and place on the disk. */
async function listFiles(root: string): Promise<Map<string, {link: string | null; size: number; stamp: string}>> {
  const files = new Map<string, {link: string | null; size: number; stamp: string}>();
  for (const folder of folders) {
    for (const name of (await readdir(join(root, folder))).sort()) {
      const path = join(root, folder, name);
      const status = await lstat(path);
      const {size, mtimeMs, ctimeMs, ino} = status;
      if (status.isDirectory()) continue;
      const link = status.isSymbolicLink() ? await readlink(path) : null;
      files.set(`${folder}/${name}`, {link, size, stamp: [size, mtimeMs, ctimeMs, ino].join(' ')});
    }
  }
  return files;
}

const contents = new Map<string, {stamp: string; digest: string}>();

/** What every native file holds; each is read once for a process, and again where it was touched. */
async function digestsOf(root: string): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const [name, {link, stamp}] of await listFiles(root)) {
    const path = join(root, name);
    const known = contents.get(path);
    digests[name] = link === null ? (known?.stamp === stamp ? known.digest : await digestOf(path)) : `link to ${link}`;
    if (link === null) contents.set(path, {stamp, digest: digests[name]});
  }
  return digests;
}

/** Writes down what the native files of a folder hold, right after they were made out of what had been verified. */
export async function recordDigests(root: string): Promise<void> {
  writeAtomically(join(root, record), `${JSON.stringify(await digestsOf(root), null, 2)}\n`);
}

/**
 * Takes over a build that an earlier version of this package has made, which wrote sizes down and no digests: where the sizes
 * are right, and the library is, byte for byte, that of the wheel.
 */
async function adopt(root: string, {libraries = {}}: Pick<Wheel, 'libraries'>): Promise<boolean> {
  try {
    const sizes = JSON.parse(await readFile(join(root, 'manifest.json'), 'utf8')) as Record<string, number>;
    const files = await listFiles(root);
    const sizeOf = (name: string): number | undefined => {
      const file = files.get(name);
      const target = file?.link == null ? file : files.get(`${name.slice(0, name.lastIndexOf('/'))}/${file.link}`);
      return target?.size;
    };
    if ([...files.keys()].some((name) => sizes[name] !== sizeOf(name)) || Object.keys(sizes).length !== files.size)
      return false;
    const digests = await digestsOf(root);
    const names = Object.keys(libraries);
    if (names.length === 0 || names.some((name) => digests[`deps/lib/${name}`] !== libraries[name])) return false;
  } catch {
    return false;
  }
  await recordDigests(root).catch(() => {});
  return true;
}

/**
 * Why the native files below a folder are not those that were made there; null where every one is, by its SHA-256.
 *
 * This reads nearly a gigabyte, one or two seconds: it is done when a build is made, linked or seen for the first time. A start
 * afterwards compares sizes, times and places on the disk alone (`fingerprint`), which whoever can write to this user's files
 * could forge as well as the digests; what that does find is a file that was cut short, exchanged or written to since.
 *
 * @param wheel whose library a build of an earlier version must hold
 */
export async function whyChanged(
  root: string,
  wheel: Pick<Wheel, 'libraries'> = tensorflowWheel,
): Promise<string | null> {
  let recorded: Record<string, string>;
  try {
    recorded = JSON.parse(await readFile(join(root, record), 'utf8')) as Record<string, string>;
  } catch {
    return (await adopt(root, wheel)) ? null : `${root} has no digests of its files`;
  }
  let found: Record<string, string>;
  try {
    found = await digestsOf(root);
  } catch (error) {
    return (error as Error).message;
  }
  const changed = [...new Set([...Object.keys(recorded), ...Object.keys(found)])].find(
    (name) => recorded[name] !== found[name],
  );
  return changed === undefined
    ? null
    : `${join(root, changed)} is not the file that was made there (its SHA-256 differs)`;
}
