import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

/** A source of this package's own C++. */
export interface Part {
  readonly name: string;
  /** The file, which lies beside this one in the package as well. */
  readonly file: string;
  /** The compiler's flags for it. */
  readonly flags: readonly string[];
  /** Flags for tfjs-node's sources where the binding has it; null for what becomes an addon of its own. */
  readonly bindingFlags: readonly string[] | null;
  /** What is so without it, as half a sentence. */
  readonly without: string;
}

function source(name: string): string {
  return fileURLToPath(new URL(`./${name}.cc`, import.meta.url));
}

/** All parts; a binding works without each of them. */
export const parts: readonly Part[] = [
  {
    name: 'session-run',
    file: source('session-run'),
    flags: [],
    bindingFlags: ['-DTF_SessionRun=OptimSessionRun'],
    without: 'short graphs are handed to the threads of TensorFlow, which takes a tenth of a millisecond a call',
  },
  {
    name: 'shared-run',
    file: source('shared-run'),
    flags: ['-w'],
    bindingFlags: [],
    without: 'graphs of up to some twenty milliseconds wake the threads of TensorFlow for their operations',
  },
  {
    name: 'adam',
    file: source('adam'),
    // Roots and products as IEEE 754 has them, so that all machines agree.
    flags: ['-O3', '-w', '-fno-math-errno', '-ffp-contract=off'],
    bindingFlags: [],
    without: 'updates of Adam go over the memory three times, on one thread',
  },
  {
    name: 'relu',
    file: source('relu'),
    flags: ['-O3', '-w', '-fno-trapping-math', '-ffp-contract=off'],
    bindingFlags: [],
    without: 'relu takes a pass of its own in graphs, and its gradient several, so that NaN stays NaN',
  },
  {
    name: 'quiet',
    file: source('quiet'),
    flags: [],
    bindingFlags: null,
    without:
      'a signal such as Ctrl-C may crash a product that runs, and TensorFlow writes about oneDNN when it is loaded',
  },
];

/** A digest of all sources and their flags: a build of other ones is another build. */
export function sourcesDigest(sources: readonly Part[] = parts): string {
  const hash = createHash('sha256');
  for (const {name, file, flags, bindingFlags} of sources) {
    hash.update(JSON.stringify([name, flags, bindingFlags])).update(readFileSync(file));
  }
  return hash.digest('hex');
}
