import cliProgress from 'cli-progress';
import {choice, flag, readValues} from '../arguments/command-options.ts';
import {ArgumentReader} from '../arguments/reader.ts';
import type {Command} from '../command.ts';

const options = {
  dataset: choice({describe: 'mnist or fashion', choices: ['mnist', 'fashion'], default: 'mnist'}),
  quiet: flag({describe: 'no progress'}),
};

/** A bar for the file under way on a terminal, one line a finished file elsewhere. */
function progress(quiet: boolean): {
  report: (file: string, received: number, total: number | null) => void;
  stop: () => void;
} {
  if (quiet) return {report: () => {}, stop: () => {}};
  if (!process.stderr.isTTY) {
    return {
      report: (file, received, total) => {
        if (received === total) console.error(`${file}: ${received} bytes`);
      },
      stop: () => {},
    };
  }
  const bars = new cliProgress.MultiBar(
    {stream: process.stderr, format: '{file} {bar} {percentage} %  {value}/{total} bytes', gracefulExit: false},
    cliProgress.Presets.shades_classic,
  );
  const rows = new Map<string, cliProgress.SingleBar>();
  return {
    report: (file, received, total) => {
      let row = rows.get(file);
      if (!row) rows.set(file, (row = bars.create(total ?? received, 0, {file: file.padEnd(28)})));
      row.setTotal(total ?? received);
      row.update(received);
    },
    stop: () => bars.stop(),
  };
}

/** `tfjs-optim download`: the four files of a data set, verified, in the cache. */
export const download: Command = {
  usage: 'tfjs-optim download [options]',
  summary: 'Fetches the full MNIST or Fashion-MNIST files into the cache and verifies them; resumes what was cut off.',
  options,
  examples: [
    ['tfjs-optim download', 'MNIST'],
    ['tfjs-optim download --dataset fashion', 'Fashion-MNIST'],
  ],
  async run(written, words, {signal}) {
    const read = new ArgumentReader(written, options);
    const {dataset, quiet} = await readValues(read, options);
    read.noWords(words);
    read.finish();
    const {downloadMnist} = await import('../../lib/data/files/index.ts');
    const bars = progress(quiet);
    try {
      const {dir, fetched} = await downloadMnist({dataset, signal, onProgress: bars.report});
      bars.stop();
      console.log(
        `${dir} (${fetched.length === 0 ? 'was there already' : `${fetched.length} files fetched`}, verified)`,
      );
      const flags = dataset === 'mnist' ? '--data download' : '--data download --dataset fashion';
      console.log(`Use it with: tfjs-optim mnist ${flags}`);
      return 0;
    } catch (error) {
      bars.stop();
      if (!signal.aborted) throw error;
      console.error('Interrupted; the same command continues where it stopped.');
      return 130;
    }
  },
};
