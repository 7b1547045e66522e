import {expect} from 'chai';
import type {Binding} from '../../../../lib/native/binding.ts';
import {
  attributeValue,
  buildGraph,
  completeAttributes,
  constantNodes,
} from '../../../../lib/native/graph/build-graph.ts';
import {constantNode, placeholderNode, type TraceNode} from '../../../../lib/native/graph/node.ts';

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

const kinds = {
  TF_ATTR_STRING: 0,
  TF_ATTR_INT: 1,
  TF_ATTR_FLOAT: 2,
  TF_ATTR_BOOL: 3,
  TF_ATTR_TYPE: 4,
  TF_ATTR_SHAPE: 5,
} as unknown as Binding;

describe('attributeValue', () => {
  const valueOf = (type: number, value: unknown) => attributeValue(kinds, 'Op', {name: 'a', type, value});

  it('reads every kind of attribute, alone and in lists', () => {
    expect(valueOf(0, 'SAME')).to.deep.equal({kind: 'string', text: 'SAME'});
    expect(valueOf(1, -2)).to.deep.equal({kind: 'int', number: -2});
    expect(valueOf(1, [1, 2])).to.deep.equal({kind: 'ints', numbers: [1, 2]});
    expect(valueOf(2, 0.5)).to.deep.equal({kind: 'float', number: 0.5});
    expect(valueOf(2, [0.5])).to.deep.equal({kind: 'floats', numbers: [0.5]});
    expect(valueOf(3, false)).to.deep.equal({kind: 'bool', flag: false});
    expect(valueOf(3, [true])).to.deep.equal({kind: 'bools', flags: [true]});
    expect(valueOf(4, 1)).to.deep.equal({kind: 'type', type: 1});
    expect(valueOf(5, [2, 3])).to.deep.equal({kind: 'shape', shape: [2, 3]});
  });

  it('refuses a kind that it does not know', () => {
    expect(() => valueOf(9, 1)).to.throw('the attribute a of the operation Op is of a kind (9)');
  });
});

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

const binding = {TF_ATTR_TYPE: 4, TF_ATTR_INT: 1} as unknown as Binding;
const type = {shape: [2], dtype: 1};

describe('buildGraph', () => {
  it('names inputs and results, and keeps what must run before', () => {
    const x = placeholderNode({kind: 'argument', index: 3}, type);
    const c = constantNode(Float32Array.of(1, 2), type);
    const first: TraceNode = {op: 'Assign', attributes: [], inputs: [{node: x, output: 0}], outputs: []};
    const split: TraceNode = {
      op: 'Split',
      attributes: [{name: 'num', type: 1, value: 2}],
      inputs: [{node: c, output: 0}],
      outputs: [type, type],
      controls: [first],
    };
    const graph = buildGraph(binding, [
      {node: split, output: 1},
      {node: x, output: 0},
    ]);
    expect(graph.feeds).to.deep.equal([{feed: {kind: 'argument', index: 3}, name: 'n1:0'}]);
    expect(graph.nodes.map(({op, inputs}) => [op, ...inputs].join(' '))).to.deep.equal([
      'Const',
      'Placeholder',
      'Assign n1:0',
      'Split n0:0 ^n2',
      'Identity n1:0',
    ]);
    expect(graph.fetches).to.deep.equal(['n3:1', 'through1:0']);
    expect(graph.nodes[3]!.attributes).to.deep.equal({num: {kind: 'int', number: 2}});
    expect(graph.nodes[1]!.attributes['shape']).to.deep.equal({kind: 'shape', shape: [2]});
  });

  it('gives the graphs that run on the calling thread names that say so', () => {
    const x = placeholderNode({kind: 'argument', index: 0}, type);
    const square: TraceNode = {op: 'Square', attributes: [], inputs: [{node: x, output: 0}], outputs: [type]};
    const wanted = [square, x].map((node) => ({node, output: 0}));
    const graph = buildGraph(binding, wanted, {threads: 'caller'});
    expect(graph.fetches).to.deep.equal(['caller/n1:0', 'caller/through1:0']);
    expect(graph.feeds.map(({name}) => name)).to.deep.equal(['caller/n0:0']);
    expect(buildGraph(binding, wanted).fetches).to.deep.equal(['n1:0', 'through1:0']);
  });
});
