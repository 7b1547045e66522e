import {codeIdeas} from './code-ideas.ts';
import {codeValley} from './code-valley.ts';
import {codeWorked} from './code-worked.ts';

/** Code of the items, by their names, with what it prints. */
export const code = {...codeIdeas, ...codeValley, ...codeWorked};
