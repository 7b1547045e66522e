import {createHash} from 'node:crypto';
import {readdir, realpath, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {bindingPath} from '../../lib/native/start/index.ts';

/**
 * A fingerprint of the native files of one tfjs-node folder and of the Node that loads them, from their names, sizes
 * and times alone; `null` where a file is missing.
 */
export async function fingerprint(packageFolder: string): Promise<string | null> {
  try {
    const libraries = await realpath(join(packageFolder, 'deps', 'lib'));
    const files = [
      await realpath(bindingPath(packageFolder)),
      ...(await readdir(libraries)).sort().map((name) => join(libraries, name)),
    ];
    const hash = createHash('sha256').update([process.version, process.platform, process.arch].join(' '));
    for (const file of files) {
      // A dangling link fails here, which is what makes the set incomplete.
      const {size, mtimeMs} = await stat(file);
      hash.update(`\n${file} ${size} ${mtimeMs}`);
    }
    return files.length > 1 ? hash.digest('hex') : null;
  } catch {
    return null;
  }
}
