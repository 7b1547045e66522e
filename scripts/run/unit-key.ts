import {createHash} from 'node:crypto';
import {canonicalJson} from '../../lib/base/json.ts';

/**
 * Names a unit of work by its configuration: the first 16 hexadecimal digits of the SHA-256 of its canonical JSON.
 *
 * Equal configurations have equal keys whatever the order of their entries; an entry that is undefined counts as absent.
 *
 * @param config the resolved configuration, seed included
 * @example
 * unitKey({optimizer: 'sgd', seed: 1}) === unitKey({seed: 1, optimizer: 'sgd'}); // true
 */
export function unitKey(config: object): string {
  return createHash('sha256').update(canonicalJson(config)).digest('hex').slice(0, 16);
}
