import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parts} from '../lib/native/cpp/index.ts';

// Packs the package, installs it beside TensorFlow.js in an empty folder without tfjs-node, and there type-checks and
// runs the README's first program, so that what is published is what was tested.
const checkout = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-package-'));
const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, {cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit']});

function firstProgram(markdown: string): string {
  const program = /```ts\n([^]*?)```/.exec(markdown)?.[1];
  if (!program) throw new Error('README.md has no ```ts block to check');
  return program;
}

try {
  // The project's own .npmrc keeps npm from running prepack.
  run('npm', ['run', 'build'], checkout);
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], checkout)) as [
    {filename: string; size: number; files: {path: string}[]},
  ];
  const foreign = packed.files.filter(({path}) => /^(?!dist\/|package\.json|README\.md|LICENSE)/.test(path));
  if (foreign.length > 0) throw new Error(`the package holds ${foreign.map(({path}) => path).join(', ')}`);
  const sources = parts.map(({name}) => `dist/lib/native/cpp/${name}.cc`);
  const absent = sources.filter((source) => !packed.files.some(({path}) => path === source));
  if (absent.length > 0) throw new Error(`the package lacks ${absent.join(', ')}`);
  run('npx', ['publint', '--strict', join(folder, packed.filename)], checkout);

  writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}\n');
  const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', `./${packed.filename}`];
  run('npm', [...install, '@tensorflow/tfjs@4.22.0'], folder);
  writeFileSync(join(folder, 'first.ts'), firstProgram(readFileSync(join(checkout, 'README.md'), 'utf8')));
  const compiler = join(checkout, 'node_modules/@typescript/native/bin/tsc');
  const strict = [
    '--strict',
    '--skipLibCheck',
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--types',
    '',
    'first.ts',
  ];
  run('node', [compiler, ...strict], folder);
  const printed = run('node', ['first.js'], folder);
  const version = run('npx', ['tfjs-optim', '--version'], folder).trim();
  console.log(
    `package ${packed.filename}, ${(packed.size / 1024).toFixed(0)} kB, command ${version}: ${printed.trim()}`,
  );
} finally {
  rmSync(folder, {recursive: true, force: true});
}
