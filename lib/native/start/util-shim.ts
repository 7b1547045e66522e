import util from 'node:util';

/**
 * Gives `node:util` the two functions that tfjs-node 4.22 still calls: Node 23 removed them, Node 22 warns at each first call.
 *
 * @param target the module object to complete
 */
export function shimUtil(target: object = util): void {
  Object.assign(target, {
    isArray: (value: unknown): boolean => Array.isArray(value),
    isNullOrUndefined: (value: unknown): boolean => value === null || value === undefined,
  });
}
