import {createHash} from 'node:crypto';
import * as z from 'zod';
import {canonicalJson} from '../../lib/base/json.ts';
import {checked} from './folder/checked.ts';
import type {RunFolder} from './folder/run-folder.ts';

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

/** A unit of work: its result is a function of its configuration, and its key names that configuration. */
export interface Unit {
  readonly key: string;
  readonly config: object;
  /** What the draws of the unit begin with. */
  readonly seed: number;
}

/** Keeps the results of units in a run folder, each under the key of its unit. */
export interface UnitStore<Result, Key = string> {
  has(key: Key): boolean;
  /** Undefined where there is none yet. */
  get(key: Key): Result | undefined;
  put(key: Key, result: Result): void;
}

/**
 * Carries out, one after the other, the units that have no result yet, and keeps their results.
 *
 * @param run undefined where the signal ended it before there was a result
 * @param onEnd hears of every unit with its result, `found` where it was kept before
 * @returns the results in the order of the units, as far as the signal let it come
 */
export async function workThrough<Work extends Pick<Unit, 'key'>, Result>(
  units: readonly Work[],
  {
    store,
    run,
    signal,
    onEnd = () => {},
  }: {
    store: UnitStore<Result>;
    run: (unit: Work) => Promise<Result | undefined>;
    signal: AbortSignal;
    onEnd?: (unit: Work, result: Result, how: 'found' | 'done') => void;
  },
): Promise<Result[]> {
  const results: Result[] = [];
  for (const unit of units) {
    if (signal.aborted) break;
    const kept = store.get(unit.key);
    const result = kept ?? (await run(unit));
    if (result === undefined) break;
    if (kept === undefined) store.put(unit.key, result);
    results.push(result);
    onEnd(unit, result, kept === undefined ? 'done' : 'found');
  }
  return results;
}

/** Results as lines of `metrics.jsonl`, for commands whose results are JSON that a schema describes. */
export function resultStore<Schema extends z.ZodType>(folder: RunFolder, schema: Schema): UnitStore<z.infer<Schema>> {
  const line = z.looseObject({event: z.literal('result'), key: z.string(), result: schema});
  const results = new Map<string, z.infer<Schema>>();
  for (const [index, event] of folder.readEvents().entries()) {
    if (event.event !== 'result') continue;
    const where = `${folder.file('metrics.jsonl')}, line ${index + 1}`;
    checked(line, event, {where, what: 'a result of this command', remedy: 'remove the line or start a new run'});
    results.set(event.key, event.result as z.infer<Schema>);
  }
  return {
    has: (key) => results.has(key),
    get: (key) => results.get(key),
    put(key, result) {
      folder.appendEvent({event: 'result', key, result});
      results.set(key, result);
    },
  };
}
