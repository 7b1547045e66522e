import {spawn} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {locatePackage, packageRoot} from '../../../../lib/native/start/packages.ts';

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

export interface Told {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a piece of TypeScript in a process of its own, in which `loadBackend` is that of a package folder. */
export function tell(root: string, code: string, environment: NodeJS.ProcessEnv = {}): Promise<Told> {
  const room = JSON.stringify(pathToFileURL(join(root, 'lib', 'native', 'start', 'index.ts')).href);
  const program = `const {loadBackend, diagnoseBackend} = await import(${room});\n${code}`;
  const argv = ['--import', tsx, '--input-type=module', '--eval', program];
  const {TFJS_OPTIM_BACKEND: _, NODE_OPTIONS: __, ...inherited} = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, argv, {cwd: root, env: {...inherited, ...environment}});
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({code, stdout: stdout.trim(), stderr: stderr.trim()}));
  });
}

/**
 * Makes a copy of what `loadBackend` needs of this package that sees only some of the TensorFlow.js packages.
 *
 * @param node what to put in the place of tfjs-node: the files of a package, or nothing
 */
export function makeScene({wasm, node, checkout}: {wasm: boolean; node?: Record<string, string>; checkout: boolean}): {
  root: string;
  remove: () => void;
} {
  const root = mkdtempSync(join(tmpdir(), 'tfjs-optim-scene-'));
  cpSync(join(packageRoot(), 'package.json'), join(root, 'package.json'));
  for (const room of ['base', 'native', 'wasm']) {
    cpSync(join(packageRoot(), 'lib', room), join(root, 'lib', room), {recursive: true});
  }
  if (checkout) {
    mkdirSync(join(root, 'scripts', 'setup'), {recursive: true});
    writeFileSync(join(root, 'scripts', 'setup', 'main.ts'), '');
  }
  const scope = join(root, 'node_modules', '@tensorflow');
  mkdirSync(scope, {recursive: true});
  for (const name of ['tfjs', ...(wasm ? ['tfjs-backend-wasm'] : [])]) {
    symlinkSync(locatePackage(`@tensorflow/${name}`)!, join(scope, name), 'junction');
  }
  for (const [file, content] of Object.entries(node ?? {})) {
    const path = join(scope, 'tfjs-node', file);
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, content);
  }
  return {root, remove: () => rmSync(root, {recursive: true, force: true})};
}
