import {build, type Plugin} from 'esbuild';

/** Whatever is asked of it, also while it loads. */
const nothing =
  'const any = new Proxy(function () {}, {get: (_, name) => name === Symbol.toPrimitive ? () => "" : any, apply: () => any}); module.exports = any';

/** Empty modules in the place of Node's, for rooms that still import some. */
const withoutNode: Plugin = {
  name: 'without-node',
  setup({onResolve, onLoad}) {
    onResolve({filter: /^node:/}, ({path}) => ({path, namespace: 'without-node'}));
    onLoad({filter: /.*/, namespace: 'without-node'}, () => ({contents: nothing, loader: 'js'}));
  },
};

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
    plugins: [withoutNode],
  });
  return outputFiles[0]!.text;
}
