import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {RunFolder} from '../../../../scripts/run/folder/run-folder.ts';
import {pathTable} from '../../../../scripts/report/surfaces/path-table.ts';
import {interactiveSurface} from '../../../../scripts/report/surfaces/interactive.ts';
import {pathsFigure} from '../../../../scripts/report/surfaces/paths-figure.ts';
import {renderStudyPage, writeStudyPage} from '../../../../scripts/report/surfaces/study-page.ts';

const figure = pathsFigure({
  name: 'paths',
  title: 'Paths',
  explanation: 'Look.',
  labels: ['sgd'],
  ends: [],
  lines: {solid: 'a', dashed: 'b'},
  rows: [
    {
      title: 'Row',
      loss: [
        {
          label: 'sgd',
          seed: 1,
          line: 'solid',
          points: [
            {alpha: 0, value: 1},
            {alpha: 1, value: 0},
          ],
        },
      ],
      accuracy: [],
    },
  ],
})!;

const table = pathTable([
  {
    label: 'sgd <1>',
    begins: 'start',
    seed: '1',
    monotone: false,
    largestBump: 0.25,
    localConvexity: 0.5,
    globalConvexity: 1,
    barrier: 0.125,
    argmin: null,
    distance: Infinity,
    gaussLength: null,
  },
]);

const page = () => ({
  title: 'A <title>',
  result: 'monotone: 1 of 1',
  command: "tfjs-optim interpolate --out '<x>'",
  header: {data: 'digits'},
  figures: [figure],
  sections: [{id: 'measures', title: 'Measures', content: table}],
});

describe('renderStudyPage', () => {
  it('has the result, the command, figures, sections and links to them, escaped', () => {
    const html = renderStudyPage(page());
    expect(html)
      .to.match(/<h1>A &lt;title&gt;<\/h1>/)
      .and.to.contain('monotone: 1 of 1');
    expect(html).to.contain('--out &#39;&lt;x&gt;&#39;').and.to.contain('sgd &lt;1&gt;');
    for (const id of ['paths', 'measures']) expect(html).to.contain(`href="#${id}"`).and.to.contain(`id="${id}"`);
    expect(html)
      .to.match(/class="bad">\s*no/)
      .and.to.contain('0.25')
      .and.to.contain('0.125');
    expect(html).not.to.match(/(src|href)="http/);
  });

  it('is written with its figures', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-page-'));
    const written = writeStudyPage(new RunFolder(folder), page());
    expect(written).to.deep.equal([join(folder, 'report.html'), join(folder, 'figures', 'paths.svg')]);
    expect(written.every((path) => existsSync(path))).to.equal(true);
    rmSync(folder, {recursive: true});
  });
});

describe('interactiveSurface', () => {
  it('has its library and its numbers inside, holes where a loss is not finite, and no way out of its script', () => {
    const html = String(
      interactiveSurface({
        x: [0, 1],
        y: [0, 1],
        loss: [
          [1, NaN],
          [Infinity, 2],
        ],
        xTitle: '</script><b>',
        yTitle: 'y',
        isLog: true,
        trajectory: [{x: 0, y: 0, loss: 1}],
      }),
    );
    expect(html.length).to.be.greaterThan(1e6);
    expect(html).to.contain('"z":[[1,null],[null,2]]');
    expect(html.match(/<\/script>/g)).to.have.length(2);
  });
});
