import {execFile} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {expect} from 'chai';
import {topics} from '../../../scripts/lecture/topics/index.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Runs modules one after the other in a program of its own, and prints what each of them printed. */
const runner = `
const printed = {};
for (const name of process.argv.slice(2)) {
  const lines = [];
  console.log = (...words) => lines.push(words.join(' '));
  try {
    await import(name);
  } catch (error) {
    lines.push(String(error.stack));
  }
  printed[name] = lines.join('\\n');
}
process.stdout.write(JSON.stringify(printed));
`;

const items = topics.flatMap((topic) =>
  topic.items.map((item) => ({...item, key: `./${topic.name}-${item.name}.mjs`})),
);

describe('the code on the pages of the lecture', () => {
  let folder: string;
  let printed: Record<string, string>;

  before('runs all of it', async function () {
    this.timeout(180_000);
    if (!existsSync(join(root, 'dist/index.js')))
      throw new Error('there is no dist/; run npm run build, then the tests');
    // Inside of the package, so that its name leads to what was built.
    folder = mkdtempSync(join(root, '.lecture-code-'));
    for (const {key, code} of items) writeFileSync(join(folder, key), code);
    writeFileSync(join(folder, 'run.mjs'), runner);
    const {stdout} = await promisify(execFile)(process.execPath, ['run.mjs', ...items.map(({key}) => key)], {
      cwd: folder,
      maxBuffer: 1e8,
    });
    printed = JSON.parse(stdout) as Record<string, string>;
  });

  after(() => rmSync(folder, {recursive: true, force: true}));

  for (const {id, name, key, code, prints} of items) {
    it(`${id} ${name} prints what the page says`, () => {
      expect(printed[key]).to.equal(prints);
      expect(code.split('\n').length).to.be.at.most(20);
      expect(Math.max(...code.split('\n').map((line) => line.length))).to.be.at.most(110);
    });
  }
});
