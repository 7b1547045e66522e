import {checkChoices, show} from '../../../lib/base/arguments.ts';
import {option} from '../../../lib/base/options.ts';
import {lineSearchCatalogue} from './catalogue.ts';
import type {LineSearch, LineSearchConfig} from './line.ts';

/**
 * The search that a configuration describes.
 *
 * @throws RangeError for an unknown name, and what the search throws for its options
 * @example
 * lineSearchFromConfig({name: 'backtracking', decrease: 0.1});
 */
export function lineSearchFromConfig({name, ...options}: LineSearchConfig): LineSearch {
  checkChoices('lineSearchFromConfig', {name}, Object.keys(lineSearchCatalogue));
  return lineSearchCatalogue[name]!.create(options);
}

/** A search, or the configuration of one, as an option of a solver. */
export const lineSearchOption = <const Words extends string>(words: Words) =>
  option(
    (owner, name, received: LineSearch | LineSearchConfig): LineSearch => {
      if (typeof received === 'function' && typeof received.config?.name === 'string') return received;
      if (typeof received === 'object' && received !== null && typeof received.name === 'string') {
        return lineSearchFromConfig(received);
      }
      throw new TypeError(`${owner}: ${name} must be a line search such as hagerZhang(), received ${show(received)}`);
    },
    undefined,
    words,
  );
