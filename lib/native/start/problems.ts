import {realpathSync} from 'node:fs';
import {join} from 'node:path';
import {locatePackage} from './packages.ts';

export interface Problem {
  what: string;
  remedy: string;
}

/** The folders of `@tensorflow/tfjs` as seen from this package, from the working directory and from tfjs-node. */
function copiesOfTfjs(): string[] {
  const bases: (string | URL)[] = [import.meta.url, join(process.cwd(), 'package.json')];
  const node = locatePackage('@tensorflow/tfjs-node');
  if (node !== null) bases.push(join(node, 'package.json'));
  const folders = bases.map((base) => locatePackage('@tensorflow/tfjs', [base]));
  return [...new Set(folders.filter((folder) => folder !== null).map((folder) => realpathSync(folder)))];
}

/** Names what is wrong with the installed versions and the settings, each with its remedy. */
export function findProblems({
  versions,
  settings = {},
  copies = copiesOfTfjs(),
}: {
  versions: Record<string, string>;
  settings?: Record<string, string>;
  copies?: readonly string[];
}): Problem[] {
  const problems: Problem[] = [];
  const distinct = [...new Set(Object.values(versions))];
  if (distinct.length > 1) {
    const list = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
    problems.push({
      what: `the parts of TensorFlow.js have different versions: ${list.join(', ')}`,
      remedy: 'npm install @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-node@4.22.0',
    });
  }
  if (copies.length > 1) {
    problems.push({
      what: `there are ${copies.length} copies of @tensorflow/tfjs, which do not know each other's layers and optimizers: ${copies.join(', ')}`,
      remedy: 'npm dedupe',
    });
  }
  if (settings['TF_ENABLE_ONEDNN_OPTS'] === '0') {
    problems.push({
      what: 'TF_ENABLE_ONEDNN_OPTS=0 turns off the fast convolutions',
      remedy: 'unset TF_ENABLE_ONEDNN_OPTS',
    });
  }
  return problems;
}
