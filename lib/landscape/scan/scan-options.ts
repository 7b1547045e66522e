import type {OptionTable} from '../../base/options.ts';
import {pointTable} from './point-evaluator.ts';
import {controlTable} from './scan.ts';
import {weightTable} from './weights.ts';

/**
 * The options of whatever scans weight space, in the order in which messages list them: whose weights are moved, where to, what
 * is measured at each point and how it goes on.
 *
 * @param where the options that say where the points are
 */
export const scanTable = <Where extends OptionTable>(
  where: Where,
): typeof weightTable & Where & typeof pointTable & typeof controlTable => ({
  ...weightTable,
  ...where,
  ...pointTable,
  ...controlTable,
});
