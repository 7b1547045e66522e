import {createWriteStream, existsSync} from 'node:fs';
import {mkdir, mkdtemp, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {type Agent, request as requestHttp} from 'node:http';
import {request as requestHttps} from 'node:https';
import {createRequire} from 'node:module';
import {basename, delimiter, dirname, join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {digestOf} from './build/digest-of.ts';
import {recordDigests} from './build/digests.ts';
import type {Progress} from './progress.ts';
import {complaint, run} from './run-program.ts';
import {installFirst, Setback} from './setback.ts';

function proxyAgent(packageFolder: string, environment: NodeJS.ProcessEnv): Agent | undefined {
  const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];
  const proxy = names.map((name) => environment[name] ?? '').find((value) => value !== '');
  if (proxy === undefined) return undefined;
  // The very agent that tfjs-node's install script downloads through.
  const ProxyAgent = createRequire(join(packageFolder, 'package.json'))('https-proxy-agent') as new (
    proxy: string,
  ) => Agent;
  return new ProxyAgent(proxy);
}

/** Asks a server, for a few seconds only, whether it has a file; returns why not where it has not. */
export function whyUnreachable(
  address: string,
  packageFolder: string,
  {seconds = 4, environment = process.env}: {seconds?: number; environment?: NodeJS.ProcessEnv} = {},
): Promise<string | null> {
  const {host, protocol} = new URL(address);
  return new Promise((resolve) => {
    const settle = (reason: string | null): void => {
      clearTimeout(timer);
      request.destroy();
      resolve(reason);
    };
    const agent = proxyAgent(packageFolder, environment);
    const ask = protocol === 'https:' ? requestHttps : requestHttp;
    const request = ask(address, {method: 'HEAD', ...(agent === undefined ? {} : {agent})}, ({statusCode = 0}) =>
      settle(statusCode < 400 ? null : `${host} answers ${statusCode}`),
    );
    const timer = setTimeout(() => settle(`${host} does not answer`), seconds * 1000);
    request.on('error', (error: NodeJS.ErrnoException) => settle(`${host}: ${error.code ?? error.message}`));
    request.end();
  });
}

const defaultHost = 'https://storage.googleapis.com/';

/** A file that tfjs-node's install script fetches, known byte for byte; no SHA-256 where nobody has published one. */
export interface Archive {
  readonly path: string;
  readonly sha256: string | null;
}

/** The archives of TensorFlow's C library, with the SHA-256 by which other distributions pin them. */
const archives: Readonly<Record<string, Archive>> = {
  'linux-x64': {
    path: 'tensorflow/libtensorflow/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz',
    sha256: '7f510d2546e3db5e10b1d119463689003d587842892ad3c95bca51cf82820173',
  },
  'darwin-x64': {
    path: 'tensorflow/libtensorflow/libtensorflow-cpu-darwin-x86_64-2.9.1.tar.gz',
    sha256: '56f83d3320ba0f69aaafd6c058645e1b7fbc75fb9a3fc36d6be98de1291ca226',
  },
  'win32-x64': {
    path: 'tensorflow/libtensorflow/libtensorflow-cpu-windows-x86_64-2.9.1.zip',
    sha256: '56fa7e84c984144311563b405bd0e565568f3cbe2c15ac4713e9c8174a02b00f',
  },
  'darwin-arm64': {
    path: 'tf-builds/libtensorflow_r2_7_darwin_arm64_cpu.tar.gz',
    sha256: '13ab22b97e2af06e431aaeb7b42fb89981965dd01aa16da035d8210aa4183d79',
  },
  'linux-arm64': {
    path: 'tf-builds/libtensorflow_r2_7_linux_arm64.tar.gz',
    sha256: '9395d1ff39f5b6847f5121e679ff4e599dc7061a2a7f87ceac061c78e908e6e3',
  },
  'linux-arm': {path: 'tf-builds/libtensorflow_r2_5_linux_arm7l.tar.gz', sha256: null},
};

/** The archive that tfjs-node's install script fetches for a machine; `null` where it has none. */
export function archiveOf(platform: string = `${process.platform}-${process.arch}`): Archive | null {
  return archives[platform] ?? null;
}

/** Where an archive is fetched from, by the same variables that the install script knows. */
export function archiveAddress({path}: Archive, environment: NodeJS.ProcessEnv = process.env): string {
  const base = environment['TFJS_NODE_BASE_URI'];
  const prefix = 'tensorflow/libtensorflow/libtensorflow-';
  if (base !== undefined && path.startsWith(prefix)) return base + path.slice(prefix.length);
  return (environment['TFJS_NODE_CDN_STORAGE'] || environment['CDN_STORAGE'] || defaultHost) + path;
}

function pathWithPrograms(packageFolder: string): string {
  const folders = [join(packageFolder, 'node_modules', '.bin')];
  for (let folder = packageFolder; folder !== dirname(folder); folder = dirname(folder)) {
    if (folder.endsWith('node_modules')) folders.push(join(folder, '.bin'));
  }
  return [...folders, process.env['PATH'] ?? ''].join(delimiter);
}

/** Fetches a file to the disk; an attempt that stands still for a minute is given up. */
function download(address: string, packageFolder: string, file: string): Promise<void> {
  const {host, protocol} = new URL(address);
  const agent = proxyAgent(packageFolder, process.env);
  const ask = protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => reject(new Setback(`${host} ${reason}`, {slow: true}));
    const request = ask(address, agent === undefined ? {} : {agent}, (response) => {
      if (response.statusCode !== 200) {
        fail(`answers ${response.statusCode}`);
        request.destroy();
        return;
      }
      pipeline(response, createWriteStream(file)).then(resolve, (error: NodeJS.ErrnoException) =>
        fail(`: the transfer ended early (${error.code ?? error.message})`),
      );
    });
    request.setTimeout(60_000, () => request.destroy(new Error('nothing arrived for a minute')));
    request.on('error', (error: NodeJS.ErrnoException) => fail(`: ${error.code ?? error.message}`));
    request.end();
  });
}

/** Unpacks an archive of the library to where the binding looks for it. */
async function unpack(file: string, deps: string): Promise<void> {
  await mkdir(join(deps, 'lib'), {recursive: true});
  // Every system that tfjs-node knows has this program, which that of Windows unpacks zip files with too.
  const outcome = await run('tar', ['-xf', file, '-C', deps], {limit: 600});
  if (outcome.code !== 0) throw new Setback(`TensorFlow's library could not be unpacked (${complaint(outcome)})`);
  // Some of the archives for Windows lack the folder.
  const loose = join(deps, 'tensorflow.dll');
  if (existsSync(loose)) await rename(loose, join(deps, 'lib', 'tensorflow.dll'));
}

/** Compiles the binding out of the sources of the npm package; one that is compiled already could not be checked. */
async function compile(packageFolder: string): Promise<void> {
  const environment = {...process.env, PATH: pathWithPrograms(packageFolder)};
  const options = {cwd: packageFolder, environment, limit: 1200};
  const program = createRequire(join(packageFolder, 'package.json')).resolve('@mapbox/node-pre-gyp/bin/node-pre-gyp');
  let outcome = await run(process.execPath, [program, 'install', '--build-from-source'], options);
  if (outcome.code === 0 && process.platform === 'win32') {
    outcome = await run(process.execPath, ['scripts/deps-stage.js', 'symlink', './lib/napi-v8'], options);
  }
  if (outcome.code === 0) return;
  throw new Setback(`tfjs-node's binding could not be compiled (${complaint(outcome)})`, {
    first: await installFirst('compiler'),
  });
}

/** Runs the install script itself, for a library of somebody's own that its `custom-binary.json` names. */
async function customInstall(packageFolder: string): Promise<void> {
  // The script looks for its programs on the path.
  const environment = {...process.env, PATH: pathWithPrograms(packageFolder)};
  const options = {cwd: packageFolder, environment, limit: 600};
  const outcome = await run(process.execPath, ['scripts/install.js', 'cpu', 'download'], options);
  if (outcome.code !== 0) throw new Setback(`tfjs-node's own install script failed (${complaint(outcome)})`);
}

/**
 * Does what tfjs-node's own install script does, but loads nothing that was not checked: the library is fetched from the same place
 * and must have the published SHA-256, and the binding is compiled out of the sources that npm has verified. What was made
 * is written down by its digests.
 *
 * A library of somebody's own, which `scripts/custom-binary.json` names, is left to the script.
 *
 * @param archive the library for this machine
 * @throws Setback where the server is out of reach, sends another file, or a step fails; what it left is removed
 */
export async function ownInstall(
  packageFolder: string,
  progress: Progress,
  archive: Archive | null = archiveOf(),
): Promise<void> {
  const custom = existsSync(join(packageFolder, 'scripts', 'custom-binary.json'));
  const manifest = join(packageFolder, 'package.json');
  const before = await readFile(manifest, 'utf8');
  // Whatever is there does not load; links into the cache would be written through.
  const outputs = [join(packageFolder, 'deps'), join(packageFolder, 'lib')];
  let isCleared = false;
  const clear = async (): Promise<void> => {
    isCleared = true;
    for (const output of outputs) await rm(output, {recursive: true, force: true});
  };
  const address = archive && archiveAddress(archive);
  if (!custom) {
    if (address === null) throw new Setback(`tfjs-node has no library for ${process.platform}-${process.arch}`);
    if (archive!.sha256 === null)
      throw new Setback(`no SHA-256 of tfjs-node's library for ${process.platform}-${process.arch} is known`);
    const reason = await whyUnreachable(address, packageFolder);
    if (reason !== null) throw new Setback(`tfjs-node's own download is out of reach (${reason})`);
  }
  const work = await mkdtemp(join(packageFolder, 'download-'));
  try {
    if (custom) {
      await clear();
      await progress.step("running tfjs-node's own install script", () => customInstall(packageFolder));
      return;
    }
    const file = join(work, basename(archive!.path));
    await progress.step("downloading tfjs-node's own library", () => download(address!, packageFolder, file));
    await progress.step('verifying it', async () => {
      const digest = await digestOf(file);
      if (digest === archive!.sha256) return;
      throw new Setback(`the downloaded library has SHA-256 ${digest} instead of ${archive!.sha256}`, {slow: true});
    });
    await clear();
    await progress.step('unpacking the library', () => unpack(file, join(packageFolder, 'deps')));
    await progress.step('compiling the binding', () => compile(packageFolder));
    await recordDigests(packageFolder);
  } catch (error) {
    await writeFile(manifest, before);
    if (isCleared) await clear();
    throw error;
  } finally {
    await rm(work, {recursive: true, force: true});
  }
}
