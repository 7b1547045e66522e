import type {CurvatureRecord} from '../curvature/record.ts';
import {curvatureVerdict} from '../curvature/curvature-verdict.ts';
import {curvatureAlongFigure} from '../figures/curvature-along.ts';
import {spectrumFigure} from '../figures/spectrum.ts';
import {markup, type Markup} from '../html.ts';
import type {Figure} from '../types.ts';

/** The last record of every label and seed. */
export function lastRecords(records: readonly CurvatureRecord[]): CurvatureRecord[] {
  return [...new Map(records.map((record) => [JSON.stringify([record.label, record.seed]), record])).values()];
}

/** The figures that the records of curvature allow. */
export const curvatureFigures = (records: readonly CurvatureRecord[]): Figure[] =>
  [spectrumFigure(records), curvatureAlongFigure(records)].filter((figure) => figure !== null);

/** What the curvature of every label is at the last moment that was probed, in words. */
export function curvatureSection(records: readonly CurvatureRecord[]): Markup {
  return markup`${lastRecords(records).map((record) => {
    const when = record.epoch === null ? '' : `, after ${Number(record.epoch.toFixed(2))} epochs`;
    const seed = record.seed === null ? '' : `, seed ${record.seed}`;
    const lines = curvatureVerdict(record).map((line) => markup`<li>${line}</li>`);
    return markup`<h3>${record.label}${seed}${when}</h3>
      <ul class="findings">
        ${lines}
      </ul> `;
  })}`;
}
