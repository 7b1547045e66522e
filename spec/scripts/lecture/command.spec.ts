import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {verdicts} from '../../../scripts/lecture/frame/topic.ts';
import {topics} from '../../../scripts/lecture/topics/index.ts';
import {run, start} from '../support/run.ts';

/** How many ids each topic of the notes has. */
const ids = [5, 2, 8, 3, 7, 7, 7, 8, 1, 5, 5, 4, 4, 2, 1, 2, 3, 2];

interface Document {
  out: string;
  topics: {
    topic: number;
    title: string;
    seconds: number;
    items: {id: string; statement: string; verdict: string; values: Record<string, unknown>; seconds: number}[];
  }[];
}

describe('tfjs-optim lecture', () => {
  let folder: string;
  const at = (...names: string[]) => join(folder, ...names);
  const metrics = (name: string) => readFileSync(at(name, 'metrics.jsonl'), 'utf8');
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-lecture-'));
  });
  after(() => rmSync(folder, {recursive: true}));

  it('has an item for every id of the notes, with names and exercises of their own', () => {
    const wanted = ids.flatMap((count, i) => Array.from({length: count}, (_, j) => `L${i + 1}.${j + 1}`));
    const items = topics.flatMap((topic) => topic.items);
    expect([...new Set(items.map(({id}) => id))]).to.have.members(wanted);
    expect(topics.map(({number}) => number)).to.deep.equal(ids.map((_, i) => i + 1));
    const exercises = topics.flatMap((topic) => topic.exercises.map(({name}) => name));
    expect(new Set(exercises).size).to.equal(exercises.length);
  });

  it('lists the topics, in words and as a document', async () => {
    const {result, out} = await run('lecture', 'list');
    expect(result).to.equal(0);
    expect(out.join('\n')).to.match(
      / 9 {2}Conjugate gradient {2}conjugate-gradient\n {4}L9\.1 +Steepest descent goes in zigzag/,
    );
    // Alone it does as its help says.
    expect(await run('lecture')).to.deep.equal({result, out, err: []});
    expect((await run('lecture', '--help')).out.join('\n')).to.match(
      /Alone it\s+lists them[^]*default: none: lists the topics/,
    );
    const json = await run('lecture', 'list', '--json');
    const document = JSON.parse(json.out.join('\n')) as {topics: {topic: number; items: {id: string}[]}[]};
    expect(document.topics[8]!.items.map(({id}) => id)).to.deep.equal(['L9.1', 'L9.1', 'L9.1', 'L9.1']);
  });

  it('carries a topic out, prints one document and writes a site whose links hold', async () => {
    const before = tf.memory().numTensors;
    const words = ['conjugate-gradient', 'L3.1', '--quick', '--json', '--out', at('two')];
    const {result, out, err} = await run('lecture', ...words);
    expect(result, err.join('\n')).to.equal(0);
    expect(tf.memory().numTensors).to.equal(before);
    const {out: path, topics: shown} = JSON.parse(out.join('\n')) as Document;
    expect(path).to.equal(at('two'));
    expect(shown.map(({topic}) => topic)).to.deep.equal([3, 9]);
    for (const {items, seconds} of shown) {
      expect(seconds).to.be.at.least(0);
      for (const {verdict, values, statement} of items) {
        expect(verdicts).to.include(verdict);
        expect(Object.keys(values)).to.not.be.empty;
        expect(statement).to.not.equal('');
      }
    }
    expect(shown[1]!.items[1]).to.deep.include({id: 'L9.1', verdict: 'exact'});
    const pages = ['report.html', 'topics/03-gradient-descent.html', 'topics/09-conjugate-gradient.html'];
    expect(readdirSync(at('two', 'topics'))).to.have.length(2);
    for (const page of pages) {
      const html = readFileSync(at('two', page), 'utf8');
      expect(html).to.not.match(/(?:src|href)="https?:/);
      for (const [, href = ''] of html.matchAll(/href="([^"]+)"/g)) {
        if (href.startsWith('data:')) continue;
        const [file = '', anchor] = href.split('#');
        const target = file === '' ? at('two', page) : resolve(dirname(at('two', page)), file);
        expect(existsSync(target), `${page}: ${href}`).to.equal(true);
        if (anchor !== undefined) expect(readFileSync(target, 'utf8'), href).to.contain(` id="${anchor}"`);
      }
    }
    const page = readFileSync(at('two', pages[2]!), 'utf8');
    // The id is that of four items, so that the command of one names it.
    expect(page).to.contain('tfjs-optim lecture L9.1-two-steps --quick</code>');
    expect(page).to.contain('steps to thousandth').and.not.contain('stepsToThousandth');
    const one = await run('lecture', 'l9.1-two-steps', '--quick', '--json', '--out', at('one'));
    const [{items}] = (JSON.parse(one.out.join('\n')) as Document).topics as [Document['topics'][0]];
    expect(items.map(({statement}) => statement)).to.deep.equal([shown[1]!.items[1]!.statement]);
  });

  it('measures again what was kept without a value that the page shows', async () => {
    expect((await run('lecture', 'L9.1-zigzag', '--quick', '--quiet', '--out', at('old'))).result).to.equal(0);
    const now = metrics('old');
    writeFileSync(at('old', 'metrics.jsonl'), now.replace('"stepsToThousandth"', '"stepsOnce"'));
    const again = await run('lecture', '--resume', at('old'), '--quiet');
    expect(again.result, again.err.join('\n')).to.equal(0);
    const page = readFileSync(at('old', 'topics', '09-conjugate-gradient.html'), 'utf8');
    expect(page.replace(/<script>[^]*?<\/script>/g, '')).to.not.contain('undefined');
    expect(metrics('old').trimEnd().split('\n').at(-1)).to.equal(now.trimEnd().split('\n').at(-1));
  });

  it('gives the same values for the same seed, and others for another', async () => {
    const words = (seed: string, name: string) => [
      'lecture',
      'L9.1',
      '--quick',
      '--seed',
      seed,
      '--quiet',
      '--out',
      at(name),
    ];
    for (const [seed, name] of [
      ['1', 'a'],
      ['1', 'b'],
      ['2', 'c'],
    ] as const)
      expect((await run(...words(seed, name))).result).to.equal(0);
    expect(metrics('a')).to.equal(metrics('b'));
    const values = (name: string) =>
      metrics(name)
        .split('\n')
        .map((line) => line.replace(/"key":"\w+"/, ''));
    expect(values('a')).to.not.deep.equal(values('c'));
  });

  it('goes on after SIGKILL as if nothing had been', async function () {
    const words = ['lecture', '9', 'L3.1', '--quick', '--quiet', '--out'];
    expect((await run(...words, at('whole'))).result).to.equal(0);
    const child = start([...words, at('killed')], {cwd: folder});
    const isBegun = () => existsSync(at('killed', 'metrics.jsonl')) && metrics('killed').includes('\n');
    while (!isBegun() && child.process.exitCode === null) await new Promise((done) => setTimeout(done, 5));
    child.process.kill('SIGKILL');
    await child.ended;
    const again = await run('lecture', '--resume', at('killed'), '--quiet');
    expect(again.result, again.err.join('\n')).to.equal(0);
    expect(metrics('killed')).to.equal(metrics('whole'));
    const other = await run('lecture', '--resume', at('killed'), '--seed', '3');
    expect(other.err[0]).to.match(/--seed 3: this run was started with 1/);
    const seeds = await run('lecture', '--resume', at('killed'), '--seeds', '5');
    expect(seeds.err[0]).to.match(/--seeds 5: this run was started with own/);
    const sizes = await run('lecture', '--resume', at('killed'), '--quick', '--quiet');
    expect(sizes.result).to.equal(0);
  });

  it('refuses what is not there, by name, without a folder', async () => {
    const cases: [words: string[], message: RegExp][] = [
      [['--quick'], /^✖ lecture: name what to show: all, a topic/],
      [['L9.1-zigzags'], /no topic or item "L9\.1-zigzags"/],
      [['momentun'], /no topic or item "momentun"; did you mean "momentum"\? \(give a number from 1 to 18/],
      [['L9.2', '19'], /no topic or item "L9\.2"/],
      [['9', '--topics', '3'], /--topics says what to show; leave 9 out/],
      [['--topics', '9,9x'], /no topic or item "9x"/],
      [['9', '--seeds', '0'], /--seeds must be a whole number of at least 1/],
      [['list', 'more'], /unexpected word "more"/],
      [['list', '--seeds', '3'], /^✖ lecture list: --seeds has no meaning here/],
      [['check', 'answers.json', '--quick'], /^✖ lecture check: --quick has no meaning here/],
    ];
    for (const [words, message] of cases) {
      const {result, out, err} = await run(
        'lecture',
        ...words,
        ...(words[0] === 'list' || words[0] === 'check' ? [] : ['--out', at('none')]),
      );
      expect({result, out}, words.join(' ')).to.deep.equal({result: 2, out: []});
      expect(err[0]).to.match(message);
    }
    expect(existsSync(at('none'))).to.equal(false);
    writeFileSync(at('options.json'), JSON.stringify({topics: 'L9.1', quick: true}));
    const {result, err} = await run(
      'lecture',
      'L3.1',
      '--config',
      at('options.json'),
      '--out',
      at('config'),
      '--quiet',
    );
    expect(result, err.join('\n')).to.equal(0);
    // Words go before the file; the configuration of a run is such a file.
    expect(readdirSync(at('config', 'topics'))).to.deep.equal(['03-gradient-descent.html']);
    const config = at('config', 'config.json');
    const again = await run('lecture', '--config', config, '--out', at('again'), '--quiet');
    expect(again.result, again.err.join('\n')).to.equal(0);
    writeFileSync(at('wrong.json'), JSON.stringify({topics: ['L9.1']}));
    const wrong = await run('lecture', '--config', at('wrong.json'));
    expect(wrong.err[0]).to.match(/topics must be a text/);
  });
});
