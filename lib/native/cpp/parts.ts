import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {loopFile} from './loop-code.ts';

/** A source of this package's own C++. */
export interface Part {
  readonly name: string;
  /** What the compiler gets. */
  readonly source: () => string;
  /** The compiler's flags for it. */
  readonly flags: readonly string[];
  /** Flags for tfjs-node's sources where the binding has it; null for what becomes an addon of its own. */
  readonly bindingFlags: readonly string[] | null;
  /** What is so without it, as half a sentence. */
  readonly without: string;
}

/** A file beside this one, in the package as well. */
const beside = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));

const file = (name: string) => (): string => readFileSync(beside(`${name}.cc`), 'utf8');

/** A source with its own header in it, so that it is one file for the compiler. */
const withHeader = (name: string, header: string) => (): string =>
  file(name)().replace(`#include "${header}"\n`, () => readFileSync(beside(header), 'utf8'));

/** The passes over memory of all rules, as texts, a line each; `npm run passes` makes them of the equations. */
export const rulePassesFile = beside('rule-passes.txt');

/** Roots and products as IEEE 754 has them, so that all machines and all ways agree. */
const ieee = ['-O3', '-w', '-fno-math-errno', '-fno-trapping-math', '-ffp-contract=off'];

/** The files of which the parts are made, which a package has to hold. */
export function sourceFiles(): string[] {
  return readdirSync(beside('.')).filter((name) => /\.(cc|h|txt)$/.test(name));
}

/** All parts; a binding works without each of them. */
export const parts: readonly Part[] = [
  {
    name: 'session-run',
    source: file('session-run'),
    flags: [],
    bindingFlags: ['-DTF_SessionRun=OptimSessionRun'],
    without: 'short graphs are handed to the threads of TensorFlow, which takes a tenth of a millisecond a call',
  },
  {
    name: 'shared-run',
    source: file('shared-run'),
    flags: ['-w'],
    bindingFlags: [],
    without: 'graphs of up to some twenty milliseconds wake the threads of TensorFlow for their operations',
  },
  {
    name: 'update',
    source: withHeader('update', 'program.h'),
    flags: ieee,
    bindingFlags: [],
    without: 'updates of optimizers go over the memory once for each operation of their equations',
  },
  {
    name: 'rule-loops',
    source: () => loopFile(readFileSync(rulePassesFile, 'utf8').trim().split('\n')),
    flags: ieee,
    bindingFlags: [],
    without: 'updates of optimizers are interpreted, which takes twice as long where all of it is in the cache',
  },
  {
    name: 'relu',
    source: file('relu'),
    flags: ['-O3', '-w', '-fno-trapping-math', '-ffp-contract=off'],
    bindingFlags: [],
    without: 'relu takes a pass of its own in graphs, and its gradient several, so that NaN stays NaN',
  },
  {
    name: 'quiet',
    source: file('quiet'),
    flags: [],
    bindingFlags: null,
    without:
      'a signal such as Ctrl-C may crash a product that runs, and TensorFlow writes about oneDNN when it is loaded',
  },
];

/** A digest of all sources and their flags: a build of other ones is another build. */
export function sourcesDigest(sources: readonly Part[] = parts): string {
  const hash = createHash('sha256');
  for (const {name, source: text, flags, bindingFlags} of sources) {
    hash.update(JSON.stringify([name, flags, bindingFlags])).update(text());
  }
  return hash.digest('hex');
}
