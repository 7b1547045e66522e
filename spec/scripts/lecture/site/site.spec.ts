import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {expect} from 'chai';
import {type Browser, chromium, type Page} from 'playwright-core';
import {run} from '../../support/run.ts';

const executable = '/usr/bin/chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Fault {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly {readonly html: string}[];
}

describe('the site of the lecture in a browser', function () {
  this.timeout(60_000);
  let folder: string;
  let browser: Browser;
  const errors: string[] = [];
  before(async function () {
    if (!existsSync(executable)) {
      console.log(`    skipped: no ${executable}; apt-get install chromium`);
      this.skip();
    }
    folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-site-'));
    const {result, err} = await run('lecture', '9', 'L3.1', '--quick', '--quiet', '--out', join(folder, 'site'));
    expect(result, err.join('\n')).to.equal(0);
    browser = await chromium.launch({
      executablePath: executable,
      args: ['--no-sandbox', '--disable-background-networking'],
    });
  });
  after(async () => {
    await browser?.close();
    if (folder !== undefined) rmSync(folder, {recursive: true});
  });

  async function open(file: string, width = 1280, scheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const page = await browser.newPage({viewport: {width, height: 800}, colorScheme: scheme});
    page.on('pageerror', ({message}) => errors.push(message));
    page.on('console', (message) => errors.push(message.text()));
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) errors.push(request.url());
    });
    await page.goto(pathToFileURL(join(folder, 'site', file)).href);
    return page;
  }

  const topic = 'topics/09-conjugate-gradient.html';

  for (const [width, scheme] of [
    [1280, 'light'],
    [390, 'dark'],
  ] as const) {
    it(`has no serious fault of accessibility, and is no wider than ${width} px, ${scheme}`, async () => {
      for (const file of ['report.html', topic]) {
        const page = await open(file, width, scheme);
        await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
        await page.evaluate(axe);
        const {violations} = (await page.evaluate('axe.run()')) as {violations: Fault[]};
        const serious = violations.filter(({impact}) => impact === 'serious' || impact === 'critical');
        expect(serious.map(({id, nodes}) => `${file} ${id}: ${nodes[0]!.html}`)).to.deep.equal([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).to.be.at.most(0);
        await page.close();
      }
    });
  }

  it('shows one figure at a time on the projector, by keys and by buttons', async () => {
    const page = await open(topic);
    const at = () => page.locator('dialog [role=status]').textContent();
    expect(await page.locator('dialog').isVisible()).to.equal(false);
    await page.keyboard.press('p');
    expect(await page.locator('dialog').isVisible()).to.equal(true);
    expect(await at()).to.match(/^1 of \d+$/);
    expect(await page.locator('dialog .slide').innerText()).to.contain('9 Conjugate gradient');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press(' ');
    expect(await at()).to.match(/^3 of/);
    // What clips the drawing came along with it.
    expect(
      await page.evaluate(
        "[...document.querySelectorAll('dialog svg [clip-path]')].every((each) => document.querySelector('dialog ' + each.getAttribute('clip-path').slice(4, -1)) !== null)",
      ),
    ).to.equal(true);
    // The figure is seen whole.
    const box = (await page.locator('dialog .slide svg').first().boundingBox())!;
    expect(box.height).to.be.above(300);
    expect(box.y + box.height).to.be.below(800);
    await page.getByRole('button', {name: 'Back'}).click();
    expect(await at()).to.match(/^2 of/);
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
    expect(await at()).to.match(/^1 of/);
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({state: 'hidden'});
    await page.close();
  });

  it('goes to the first, the last and any slide, shows verdicts under their statements, and comes back to what was shown', async () => {
    const page = await open(topic);
    const at = () => page.locator('dialog [role=status]').textContent();
    await page.keyboard.press('p');
    await page.keyboard.press('End');
    const last = /(\d+) of (\d+)/.exec((await at())!)!;
    expect(last[1]).to.equal(last[2]);
    // The last slide of the page is the last verdict.
    const texts = await page.locator('dialog .slide > *').allInnerTexts();
    expect(texts).to.have.length(2);
    expect(texts[0]).to.match(/^Conjugate gradient should zigzag less/);
    expect(texts[1]).to.match(/^holds\s+The loss of conjugate gradient is lower/);
    await page.keyboard.press('Home');
    expect(await at()).to.match(/^1 of/);
    await page.getByRole('combobox', {name: 'Slides'}).selectOption('2');
    expect(await at()).to.match(/^3 of/);
    expect(await page.locator('.slide-title').textContent()).to.equal(
      'L9.1 Steepest descent goes in zigzag: Two ways down a valley',
    );
    // The keys go on from there.
    await page.keyboard.press('ArrowRight');
    expect(await at()).to.match(/^4 of/);
    await page.keyboard.press('Escape');
    const shown = page.locator('article').first().locator('.verdict');
    // The page is told of the end of the dialog a moment after it.
    await shown.waitFor({state: 'visible'});
    await page.waitForFunction(
      "document.activeElement.matches('.verdict') && Math.abs(document.activeElement.getBoundingClientRect().y) < 60",
    );
    await page.keyboard.press('p');
    expect(await at()).to.match(/^4 of/);
    await page.close();
  });

  it('makes slides fit, or lets them scroll, also when the window changes', async () => {
    const page = await open(topic);
    await page.keyboard.press('p');
    const sizes = () =>
      page.evaluate(
        "(() => { const d = document.querySelector('dialog'); return [d.scrollHeight - d.clientHeight, d.scrollWidth - d.clientWidth]; })()",
      ) as Promise<[number, number]>;
    const total = Number(/of (\d+)/.exec((await page.locator('dialog [role=status]').textContent())!)![1]);
    for (let i = 0; i < total; i++) {
      expect((await sizes())[0], `slide ${i + 1}`).to.be.at.most(2);
      await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.setViewportSize({width: 900, height: 160});
    await page.waitForFunction('innerHeight === 160');
    const [tall, wide] = await sizes();
    expect(wide).to.be.at.most(0);
    expect(tall).to.be.above(0);
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction("document.querySelector('dialog').scrollTop > 0");
    await page.close();
  });

  it('has no serious fault of accessibility in the projector view, and no small type', async () => {
    const page = await open(topic, 1280, 'dark');
    await page.keyboard.press('p');
    await page.keyboard.press('End');
    await page.evaluate(axe);
    const {violations} = (await page.evaluate("axe.run('dialog')")) as {violations: Fault[]};
    const serious = violations.filter(({impact}) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({id, nodes}) => `${id}: ${nodes[0]!.html}`)).to.deep.equal([]);
    const sizes = (await page.evaluate(
      "[...document.querySelectorAll('dialog .slide p, dialog .slide .tag')].map((each) => parseFloat(getComputedStyle(each).fontSize))",
    )) as number[];
    expect(Math.min(...sizes)).to.be.at.least(20);
    await page.close();
  });

  it('asks before it answers, and prints the answers too', async () => {
    const page = await open(topic);
    const verdict = page.locator('.verdict').first();
    expect(await verdict.isVisible()).to.equal(false);
    await page.getByText('What happens').first().click();
    expect(await verdict.isVisible()).to.equal(true);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.evaluate("[...document.querySelectorAll('details')].every((each) => each.open)")).to.equal(true);
    await page.close();
  });

  it('fetches nothing and says nothing to the console', () => {
    expect(errors).to.deep.equal([]);
  });
});
