import {build} from 'esbuild';

/** The suites with all that they import, as one script for pages. */
export async function bundlePage(root: string): Promise<string> {
  const {outputFiles} = await build({
    entryPoints: [`${root}/spec/browser/page.ts`],
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'browser',
    conditions: ['browser'],
    format: 'esm',
    target: 'es2023',
    sourcemap: 'inline',
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}
