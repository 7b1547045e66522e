import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {chromium, type Browser} from 'playwright-core';
import {type PageBackend, pageBackends} from './backends.ts';
import {bundlePage} from './bundle.ts';
import {chromiumArguments, chromiumPath} from './chromium.ts';
import {firefoxPath, hasScreen, openInFirefox} from './firefox.ts';
import {failures, measuredTables, type PageResult, resultTable} from './results.ts';
import {serve} from './serve.ts';

// `npm run test:browser`: the suites of spec/browser in Chromium, and in Firefox where it is there, a page for each backend, and a
// table of what came out.
// `-- --backend wasm --grep adam` runs a part of them, `-- --measured` prints the tables of docs/precision.md.
const root = fileURLToPath(new URL('../..', import.meta.url));
const page = `<!doctype html><meta charset="utf-8"><title>tfjs-optim</title><link rel="icon" href="data:,">
<script src="/mocha.js"></script><script type="module" src="/page.js"></script>`;

async function runInChromium(
  browser: Browser,
  origin: string,
  backend: PageBackend,
  grep: string,
): Promise<PageResult> {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const started = performance.now();
  const problems: string[] = [];
  const broke = new Promise<never>((_, reject) => {
    tab.on('pageerror', (error) => {
      problems.push(error.stack ?? error.message);
      reject(new Error('the page threw an error'));
    });
  });
  broke.catch(() => {});
  if (process.env['VERBOSE']) tab.on('console', (message) => console.log(`  ${backend.label}: ${message.text()}`));
  const query = new URLSearchParams({backend: backend.label, grep});
  try {
    await tab.goto(`${origin}/?${query}`);
    const ended = tab.waitForFunction('globalThis.pageResult', undefined, {timeout: 600_000, polling: 200});
    const result = (await (await Promise.race([ended, broke])).jsonValue()) as Omit<PageResult, 'label' | 'seconds'>;
    return {label: backend.label, ...result, seconds: (performance.now() - started) / 1000};
  } catch (error) {
    const so = (await tab.evaluate('globalThis.pageSoFar').catch(() => undefined)) as
      Pick<PageResult, 'tests' | 'measured'> | undefined;
    const broken = [(error as Error).message.split('\n')[0], ...problems].join('\n    ');
    const seconds = (performance.now() - started) / 1000;
    return {label: backend.label, tests: so?.tests ?? [], measured: so?.measured ?? [], seconds, broken};
  } finally {
    await context.close();
  }
}

/** Who waits for a page that nobody can look into, by its label. */
const waitingFor = new Map<string, (posted: Omit<PageResult, 'seconds'>) => void>();

async function runInFirefox(origin: string, {label}: PageBackend, grep: string): Promise<PageResult> {
  const started = performance.now();
  const result = new Promise<Omit<PageResult, 'seconds'>>((resolve) => waitingFor.set(label, resolve));
  const query = new URLSearchParams({backend: label, grep, posts: ''});
  const firefox = await openInFirefox(`${origin}/?${query}`);
  const seconds = (): number => (performance.now() - started) / 1000;
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no results after ten minutes')), 600_000);
    });
    const gone = firefox.gone.then((words) => Promise.reject(new Error(`the browser went: ${words}`)));
    return {...(await Promise.race([result, gone, late])), seconds: seconds()};
  } catch (error) {
    return {label, tests: [], measured: [], seconds: seconds(), broken: (error as Error).message};
  } finally {
    clearTimeout(timer);
    await firefox.close();
  }
}

const {values} = parseArgs({
  options: {
    backend: {type: 'string', multiple: true},
    grep: {type: 'string', default: ''},
    measured: {type: 'boolean', default: false},
  },
});
if (!existsSync(chromiumPath)) {
  console.error(`no browser at ${chromiumPath}: apt-get install chromium, or set CHROMIUM to the path of one`);
  process.exit(1);
}
/** Why a page cannot be opened here; null where it can. */
function missing({browser, backend}: PageBackend): string | null {
  if (browser === 'chromium') return null;
  if (!existsSync(firefoxPath)) return `no browser at ${firefoxPath}`;
  return backend === 'webgl' && !hasScreen() ? 'no screen to draw on: apt-get install xvfb' : null;
}

const asked = pageBackends.filter(({label}) => values.backend?.includes(label) ?? true);
for (const each of asked.filter((page) => missing(page) !== null))
  console.log(`${each.label}: skipped, ${missing(each)}`);
const chosen = asked.filter((page) => missing(page) === null);
if (chosen.length === 0) {
  console.error(
    `--backend must be one of ${pageBackends.map(({label}) => label).join(', ')}, received ${values.backend?.join(', ')}`,
  );
  process.exit(1);
}
const {origin, server} = await serve({
  '/page.js': {text: await bundlePage(root), type: 'text/javascript'},
  '/mocha.js': {folder: `${root}/node_modules/mocha/mocha.js`},
  '/wasm/': {folder: `${root}/node_modules/@tensorflow/tfjs-backend-wasm/dist`},
  '/docs/': {folder: `${root}/docs`},
  '/posted': {
    receive(text) {
      const result = JSON.parse(text) as Omit<PageResult, 'seconds'>;
      waitingFor.get(result.label)?.(result);
    },
  },
  '/': {text: page, type: 'text/html'},
});
const browser = await chromium.launch({executablePath: chromiumPath, args: chromiumArguments});
const results: PageResult[] = [];
// Two pages at a time, the slowest backends, which are the last, first.
const waiting = [...chosen.entries()];
const work = async (): Promise<void> => {
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [place, backend] = next;
    results[place] =
      backend.browser === 'firefox'
        ? await runInFirefox(origin, backend, values.grep)
        : await runInChromium(browser, origin, backend, values.grep);
  }
};
try {
  await Promise.all([work(), work()]);
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections();
}
console.log(resultTable(results));
// The tables of the documentation are of backends, not of browsers.
const measured = results.filter((_, place) => chosen[place]!.browser === 'chromium');
if (values.measured) for (const table of measuredTables(measured).values()) console.log(`\n${table}`);
const failed = failures(results);
for (const each of failed) console.error(`\n${each}`);
process.exitCode = failed.length === 0 && results.every(({tests}) => tests.length > 0) ? 0 : 1;
