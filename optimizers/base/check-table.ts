import type {OptionTable} from './rule-options.ts';

/** @throws TypeError for what is no table of options */
export function checkTable(owner: string, table: OptionTable): void {
  for (const [name, entry] of Object.entries(
    table as Readonly<Record<string, Partial<OptionTable[string]> | undefined>>,
  )) {
    if (typeof entry?.read === 'function') continue;
    throw new TypeError(
      `${owner}: the option "${name}" of the table must be made by ruleNumber, decayOption, flagOption or choiceOption, ` +
        'within ruleOptions({...})',
    );
  }
}
