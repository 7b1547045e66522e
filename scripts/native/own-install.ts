import {existsSync} from 'node:fs';
import {readFile, rm, writeFile} from 'node:fs/promises';
import {type Agent, request as requestHttp} from 'node:http';
import {request as requestHttps} from 'node:https';
import {createRequire} from 'node:module';
import {delimiter, dirname, join} from 'node:path';
import type {Progress} from './progress.ts';
import {complaint, run} from './run-program.ts';
import {Setback} from './setback.ts';

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
const archives: Record<string, string> = {
  'linux-x64': 'tensorflow/libtensorflow/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz',
  'darwin-x64': 'tensorflow/libtensorflow/libtensorflow-cpu-darwin-x86_64-2.9.1.tar.gz',
  'win32-x64': 'tensorflow/libtensorflow/libtensorflow-cpu-windows-x86_64-2.9.1.zip',
  'darwin-arm64': 'tf-builds/libtensorflow_r2_7_darwin_arm64_cpu.tar.gz',
  'linux-arm64': 'tf-builds/libtensorflow_r2_7_linux_arm64.tar.gz',
  'linux-arm': 'tf-builds/libtensorflow_r2_5_linux_arm7l.tar.gz',
};

/** The file that tfjs-node's install script fetches first; `null` where it has none for this machine. */
export function archiveAddress(
  platform: string = `${process.platform}-${process.arch}`,
  environment: NodeJS.ProcessEnv = process.env,
): string | null {
  const archive = archives[platform];
  if (archive === undefined) return null;
  const base = environment['TFJS_NODE_BASE_URI'];
  const prefix = 'tensorflow/libtensorflow/libtensorflow-';
  if (base !== undefined && archive.startsWith(prefix)) return base + archive.slice(prefix.length);
  return (environment['TFJS_NODE_CDN_STORAGE'] || environment['CDN_STORAGE'] || defaultHost) + archive;
}

function pathWithPrograms(packageFolder: string): string {
  const folders = [join(packageFolder, 'node_modules', '.bin')];
  for (let folder = packageFolder; folder !== dirname(folder); folder = dirname(folder)) {
    if (folder.endsWith('node_modules')) folders.push(join(folder, '.bin'));
  }
  return [...folders, process.env['PATH'] ?? ''].join(delimiter);
}

/**
 * Runs tfjs-node's own install script, after asking whether the server with its library answers at all: the script has no
 * time limit of its own.
 *
 * @throws Setback where the server is out of reach or the script fails; what it left is removed
 */
export async function ownInstall(packageFolder: string, progress: Progress): Promise<void> {
  const custom = existsSync(join(packageFolder, 'scripts', 'custom-binary.json'));
  const address = archiveAddress();
  if (!custom) {
    if (address === null) throw new Setback(`tfjs-node has no library for ${process.platform}-${process.arch}`);
    const reason = await whyUnreachable(address, packageFolder);
    if (reason !== null) throw new Setback(`tfjs-node's own download is out of reach (${reason})`);
  }
  const manifest = join(packageFolder, 'package.json');
  const before = await readFile(manifest, 'utf8');
  // Whatever is there does not load; links into the cache would be written through.
  const outputs = [join(packageFolder, 'deps'), join(packageFolder, 'lib')];
  for (const output of outputs) await rm(output, {recursive: true, force: true});
  // The script looks for its programs on the path.
  const environment = {...process.env, PATH: pathWithPrograms(packageFolder)};
  const outcome = await progress.step("running tfjs-node's own install script", () =>
    run(process.execPath, ['scripts/install.js', 'cpu', 'download'], {cwd: packageFolder, environment, limit: 600}),
  );
  if (outcome.code === 0) return;
  await writeFile(manifest, before);
  for (const output of outputs) await rm(output, {recursive: true, force: true});
  throw new Setback(`tfjs-node's own install script failed (${complaint(outcome)})`);
}
