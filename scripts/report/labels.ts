import type {RunUnit} from './types.ts';

/** Every label once, in the order in which the units bring them; figures give colours in this order. */
export function labelsOf(units: readonly RunUnit[]): string[] {
  return [...new Set(units.map((unit) => unit.label))];
}

/** The units of each label. */
export function unitsByLabel(units: readonly RunUnit[]): Map<string, RunUnit[]> {
  return new Map(labelsOf(units).map((label) => [label, units.filter((unit) => unit.label === label)]));
}
