import {markup, type Markup} from '../html.ts';
import {stringifyJson} from '../../../lib/base/json.ts';
import {unitsByLabel} from '../labels.ts';
import {isScheduleConfig, scheduleText} from '../schedule-text.ts';
import type {RunUnit} from '../types.ts';

function show(value: unknown): string {
  if (isScheduleConfig(value)) return scheduleText(value);
  return typeof value === 'string'
    ? value
    : stringifyJson(value)
        .replaceAll('"', '')
        .replaceAll(/([,:])(?=\S)/g, '$1 ');
}

/** The configuration of every optimizer, as its first seed had it. */
export function settingsTable(units: readonly RunUnit[]): Markup {
  const rows = [...unitsByLabel(units)].map(([label, [unit]]) => {
    const entries = Object.entries(unit!.config).filter(([, value]) => value !== undefined);
    const settings = entries.map(
      ([name, value], index) => markup`${index > 0 && ', '}${name} <code>${show(value)}</code>`,
    );
    return markup`<tr>
      <th scope="row" class="left">${label}</th>
      <td class="left wrap">${settings}</td>
    </tr> `;
  });
  return markup`<table class="wide named">
    <thead>
      <tr>
        <th scope="col" class="left">optimizer</th>
        <th scope="col" class="left">settings</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}
