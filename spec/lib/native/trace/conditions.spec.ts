import {expect} from 'chai';
import {Conditions} from '../../../../lib/native/trace/conditions.ts';
import type {Binding} from '../../../../lib/native/binding.ts';
import {constantNode} from '../../../../lib/native/graph/node.ts';

describe('Conditions', () => {
  const source = (value: number) => ({
    node: constantNode(Float32Array.of(value), {shape: [], dtype: 1}),
    output: 0,
  });

  it('are one scalar, which is finite where all are, and keep no native ones', () => {
    const values = new Map([
      [1, 2],
      [2, Infinity],
      [3, Number.NaN],
    ]);
    const binding = {
      TF_ATTR_INT: 1,
      TF_ATTR_TYPE: 2,
      tensorDataSync: (id: number) => Float32Array.of(values.get(id)!),
      deleteTensor: (id: number) => void values.delete(id),
    } as unknown as Binding;
    const conditions = new Conditions(binding);
    expect(conditions.all()).to.equal(null);
    const first = source(2);
    expect(conditions.add(first, 1)).to.equal(true);
    expect(conditions.isBroken).to.equal(false);
    expect(conditions.all()).to.equal(first);
    expect(conditions.add(source(Infinity), 2)).to.equal(false);
    expect(conditions.add(source(Number.NaN), 3)).to.equal(false);
    expect(conditions.isBroken).to.equal(true);
    const {node} = conditions.all()!;
    expect([node.op, node.inputs.length, node.attributes[0]!.value]).to.deep.equal(['AddN', 3, 3]);
    expect(values.size).to.equal(0);
    expect(() => conditions.add(undefined, 4)).to.throw(/internal: a condition that was not recorded/);
  });
});
