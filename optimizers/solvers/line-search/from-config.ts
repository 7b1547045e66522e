import {checkChoices, show} from '../../../lib/base/arguments.ts';
import {option} from '../../../lib/base/options.ts';
import {backtracking} from './backtracking.ts';
import {exactQuadratic} from './exact-quadratic.ts';
import {hagerZhang} from './hager-zhang.ts';
import type {LineSearch, LineSearchConfig} from './line.ts';
import {strongWolfe} from './strong-wolfe.ts';

/** What makes each search of its options. */
const makers: Readonly<Record<string, (options: object) => LineSearch>> = {
  backtracking,
  strongWolfe,
  hagerZhang,
  exactQuadratic: () => exactQuadratic(),
};

/**
 * The search that a configuration describes.
 *
 * @throws RangeError for an unknown name, and what the search throws for its options
 * @example
 * lineSearchFromConfig({name: 'backtracking', decrease: 0.1});
 */
export function lineSearchFromConfig({name, ...options}: LineSearchConfig): LineSearch {
  checkChoices('lineSearchFromConfig', {name}, Object.keys(makers));
  return makers[name]!(options);
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
