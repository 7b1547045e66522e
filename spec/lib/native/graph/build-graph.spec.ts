import {expect} from 'chai';
import {buildGraph} from '../../../../lib/native/graph/build-graph.ts';
import type {Binding} from '../../../../lib/native/binding.ts';
import {constantNode, placeholderNode} from '../../../../lib/native/graph/node.ts';
import type {TraceNode} from '../../../../lib/native/graph/node.ts';

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
