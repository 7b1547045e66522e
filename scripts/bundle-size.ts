import {fileURLToPath} from 'node:url';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';

// What a page loads for a name of this package beside TensorFlow.js, with the bytes that it may be: of its first script and what
// that imports, minified. What is loaded only later, to restore state or to look at a Hessian whole, is counted apart.
const root = fileURLToPath(new URL('..', import.meta.url));

/** A name, the door that has it, and the greatest numbers of bytes, minified and in gzip. */
const limits = [
  {name: 'adam', door: 'optimizers/index.ts', most: 23_000, mostGzip: 9_200},
  {name: 'sgd', door: 'optimizers/index.ts', most: 21_700, mostGzip: 8_750},
  {name: 'lbfgs', door: 'optimizers/index.ts', most: 94_000, mostGzip: 35_000},
  {name: 'cosineDecay', door: 'schedules/index.ts', most: 2_900, mostGzip: 1_400},
] as const;

async function measure(name: string, door: string): Promise<{bytes: number; gzip: number; later: number}> {
  const {outputFiles, metafile} = await build({
    stdin: {
      contents: `import {${name}} from './${door}'; globalThis.used = ${name};`,
      resolveDir: root,
      loader: 'ts',
    },
    absWorkingDir: root,
    outdir: 'bundle',
    bundle: true,
    splitting: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    metafile: true,
    external: ['@tensorflow/*'],
  });
  const textOf = (path: string): Uint8Array => outputFiles.find((file) => file.path.endsWith(path))!.contents;
  /** The scripts that are loaded with the first one, or by and by. */
  const reached = (kinds: readonly string[]): Set<string> => {
    const paths = new Set(Object.keys(metafile.outputs).filter((path) => path.includes('stdin')));
    // What is added on the way is gone through, too.
    for (const path of paths) {
      for (const {path: next, kind} of metafile.outputs[path]!.imports) {
        if (kinds.includes(kind) && metafile.outputs[next] !== undefined) paths.add(next);
      }
    }
    return paths;
  };
  const first = reached(['import-statement']);
  const sum = (paths: readonly string[], size: (path: string) => number): number =>
    paths.reduce((total, path) => total + size(path), 0);
  const others = [...reached(['import-statement', 'dynamic-import'])].filter((path) => !first.has(path));
  return {
    bytes: sum([...first], (path) => textOf(path).length),
    gzip: sum([...first], (path) => gzipSync(textOf(path)).length),
    later: sum(others, (path) => textOf(path).length),
  };
}

for (const {name, door, most, mostGzip} of limits) {
  const {bytes, gzip, later} = await measure(name, door);
  const rest = later === 0 ? '' : `, and ${later} later`;
  console.log(`${name}: ${bytes} bytes (at most ${most}), ${gzip} in gzip (at most ${mostGzip})${rest}`);
  if (bytes > most || gzip > mostGzip) process.exitCode = 1;
}
