import {expect} from 'chai';
import * as z from 'zod';
import {RunFolder} from '../../../scripts/run/folder/run-folder.ts';
import {resultStore, type UnitStore, workThrough, unitKey} from '../../../scripts/run/units.ts';
import {inTemporaryFolder} from './folder/temporary-folder.ts';

const units = ['a', 'b', 'c'].map((key) => ({key}));

function memory(kept: Record<string, string>): UnitStore<string> {
  const results = new Map(Object.entries(kept));
  return {has: (key) => results.has(key), get: (key) => results.get(key), put: (key, value) => results.set(key, value)};
}

describe('workThrough', () => {
  it('does what has no result yet, in order, and keeps it', async () => {
    const store = memory({b: 'kept'});
    const told: string[] = [];
    const {signal} = new AbortController();
    const run = async ({key}: {key: string}) => `made of ${key}`;
    const onEnd = ({key}: {key: string}, result: string, how: string) => told.push(`${key} ${result}, ${how}`);
    const results = await workThrough(units, {store, run, signal, onEnd});
    expect(results).to.deep.equal(['made of a', 'kept', 'made of c']);
    expect(told).to.deep.equal(['a made of a, done', 'b kept, found', 'c made of c, done']);
    expect(store.get('c')).to.equal('made of c');
  });

  it('begins nothing after the signal, and keeps nothing of what it ended', async () => {
    const abort = new AbortController();
    const store = memory({});
    const begun: string[] = [];
    const results = await workThrough(units, {
      store,
      signal: abort.signal,
      async run({key}) {
        begun.push(key);
        if (key === 'a') return 'whole';
        abort.abort();
        return undefined;
      },
    });
    expect(results).to.deep.equal(['whole']);
    expect(begun).to.deep.equal(['a', 'b']);
    expect([store.has('a'), store.has('b')]).to.deep.equal([true, false]);
    expect(await workThrough(units, {store, signal: abort.signal, run: async () => 'x'})).to.deep.equal([]);
  });
});

describe('resultStore', () => {
  it('finds again what was put, another time too', () => {
    inTemporaryFolder((path) => {
      const folder = new RunFolder(path);
      const schema = z.object({loss: z.number()});
      const store = resultStore(folder, schema);
      expect([store.has('a'), store.get('a')]).to.deep.equal([false, undefined]);
      store.put('a', {loss: 1});
      for (const known of [store, resultStore(folder, schema)]) {
        expect(known.has('a')).to.equal(true);
        expect(known.get('a')).to.deep.equal({loss: 1});
      }
      expect(() => resultStore(folder, z.object({loss: z.string()}))).to.throw(/line 1 is not a result.*result\.loss/);
    });
  });
});

describe('unitKey', () => {
  it('is the beginning of the SHA-256 of the canonical JSON', () => {
    // printf '{"a":1,"b":"x"}' | sha256sum
    expect(unitKey({b: 'x', a: 1})).to.equal('ecf9e98ec0641e23');
  });

  it('ignores the order of entries and entries that are undefined, and nothing else', () => {
    const key = unitKey({optimizer: 'sgd', rate: 0.1, seed: 1});
    expect(unitKey({seed: 1, rate: 0.1, optimizer: 'sgd', schedule: undefined})).to.equal(key);
    expect(unitKey({seed: 2, rate: 0.1, optimizer: 'sgd'})).not.to.equal(key);
    expect(unitKey({seed: 1, rate: 0.1, optimizer: 'sgd', schedule: null})).not.to.equal(key);
  });
});
