import {expect} from 'chai';
import {traceDifference, wantedSources} from '../../../../lib/native/trace/compare.ts';
import type {Trace} from '../../../../lib/native/trace/trace.ts';
import {flattenTree} from '../../../../lib/native/trace/tree.ts';
import {constantNode, placeholderNode} from '../../../../lib/native/graph/node.ts';
import type {Source, TraceNode} from '../../../../lib/native/graph/node.ts';

const type = {shape: [], dtype: 1};
const value = (node: TraceNode): Source => ({node, output: 0});
const constant = (number: number): Source => value(constantNode(Float32Array.of(number), type));
const argument = (index: number): Source => value(placeholderNode({kind: 'argument', index}, type));
const operation = (op: string, ...inputs: Source[]): Source => value({op, attributes: [], inputs, outputs: [type]});

function trace(...sources: Source[]): Trace {
  const returned = sources.map((source) => ({source}));
  return {
    form: flattenTree('text', 'it'),
    returned,
    assigned: [],
    updates: [],
    isSettled: true,
  };
}

describe('traceDifference', () => {
  it('is null for equal graphs, however they share values', () => {
    const build = (): Trace => {
      const x = argument(0);
      return trace(operation('Add', x, operation('Mul', x, constant(2))), x);
    };
    expect(traceDifference(build(), build())).to.equal(null);
    expect(wantedSources(build())).to.have.length(2);
  });

  it('names the first difference', () => {
    const x = argument(0);
    const cases: [Source, Source, RegExp][] = [
      [constant(1), constant(2), /a value made in JavaScript changed from 1 to 2/],
      [constant(0), constant(-0), /changed from 0 to -0/],
      [operation('Add', x, x), operation('Sub', x, x), /issued Sub in place of Add/],
      [argument(0), argument(1), /came from another place/],
      [operation('Neg', x), x, /issued Placeholder|did not issue|in place/],
      [operation('Sub', x, argument(1)), operation('Sub', argument(1), x), /came from another place|other inputs/],
    ];
    for (const [a, b, message] of cases) expect(traceDifference(trace(a), trace(b))).to.match(message);
  });

  it('tells a value used twice from two equal values', () => {
    const one = constant(1);
    const difference = traceDifference(
      trace(operation('Add', one, one)),
      trace(operation('Add', constant(1), constant(1))),
    );
    expect(difference).to.match(/in place of|other inputs/);
  });

  it('does not mind NaN', () => {
    expect(traceDifference(trace(constant(Number.NaN)), trace(constant(Number.NaN)))).to.equal(null);
  });
});
