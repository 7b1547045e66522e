import {typeOf} from '../graph/node.ts';
import type {Source, TraceNode} from '../graph/node.ts';

const size = (source: Source): number => typeOf(source).shape.reduce((product, each) => product * each, 1);

/** Multiplications and additions for each element of the gradient or result that a filter [height, width, in, out] touches. */
function taps(filter: readonly number[]): number {
  return 2 * filter[0]! * filter[1]! * filter[2]!;
}

/** How many operations on numbers a product or a convolution takes; 0 for all else. */
export function operationCount(node: TraceNode): number {
  const [first, second, third] = node.inputs;
  const [output] = node.outputs;
  switch (node.op) {
    case 'MatMul': {
      const {shape} = typeOf(first!);
      const inner = node.attributes.find(({name}) => name === 'transpose_a')?.value === true ? shape[0] : shape[1];
      return 2 * inner! * output!.shape[0]! * output!.shape[1]!;
    }
    case 'Conv2D':
      return output!.shape.reduce((product, each) => product * each, 1) * taps(typeOf(second!).shape);
    case 'Conv2DBackpropInput':
      return size(third!) * taps(typeOf(second!).shape);
    case 'Conv2DBackpropFilter':
      return size(third!) * taps(output!.shape);
    default:
      return 0;
  }
}

/** What an element of a result costs, in operations of products, which run many at once. */
const perElement = 10;

/** What an element costs an update by a kernel: a root, a division and the memory. */
const perUpdate = 30;

/** How many operations on numbers a graph takes in all, about: 65 take a nanosecond on one thread. */
export function totalCount(nodes: readonly TraceNode[]): number {
  let sum = 0;
  for (const node of nodes) {
    const isUpdate = node.op.startsWith('ResourceApply');
    const sizes = isUpdate
      ? node.inputs.map(size)
      : node.feed === undefined
        ? node.outputs.map((_, output) => size({node, output}))
        : [];
    sum += operationCount(node) + Math.max(0, ...sizes) * (isUpdate ? perUpdate : perElement);
  }
  return sum;
}
