import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect} from 'chai';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
  'examples/README.md',
];

/** What GitHub calls a heading in an address. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

describe('the pages of the project', () => {
  for (const page of pages) {
    it(`${page} links to what is there`, () => {
      const text = readFileSync(join(root, page), 'utf8');
      const broken = Array.from(text.matchAll(/\]\((?!https?:)([^)\s]*)\)/g), ([, link]) => link!).filter((link) => {
        const [path, section] = link.split('#') as [string, string?];
        const file = path === '' ? join(root, page) : join(root, dirname(page), path);
        if (!existsSync(file)) return true;
        if (section === undefined) return false;
        const headings = Array.from(readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm), ([, heading]) =>
          anchor(heading!),
        );
        return !headings.includes(section);
      });
      expect(broken).to.deep.equal([]);
    });

    it(`${page} names files and folders that are there`, () => {
      // A changelog speaks of what was, and capitals are for the reader to fill in.
      const text = page === 'CHANGELOG.md' ? '' : readFileSync(join(root, page), 'utf8');
      const named = text.matchAll(
        /(?<![\w/.-])(?:bench|examples|lib|optimizers|schedules|scripts|spec)\/[\w./-]*[\w/]/g,
      );
      const absent = Array.from(named, ([path]) => path).filter(
        (path) => !/\b[A-Z]+\b/.test(path) && !existsSync(join(root, path)),
      );
      expect(absent).to.deep.equal([]);
    });
  }
});
