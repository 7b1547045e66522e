import {expect} from 'chai';
import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {type Browser, chromium} from 'playwright-core';
import {chromiumArguments, chromiumPath} from '../browser/chromium.ts';
import {serve} from '../browser/serve.ts';

describe('examples/browser.html', () => {
  let browser: Browser;

  before(async function () {
    this.timeout(60_000);
    if (!existsSync(chromiumPath)) {
      console.log(`    no browser at ${chromiumPath}: apt-get install chromium, or set CHROMIUM to the path of one`);
      this.skip();
    }
    browser = await chromium.launch({executablePath: chromiumPath, args: chromiumArguments});
  });

  after(() => browser?.close());

  const root = fileURLToPath(new URL('../../', import.meta.url));

  it('trains with the built bundle in a checkout', () => trains({'/': {folder: root}}, 'examples/browser.html'));

  it('trains in a project, beside node_modules, with the import map of its first lines', () => {
    const [, ...maps] = readFileSync(`${root}/examples/browser.html`, 'utf8').split(/(?=\{\s*"imports")/);
    const [ofProject, ofCheckout] = maps.map((map) => map.slice(0, map.search(/\}\s*\}/)));
    const text = readFileSync(`${root}/examples/browser.html`, 'utf8').replace(ofCheckout!, ofProject!);
    expect(ofProject).to.contain('./node_modules/tfjs-optim/dist/page.js');
    return trains(
      {
        '/node_modules/tfjs-optim/': {folder: root},
        '/node_modules/': {folder: `${root}/node_modules`},
        '/': {text, type: 'text/html'},
      },
      'index.html',
    );
  });

  async function trains(routes: Parameters<typeof serve>[0], path: string): Promise<void> {
    const {origin, server} = await serve(routes);
    try {
      const page = await browser.newPage();
      const problems: string[] = [];
      page.on('pageerror', ({message}) => problems.push(message));
      await page.goto(`${origin}/${path}`);
      await page.waitForFunction('document.querySelector("#out").textContent.includes("curvature")');
      const text = (await page.textContent('#out'))!;
      expect(text).to.contain('updates: 200\n');
      const predictions = /predictions: (.*)/.exec(text)![1]!.split(' ').map(Number);
      for (const [i, value] of predictions.entries()) expect(value).to.be.closeTo([0, 1, 1, 0][i]!, 0.05);
      expect(problems).to.deep.equal([]);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }
});
