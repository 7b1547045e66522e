import {expect} from 'chai';
import {existsSync} from 'node:fs';
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

  it('trains with the built bundle', async () => {
    const {origin, server} = await serve({'/': {folder: fileURLToPath(new URL('../../', import.meta.url))}});
    try {
      const page = await browser.newPage();
      const problems: string[] = [];
      page.on('pageerror', ({message}) => problems.push(message));
      await page.goto(`${origin}/examples/browser.html`);
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
  });
});
