import {findingsOf, problemName} from '../findings.ts';
import {markup, type Markup} from '../html.ts';
import type {RunUnit} from '../types.ts';

/** What looks wrong with the runs and by which numbers, one line a finding; a sentence where nothing does. */
export function diagnosis(units: readonly RunUnit[]): Markup {
  const findings = findingsOf(units);
  if (findings.length === 0) {
    return markup`<p>
      Nothing found: no run diverged, stood still, or showed vanishing or exploding gradients or dying ReLUs.
    </p>`;
  }
  const several = new Set(units.map(({seed}) => seed)).size > 1;
  const lines = findings.map(({label, seeds, finding}) => {
    const which = several ? ` (seed${seeds.length === 1 ? '' : 's'} ${seeds.join(', ')})` : '';
    return markup`<li><strong>${label}</strong>${which}: ${problemName(finding)}: ${finding.evidence}. To try: ${finding.advice}.</li>\n`;
  });
  return markup`<p>Found by rules of thumb, so hints where to look:</p>
    <ul class="findings">
      ${lines}
    </ul>`;
}
