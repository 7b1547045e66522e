import {expect} from 'chai';
import {completeAttributes} from '../../../../lib/native/graph/attributes.ts';
import {constantNode} from '../../../../lib/native/graph/node.ts';

describe('completeAttributes', () => {
  const source = (dtype: number) => ({node: constantNode(Float32Array.of(1), {shape: [1], dtype}), output: 0});

  it('adds what eager execution infers from the inputs', () => {
    const node = {op: 'ExpandDims', attributes: [], inputs: [source(10), source(3)], outputs: []};
    expect(completeAttributes(node, 4)).to.deep.equal([
      {name: 'T', type: 4, value: 10},
      {name: 'Tdim', type: 4, value: 3},
    ]);
  });

  it('leaves what is given', () => {
    const given = [{name: 'T', type: 4, value: 1}];
    const node = {op: 'ExpandDims', attributes: given, inputs: [source(10), source(3)], outputs: []};
    expect(completeAttributes(node, 4)[0]).to.equal(given[0]);
    expect(completeAttributes(node, 4)).to.have.length(2);
    expect(completeAttributes({...node, op: 'Neg'}, 4)).to.deep.equal(given);
  });

  it('sets the type of a mean right, which tfjs-node takes from before its cast', () => {
    const given = [
      {name: 'keep_dims', type: 3, value: false},
      {name: 'T', type: 4, value: 10},
    ];
    const node = {op: 'Mean', attributes: given, inputs: [source(1), source(3)], outputs: []};
    expect(completeAttributes(node, 4)).to.deep.equal([given[0], {name: 'T', type: 4, value: 1}]);
  });
});
