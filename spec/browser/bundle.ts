import {build, type Plugin} from 'esbuild';

/** Modules in the place of Node's that do nothing, for rooms that still import some. */
const withoutNode: Plugin = {
  name: 'without-node',
  setup(build) {
    build.onResolve({filter: /^node:/}, ({path}) => ({path, namespace: 'without-node'}));
    build.onLoad({filter: /.*/, namespace: 'without-node'}, async ({path}) => {
      const names = Object.keys((await import(path)) as object).filter((name) => name !== 'default');
      const exported = names.map((name) => `export const ${name} = any;`).join('\n');
      return {
        contents: `const any = new Proxy(function () {}, {get: () => '', apply: () => ''});\n${exported}\nexport default any;`,
      };
    });
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
