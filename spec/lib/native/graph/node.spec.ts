import {expect} from 'chai';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {buildGraph} from '../../../../lib/native/graph/build-graph.ts';
import {loadGraph} from '../../../../lib/native/graph/load-graph.ts';
import {
  attributeOf,
  constantNode,
  isSame,
  placeholderNode,
  randomSource,
  reachable,
  type TraceNode,
  typeOf,
} from '../../../../lib/native/graph/node.ts';
import {nativeOnly} from '../native-only.ts';

const type = {shape: [2], dtype: 1};
const node = (op: string, inputs: TraceNode[], controls?: TraceNode[]): TraceNode => ({
  op,
  attributes: [],
  inputs: inputs.map((node) => ({node, output: 0})),
  outputs: [type],
  ...(controls !== undefined && {controls}),
});

describe('nodes of a graph', () => {
  it('are listed once, inputs and what must run before first, and only those that matter', () => {
    const [a, b] = [constantNode(Float32Array.of(1, 2), type), placeholderNode({kind: 'argument', index: 0}, type)];
    const assign = node('Assign', [b]);
    const sum = node('Add', [a, b]);
    const last = node('Mul', [sum, sum], [assign]);
    node('Unused', [last]);
    const order = reachable([
      {node: last, output: 0},
      {node: a, output: 0},
    ]);
    expect(order).to.deep.equal([a, b, sum, assign, last]);
    expect(typeOf({node: last, output: 0})).to.equal(type);
  });

  it('may form a chain of any length', () => {
    let last = constantNode(Float32Array.of(1, 2), type);
    for (let i = 0; i < 50_000; i++) last = node('Neg', [last]);
    expect(reachable([{node: last, output: 0}])).to.have.length(50_001);
  });
});

describe('attributeOf', () => {
  it('finds an attribute by its name', () => {
    const node = {op: 'Op', attributes: [{name: 'a', type: 1, value: 7}], inputs: [], outputs: []};
    expect([attributeOf(node, 'a'), attributeOf(node, 'b')]).to.deep.equal([7, undefined]);
  });
});

describe('isSame', () => {
  it('tells outputs of one operation apart', () => {
    const split = constantNode(Float32Array.of(1), type);
    expect(isSame({node: split, output: 0}, {node: split, output: 0})).to.equal(true);
    expect(isSame({node: split, output: 0}, {node: split, output: 1})).to.equal(false);
    expect(isSame({node: split, output: 0}, {node: constantNode(Float32Array.of(1), type), output: 0})).to.equal(false);
  });
});

const kinds = {
  TF_ATTR_STRING: 0,
  TF_ATTR_INT: 1,
  TF_ATTR_FLOAT: 2,
  TF_ATTR_BOOL: 3,
  TF_ATTR_TYPE: 4,
  TF_ATTR_SHAPE: 5,
};
const operation = 'RandomUniform';

/** Operations with the values of constants. */
const listed = ({operation, ...line}: {operation: string; scale: number; offset: number}, shape: number[]): string[] =>
  reachable([randomSource(kinds, {operation, line}, shape)]).map(({op, values}) => [op, ...(values ?? [])].join(' '));

describe('randomSource', () => {
  it('is the random operation alone where there is nothing to scale or to move', () => {
    expect(listed({operation, scale: 1, offset: 0}, [2, 3])).to.deep.equal(['Const 2 3', operation]);
  });

  it('scales, then moves', () => {
    expect(listed({operation, scale: 2, offset: 0}, [4])).to.deep.equal(['Const 4', operation, 'Const 2', 'Mul']);
    expect(listed({operation, scale: 1, offset: -3}, [4])).to.deep.equal(['Const 4', operation, 'Const -3', 'AddV2']);
    expect(listed({operation, scale: 2, offset: -3}, [])).to.deep.equal([
      'Const',
      operation,
      'Const 2',
      'Mul',
      'Const -3',
      'AddV2',
    ]);
  });

  it('leaves room for a line that is not known yet', () => {
    const points = [[0.5, 2] as const];
    const source = randomSource(kinds, {operation, line: null, points}, [1]);
    const {pending} = source.node;
    expect(pending!.points).to.deep.equal(points);
    expect(pending!.points).to.not.equal(points);
    const now = (): string[] => reachable([source]).map(({op, values}) => [op, ...(values ?? [])].join(' '));
    expect(now()).to.deep.equal(['Const 1', operation, 'Const NaN', 'Mul', 'Const NaN', 'AddV2']);
    pending!.settle({scale: 2, offset: 1});
    expect(now()).to.deep.equal(['Const 1', operation, 'Const 2', 'Mul', 'Const 1', 'AddV2']);
  });

  it('is a float32 of the shape, and leaves the seed to TensorFlow', () => {
    const source = randomSource(kinds, {operation: 'TruncatedNormal', line: {scale: 2, offset: 1}}, [2, 3]);
    expect(typeOf(source)).to.deep.equal({shape: [2, 3], dtype: 1});
    const random = reachable([source]).find(({op}) => op === 'TruncatedNormal')!;
    expect(random.attributes.map(({name, value}) => [name, value])).to.deep.equal([
      ['dtype', 1],
      ['T', 3],
      ['seed', 0],
      ['seed2', 0],
    ]);
  });
});

describe('graphs of random values', () => {
  before(function () {
    nativeOnly(this);
  });

  it('draw anew at each run, with the mean and the deviation asked for', () => {
    const {binding} = nativeBackend()!;
    const count = 20_000;
    // The deviation of a normal distribution that is cut off at 2.
    const cases = {RandomUniform: [0.5, Math.sqrt(1 / 12)], RandomStandardNormal: [0, 1], TruncatedNormal: [0, 0.8796]};
    for (const [name, [mean, deviation]] of Object.entries(cases) as [string, [number, number]][]) {
      const source = randomSource(binding, {operation: name, line: {scale: 3, offset: -2}}, [count]);
      const {nodes, fetches} = buildGraph(binding, [source]);
      const session = loadGraph(binding, nodes);
      const [first, second] = [0, 1].map(() => {
        const [output] = binding.runSavedModel(session, [], '', fetches.join());
        const values = binding.tensorDataSync(output!.id) as Float32Array;
        binding.deleteTensor(output!.id);
        return values;
      }) as [Float32Array, Float32Array];
      binding.deleteSavedModel(session);
      expect(first).to.have.length(count);
      expect(first).to.not.deep.equal(second);
      for (const values of [first, second]) {
        const average = values.reduce((sum, value) => sum + value, 0) / count;
        const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - average) ** 2, 0) / count);
        expect(average).to.be.closeTo(3 * mean - 2, (5 * 3 * deviation) / Math.sqrt(count));
        expect(spread).to.be.closeTo(3 * deviation, 0.03 * 3 * deviation);
      }
    }
  });
});
