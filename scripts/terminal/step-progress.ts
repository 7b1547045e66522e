import cliProgress from 'cli-progress';
import {cut} from './row-format.ts';
import {duration} from './style.ts';

/** Tells how many of the steps of a command are done, and how long the rest will take. */
export interface StepProgress {
  step(done: number, what: string): void;
  stop(): void;
}

/**
 * A live bar on a terminal, a line now and then elsewhere, nothing when quiet; always on standard error.
 *
 * @param total steps
 * @param begun steps that were done before, which took no time
 * @param started when the first step began, in milliseconds
 * @param isEven whether the steps take about the same time: else the time that is left is not told, as it would be wrong
 * @param every seconds between two lines where there is no terminal
 */
export function stepProgress(
  total: number,
  {
    quiet,
    begun = 0,
    isEven = true,
    every = 0,
    started = performance.now(),
  }: {quiet: boolean; begun?: number; isEven?: boolean; every?: number; started?: number},
): StepProgress {
  if (quiet) return {step: () => {}, stop: () => {}};
  let spoken = started;
  const left = (done: number): string => {
    if (!isEven || done <= begun || done >= total) return '';
    const seconds = ((performance.now() - started) / 1000 / (done - begun)) * (total - done);
    return `${duration(seconds)} left`;
  };
  if (!process.stderr.isTTY || process.env['TERM'] === 'dumb') {
    return {
      step(done, what) {
        const now = performance.now();
        if (done < total && now - spoken < 1000 * every) return;
        spoken = now;
        const rest = left(done);
        console.error(`${done}/${total} ${what}${rest === '' ? '' : `, ${rest}`}`);
      },
      stop: () => {},
    };
  }
  const columns = process.stderr.columns || 80;
  const bar = new cliProgress.SingleBar(
    {
      stream: process.stderr,
      hideCursor: true,
      format: '{bar} {value}/{total}  {note}',
      barsize: 20,
      gracefulExit: false,
    },
    cliProgress.Presets.shades_classic,
  );
  bar.start(total, begun, {note: ''});
  const room = Math.max(0, columns - 26 - 2 * String(total).length);
  return {
    step: (done, what) => bar.update(done, {note: cut([what, left(done)].filter(Boolean).join('  '), room)}),
    stop: () => bar.stop(),
  };
}
