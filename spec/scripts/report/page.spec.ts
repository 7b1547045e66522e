import {expect} from 'chai';
import {existsSync, mkdtempSync, rmSync, writeFileSync, readdirSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {type Browser, chromium} from 'playwright-core';
import {renderReport, writeReport} from '../../../scripts/report/page.ts';
import {sampleReport} from './sample-report.ts';
import {createRunFolder} from '../../../scripts/run/folder/open-run-folder.ts';
import {inTemporaryFolder} from '../run/folder/temporary-folder.ts';

const report = sampleReport({seeds: 2, epochs: 4, diverged: ['momentum/2']});

describe('renderReport', () => {
  const page = renderReport(report);

  it('stands alone: no script, no address but the name of SVG and data', () => {
    expect(page).to.match(/^<!doctype html>\s*<html lang="en">/);
    expect(page).to.contain('<meta name="viewport"').and.to.contain(`<title>${report.title}</title>`);
    expect(page).not.to.match(/<script|<iframe|@import|url\(/i);
    const addresses = page.match(/https?:\/\/[^"'\s<)]*/g)!;
    expect(new Set(addresses)).to.deep.equal(new Set(['http://www.w3.org/2000/svg']));
    for (const [, address] of page.matchAll(/(?:src|href)="([^"]*)"/g)) expect(address).to.match(/^(data:|#)/);
  });

  it('shows command, facts, ranking, divergence, every figure and the settings', () => {
    expect(page).to.contain(report.command);
    for (const [name, value] of Object.entries(report.header)) expect(page).to.contain(name).and.to.contain(value);
    const sections = [...page.matchAll(/<section id="([\w-]+)"/g)].map(([, id]) => id);
    const figures = ['loss', 'accuracy', 'final-loss', 'learning-rate', 'gradient-norms', 'confusion', 'mistakes'];
    expect(sections).to.deep.equal(['ranking', 'diverged', 'diagnosis', ...figures, 'settings']);
    expect(page).to.contain('415').and.to.contain('1 of 2');
  });

  it('has no identifier twice', () => {
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it('escapes everything that a user can name', () => {
    const evil = `"><script>alert('x')</script>&`;
    const units = sampleReport({labels: [evil], seeds: 1, epochs: 2, diverged: [`${evil}/1`]}).units;
    const text = renderReport({
      ...report,
      title: evil,
      command: evil,
      header: {[evil]: evil},
      units: units.map((unit) => ({...unit, config: {[evil]: evil}, divergence: {...unit.divergence!, reason: evil}})),
      classNames: Array.from({length: 10}, (_, index) => evil + index),
      predictions: {...report.predictions!, label: evil},
    });
    expect(text).to.contain('&lt;script&gt;alert');
    expect(text).not.to.contain('<script').and.not.to.contain('"><script');
  });

  it('is the same page for the same report', () => {
    expect(renderReport(report)).to.equal(page);
  });

  it('bears a report of nothing', () => {
    expect(renderReport({...report, units: [], predictions: null})).to.contain('Nothing was trained.');
  });
});

describe('the report in a browser', () => {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const quiet = ['background-networking', 'component-update', 'sync', 'gpu'].map((name) => `--disable-${name}`);
  let folder: string | undefined;
  let browser: Browser;

  before(async function () {
    this.timeout(60_000);
    if (!existsSync(executablePath)) {
      console.log(`    no browser at ${executablePath}: apt-get install chromium, or set CHROMIUM to the path of one`);
      this.skip();
    }
    folder = mkdtempSync(join(tmpdir(), 'report-page-'));
    writeFileSync(join(folder, 'report.html'), renderReport(report));
    browser = await chromium.launch({executablePath, args: ['--no-sandbox', '--no-first-run', ...quiet]});
  });

  after(async () => {
    if (folder === undefined) return;
    await browser.close();
    rmSync(folder, {recursive: true});
  });

  async function open(width: number) {
    const page = await browser.newPage({viewport: {width, height: 900}});
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => requests.push(request.url()));
    const address = pathToFileURL(join(folder!, 'report.html')).href;
    await page.goto(address);
    return {page, complaints, requests, address};
  }

  it('fetches nothing, complains of nothing and draws every figure', async () => {
    const {page, complaints, requests, address} = await open(1280);
    const boxes = await page.$$eval('figure svg[role=img]', (drawings) =>
      drawings.map((drawing) => {
        const marks = [...drawing.querySelectorAll('.role-mark path, .role-mark text, .mark-symbol path')];
        const seen = marks.map((mark) => mark.getBoundingClientRect()).filter(({width, height}) => width + height > 0);
        const {width, height} = drawing.getBoundingClientRect();
        return {width, height, marks: marks.length, seen: seen.length};
      }),
    );
    // loss 2, accuracy 2, final loss 1, learning rate 1, gradient norms 3, confusion matrix 1
    expect(boxes).to.have.length(10);
    for (const {width, height, marks, seen} of boxes) {
      expect(Math.min(width, height)).to.be.above(100);
      expect(seen).to.be.above(5);
      expect(seen).to.equal(marks);
    }
    const pictures = await page.$$eval('figure img', (images) =>
      images.map((image) => (image as HTMLImageElement).naturalWidth),
    );
    expect(pictures.length).to.be.above(20);
    expect(new Set(pictures)).to.deep.equal(new Set([8]));
    expect(complaints).to.deep.equal([]);
    expect(requests.filter((request) => !request.startsWith('data:'))).to.deep.equal([address]);
    await page.close();
  });

  it('cuts off no label of a figure', async () => {
    const {page} = await open(1280);
    const cut = await page.$$eval('figure svg[role=img]', (drawings) =>
      drawings.flatMap((drawing) => {
        const outer = drawing.getBoundingClientRect();
        return [...drawing.querySelectorAll('text')]
          .filter((text) => {
            const {left, right, top, bottom} = text.getBoundingClientRect();
            return left < outer.left - 1 || right > outer.right + 1 || top < outer.top - 1 || bottom > outer.bottom + 1;
          })
          .map((text) => text.textContent);
      }),
    );
    expect(cut).to.deep.equal([]);
    await page.close();
  });

  it('fits a narrow window without scrolling sideways', async () => {
    const {page} = await open(360);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(360);
    await page.close();
  });

  it('prints', async () => {
    const {page} = await open(1280);
    const pdf = await page.pdf({preferCSSPageSize: true});
    expect(pdf.subarray(0, 5).toString()).to.equal('%PDF-');
    expect(pdf.length).to.be.above(50_000);
    await page.close();
  });
});

describe('writeReport', () => {
  it('writes the page and a file for each figure', () => {
    inTemporaryFolder((root) => {
      const folder = createRunFolder({out: join(root, 'run'), command: 'mnist'});
      folder.release();
      const paths = writeReport(folder, sampleReport({labels: ['sgd', 'adam'], seeds: 1, epochs: 2}));
      expect(paths).to.have.length(8);
      expect(paths.every((path) => existsSync(path))).to.equal(true);
      expect(readFileSync(paths[0]!, 'utf8')).to.match(/^<!doctype html>/);
      expect(readdirSync(folder.path).sort()).to.deep.equal(['figures', 'report.html']);
      expect(readdirSync(folder.file('figures'))).to.include.members(['loss.svg', 'mistakes.svg']);
    });
  });
});
