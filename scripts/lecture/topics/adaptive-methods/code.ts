import {codeAdam} from './code-adam.ts';
import {codeAverages} from './code-averages.ts';
import {codeRates} from './code-rates.ts';
import {codeWorked} from './code-worked.ts';

/** Code of the items, by their names, with what it prints. */
export const code = {...codeRates, ...codeAverages, ...codeAdam, ...codeWorked};
