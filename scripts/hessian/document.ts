import {curvatureVerdict} from '../report/curvature/curvature-verdict.ts';
import type {CurvatureRecord} from '../report/curvature/record.ts';
import type {Ending} from '../run/flow.ts';
import {printPaths} from '../run/print-result.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import {lastRecords} from '../report/sections/curvature-words.ts';
import {printable} from '../terminal/printable.ts';
import {wrap} from '../terminal/wrap.ts';

/** The document of `--json`: every moment with its numbers, without the curves of the densities, which are in curvature.jsonl. */
export function curvatureDocument(out: string, records: readonly CurvatureRecord[]): object {
  return {
    out,
    moments: records.map(({key: _key, density, ...record}) => ({
      ...record,
      negativeMass: density?.hessian.negativeMass ?? null,
      verdict: curvatureVerdict({key: _key, ...record, ...(density && {density})}),
    })),
  };
}

/** How probes are told: the document with all moments, or words and where everything is, the page with it. */
export function foundEnding(folder: RunFolder, records: readonly CurvatureRecord[], page: string): Ending {
  const paths = {report: page, curvature: folder.file('curvature.jsonl'), figures: folder.file('figures')};
  return {document: curvatureDocument(folder.path, records), print: () => printCurvature(records, paths)};
}

/** Prints what was found at the last moment of each label, and where everything is. */
function printCurvature(records: readonly CurvatureRecord[], paths: Readonly<Record<string, string>>): void {
  const width = process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY;
  for (const record of lastRecords(records)) {
    const when = record.epoch === null ? '' : `, epoch ${Number(record.epoch.toFixed(2))}`;
    const seed = record.seed === null ? '' : `, seed ${record.seed}`;
    console.log(
      `\n${printable(record.label)}${seed}${when}, loss ${record.loss.toPrecision(4)} (mean over ${record.examples} examples)`,
    );
    for (const line of curvatureVerdict(record)) console.log(wrap(`- ${line}`, width, 2));
  }
  console.log('');
  printPaths(paths, 9);
}
