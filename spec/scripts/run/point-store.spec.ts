import {expect} from 'chai';
import {byNumber, pointStore} from '../../../scripts/run/point-store.ts';

const group = (...numbers: number[]) => numbers.map((index) => ({index, measurement: {trainLoss: index / 2}}));

describe('pointStore', () => {
  it('adds the groups of a path, whatever the order of its entries', () => {
    const written: unknown[] = [];
    const store = pointStore<{seed: number; control: string | null}>(
      [[{control: null, seed: 1}, group(0, 1)]],
      (path, points) => written.push([path, points]),
    );
    const path = {seed: 1, control: null};
    expect([...store.get(path)!.keys()]).to.deep.equal([0, 1]);
    store.put(path, byNumber(group(2)));
    expect(store.get(path)!.get(2)).to.deep.equal({trainLoss: 1});
    expect(store.get(path)!.size).to.equal(3);
    expect(written).to.deep.equal([[path, group(2)]]);
    const other = {seed: 2, control: null};
    expect([store.has(path), store.has(other)]).to.deep.equal([true, false]);
    expect(store.get(other)).to.equal(undefined);
  });
});
