import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect} from 'chai';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const {exports, sideEffects} = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {
  exports: Record<string, Record<string, string | {default: string}>>;
  sideEffects: string[];
};

/** Doors that are for Node alone. */
const ofNode = ['./training/files', './data/files', './package.json'];

/** The source of what a door gives under a condition. */
function sourceOf(door: string, condition: string): string {
  const entry = exports[door]!;
  const chosen = entry[condition] ?? entry['default']!;
  const path = typeof chosen === 'string' ? chosen : chosen.default;
  return path.replace('./dist/', './').replace(/\.js$/, '.ts');
}

/** What a page would load, and what it asks Node for. */
async function bundled(contents: string): Promise<{ofNode: string[]; text: string}> {
  const {metafile, outputFiles} = await build({
    stdin: {contents, resolveDir: root, loader: 'ts'},
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    metafile: true,
    external: ['@tensorflow/*', 'node:*'],
    logLevel: 'silent',
  });
  const asked = Object.entries(metafile.inputs).flatMap(([file, {imports}]) =>
    imports.filter(({path}) => path.startsWith('node:')).map(({path}) => `${file} ${path}`),
  );
  return {ofNode: asked, text: outputFiles[0]!.text};
}

describe('doors for browsers', () => {
  for (const door of Object.keys(exports).filter((each) => !ofNode.includes(each))) {
    it(`${door} asks nothing of Node`, async () => {
      const {ofNode: asked} = await bundled(
        `import * as door from '${sourceOf(door, 'browser')}'; globalThis.door = door;`,
      );
      expect(asked).to.deep.equal([]);
    });
  }
});

describe('what a bundled page carries', () => {
  const imports = "import {Adam} from './optimizers/index.ts'; import {cosineDecay} from './schedules/index.ts';";

  it('is nothing of what it imports and does not use', async () => {
    expect((await bundled(imports)).text).to.not.match(/OptimAdam|cosineDecay/);
  });

  it('is a class and a schedule that it names as docs/optimizers.md says', async () => {
    const use =
      "import {serialization} from '@tensorflow/tfjs'; serialization.registerClass(Adam); cosineDecay(1, {steps: 1});";
    const {text} = await bundled(imports + use);
    expect(text).to.include('OptimAdam');
    expect(text).to.match(/\("cosineDecay",/);
  });
});

describe('the front door for pages', () => {
  it('has every name of the front door for Node', async () => {
    const [page, node] = [await import('../../browser.ts'), await import('../../index.ts')];
    expect(Object.keys(page).sort()).to.deep.equal(Object.keys(node).sort());
  });

  it('refuses by name what needs Node, and says what to do', async () => {
    const page = await import('../../browser.ts');
    for (const name of [
      'loadBackend',
      'diagnoseBackend',
      'loadData',
      'loadFolds',
      'loadMnist',
      'downloadMnist',
      'readIdx',
      'readImages',
      'readNpy',
      'readNpz',
      'readTable',
    ] as const) {
      const error: unknown = await page[name]().then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(page.NodeOnlyError);
      expect((error as Error).message).to.match(new RegExp(`^${name} needs Node, .*; \\w+`));
    }
    expect(() => page.dataCacheFolder()).to.throw(page.NodeOnlyError, 'dataCacheFolder needs Node');
  });
});

describe('doors for Node', () => {
  it('bring the native backend, whose effects bundlers keep', () => {
    for (const door of ['./optimizers', './training', './curvature', './landscape']) {
      const source = sourceOf(door, 'node');
      expect(source).to.match(/^\.\/doors\//);
      expect(readFileSync(`${root}/${source}`, 'utf8')).to.match(
        /^import '\.\.\/lib\/native\/(run|fused)\/index\.ts';$/m,
      );
    }
    expect(sideEffects).to.include.members([
      './dist/doors/*.js',
      './dist/lib/native/run/*.js',
      './dist/lib/native/fused/*.js',
    ]);
  });
});
