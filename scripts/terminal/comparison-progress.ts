import cliProgress from 'cli-progress';
import type {EpochRecord, EpochTimes} from '../../lib/training/index.ts';
import {cut, rowFormat} from './row-format.ts';
import {duration} from './style.ts';

/** What a comparison tells while it runs. */
export interface ComparisonProgress {
  epoch(label: string, which: string, record: EpochRecord, times: EpochTimes): void;
  /** A unit that needs no more training: finished, stopped, or found finished in the folder. */
  unitEnd(label: string, which: string, note: string): void;
  stop(): void;
}

const number = (value: number | null): string => (value === null ? '-' : value.toPrecision(4));
const percent = (value: number | null): string => (value === null ? '-' : `${(100 * value).toFixed(2)} %`);

const speed = (value: number): string => (value < 10 ? value.toPrecision(2) : value.toFixed(0));

function plainLines(epochs: number): ComparisonProgress {
  return {
    epoch: (label, which, record, times) =>
      console.error(
        `${label} ${which} epoch ${record.epoch}/${epochs}: train loss ${number(record.trainLoss)}, ` +
          `test loss ${number(record.testLoss)}, ` +
          (record.testAccuracy === null ? '' : `test accuracy ${percent(record.testAccuracy)}, `) +
          `${speed(times.updatesPerSecond)} updates/s`,
      ),
    unitEnd: (label, which, note) => {
      if (note !== '') console.error(`${label} ${which}: ${note}`);
    },
    stop: () => {},
  };
}

interface Row {
  readonly bar: cliProgress.SingleBar;
  finished: number;
}

function bars(labels: readonly string[], epochs: number, trainings: number): ComparisonProgress {
  const total = epochs * trainings;
  const {format, barsize, labelWidth, noteWidth} = rowFormat(process.stderr.columns || 80, labels, total);
  const multi = new cliProgress.MultiBar(
    {stream: process.stderr, hideCursor: true, clearOnComplete: false, format, barsize, gracefulExit: false},
    cliProgress.Presets.shades_classic,
  );
  const rows = new Map(
    labels.map((label) => {
      const payload = {label: cut(label, labelWidth).padEnd(labelWidth), loss: '-', accuracy: '-', note: ''};
      return [label, {bar: multi.create(total, 0, payload), finished: 0}] as [string, Row];
    }),
  );
  return {
    epoch: (label, _which, record, times) => {
      const {bar, finished} = rows.get(label)!;
      const left = (total - finished * epochs - record.epoch) * (times.seconds + times.evaluationSeconds);
      bar.update(finished * epochs + record.epoch, {
        loss: number(record.testLoss),
        accuracy: percent(record.testAccuracy),
        note: cut(left > 0 ? `${speed(times.updatesPerSecond)} updates/s, ${duration(left)} left` : '', noteWidth),
      });
    },
    unitEnd: (label, which, note) => {
      const row = rows.get(label)!;
      row.finished += 1;
      const words = trainings > 1 ? `${which} ${note}` : note;
      row.bar.update(row.finished * epochs, note === '' ? {} : {note: cut(words, noteWidth)});
    },
    stop: () => multi.stop(),
  };
}

/** Live bars on a terminal, one line an epoch elsewhere, nothing when quiet; always on standard error. */
export function comparisonProgress(
  labels: readonly string[],
  {epochs, trainings, quiet}: {epochs: number; trainings: number; quiet: boolean},
): ComparisonProgress {
  if (quiet) return {epoch: () => {}, unitEnd: () => {}, stop: () => {}};
  const terminal = process.stderr.isTTY && process.env['TERM'] !== 'dumb';
  return terminal ? bars(labels, epochs, trainings) : plainLines(epochs);
}
