import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {expect} from 'chai';
import {chosenFiles} from './chosen-files.ts';

describe('what npm run mutate takes', () => {
  let root: string;

  before(() => {
    root = mkdtempSync(join(tmpdir(), 'chosen-files-'));
    for (const file of [
      'lib/trees/oak.ts',
      'lib/trees/elm/leaf.ts',
      'lib/trees/elm/leaf.json',
      'lib/stones.ts',
      'spec/lib/trees/oak.spec.ts',
      'spec/lib/trees/elm/leaf.spec.ts',
      'spec/lib/trees/forest.ts',
      'spec/lib/all.spec.ts',
      'spec/elsewhere/season.spec.ts',
    ]) {
      mkdirSync(dirname(join(root, file)), {recursive: true});
      writeFileSync(join(root, file), '');
    }
  });

  after(() => rmSync(root, {recursive: true}));

  it('of a folder are its sources, the specs of its name and those of the folders above', () => {
    expect(chosenFiles(root, ['lib/trees/'])).to.deep.equal({
      sources: ['lib/trees/elm/leaf.ts', 'lib/trees/oak.ts'],
      specs: ['spec/lib/all.spec.ts', 'spec/lib/trees/elm/leaf.spec.ts', 'spec/lib/trees/oak.spec.ts'],
    });
  });

  it('of a file are the file, its spec and the suites above', () => {
    expect(chosenFiles(root, ['lib/trees/elm/leaf.ts'])).to.deep.equal({
      sources: ['lib/trees/elm/leaf.ts'],
      specs: ['spec/lib/all.spec.ts', 'spec/lib/trees/elm/leaf.spec.ts', 'spec/lib/trees/oak.spec.ts'],
    });
  });

  it('are also specs that are named', () => {
    expect(chosenFiles(root, ['./lib/stones.ts', 'spec/elsewhere'])).to.deep.equal({
      sources: ['lib/stones.ts'],
      specs: ['spec/elsewhere/season.spec.ts', 'spec/lib/all.spec.ts'],
    });
  });

  it('is refused where there is nothing to mutate or to notice it', () => {
    expect(() => chosenFiles(root, ['lib/tree'])).to.throw(RangeError, /^there is no lib\/tree; give/);
    expect(() => chosenFiles(root, ['spec/lib'])).to.throw(RangeError, /^nothing to mutate; give/);
    expect(() => chosenFiles(root, [])).to.throw(RangeError, /^nothing to mutate; give/);
    rmSync(join(root, 'spec/lib/all.spec.ts'));
    expect(() => chosenFiles(root, ['lib/stones.ts'])).to.throw(RangeError, /^no spec of the name of lib\/stones\.ts;/);
  });
});
