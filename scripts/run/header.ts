import * as tf from '@tensorflow/tfjs';
import {packageVersion} from '../package-version.ts';
import {printable} from '../terminal/printable.ts';
import {style} from '../terminal/style.ts';
import {wrap} from '../terminal/wrap.ts';

/** Name and value of what is told of a run. */
export type Facts = Readonly<Record<string, string>>;

/** The versions that a run depends on. */
export const versionFact = (): Facts => ({
  'tfjs-optim': `${packageVersion}, TensorFlow.js ${tf.version.tfjs}, Node ${process.versions.node}`,
});

/** Prints facts on standard error, one a line, long ones broken to the width of the terminal. */
export function printFacts(facts: Facts): void {
  const columns = process.stderr.isTTY ? process.stderr.columns : Number.POSITIVE_INFINITY;
  for (const [fact, value] of Object.entries(facts))
    console.error(`${style(fact.padEnd(11), 'bold', process.stderr)} ${wrap(printable(value), columns, 12)}`);
}
