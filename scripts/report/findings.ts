import {diagnose, type Finding} from '../../lib/training/index.ts';
import type {RunUnit} from './types.ts';

/** One problem of an optimizer, on all the seeds that show it. */
export interface LabelledFinding {
  readonly label: string;
  readonly seeds: readonly number[];
  /** As the first of these seeds shows it. */
  readonly finding: Finding;
}

/** The problem in words: "vanishing gradients" of 'vanishingGradients'. */
export function problemName({problem}: Finding): string {
  const words = {
    divergence: 'divergence',
    explodingGradients: 'exploding gradients',
    vanishingGradients: 'vanishing gradients',
    dyingRelus: 'dying ReLUs',
    stagnation: 'stagnation',
    plateau: 'plateau',
  } as const;
  return words[problem];
}

/**
 * What `diagnose` finds in the units of a run, once for each label and problem.
 *
 * @param units every optimizer and seed of the run
 * @returns in the order of the units
 */
export function findingsOf(units: readonly RunUnit[]): LabelledFinding[] {
  const found = new Map<string, {label: string; seeds: number[]; finding: Finding}>();
  for (const {label, seed, history, divergence} of units) {
    for (const finding of diagnose({history: [...history], divergence})) {
      const key = JSON.stringify([label, finding.problem]);
      const known = found.get(key);
      if (known) known.seeds.push(seed);
      else found.set(key, {label, seeds: [seed], finding});
    }
  }
  return [...found.values()];
}
