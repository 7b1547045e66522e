import {expect} from 'chai';
import {constantNodes} from '../../../../lib/native/graph/constant.ts';

describe('constantNodes', () => {
  it('writes the bytes of few or different values', () => {
    const [node, ...more] = constantNodes('c', Int32Array.of(1, 2), {shape: [2], dtype: 3});
    expect(more).to.deep.equal([]);
    expect(node!.op).to.equal('Const');
    expect(node!.attributes['value']).to.deep.equal({
      kind: 'tensor',
      type: 3,
      shape: [2],
      bytes: Uint8Array.of(1, 0, 0, 0, 2, 0, 0, 0),
    });
    const large = Float32Array.from({length: 2000}, (_, i) => i);
    expect(constantNodes('c', large, {shape: [2000], dtype: 1})).to.have.length(1);
    expect(constantNodes('c', new Float32Array(1024), {shape: [1024], dtype: 1})).to.have.length(1);
  });

  it('writes many equal values as a fill, but not a mixture of 0 and -0', () => {
    const nodes = constantNodes('c', new Float32Array(2000).fill(7), {shape: [40, 50], dtype: 1});
    expect(nodes.map(({op}) => op)).to.deep.equal(['Const', 'Const', 'Fill']);
    expect(nodes[2]).to.deep.include({name: 'c', inputs: ['c/dims', 'c/value']});
    const mixed = new Float32Array(2000);
    mixed[5] = -0;
    expect(constantNodes('c', mixed, {shape: [2000], dtype: 1})).to.have.length(1);
  });

  it('refuses strings', () => {
    expect(() => constantNodes('c', [Uint8Array.of(65)], {shape: [1], dtype: 7})).to.throw('a tensor of strings');
  });
});
