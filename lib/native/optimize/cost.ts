import {attributeOf, type Source, type Threads, type TraceNode, typeOf} from '../graph/index.ts';

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
      const inner = attributeOf(node, 'transpose_a') === true ? shape[0] : shape[1];
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

/** How many operations on numbers a graph takes in all, about: 65 take a nanosecond on one thread. */
export function totalCount(nodes: readonly TraceNode[]): number {
  let sum = 0;
  for (const node of nodes) {
    // Updates share themselves out among threads.
    if (node.feed !== undefined || node.op.startsWith('OptimUpdate')) continue;
    const sizes = node.outputs.map((_, output) => size({node, output}));
    sum += operationCount(node) + Math.max(0, ...sizes) * perElement;
  }
  return sum;
}

/**
 * Operations on numbers up to which the calling thread runs a graph alone, about half a millisecond's: to wake other threads, and to
 * be woken by them, takes a tenth of one.
 */
const short = 40e6;

/** From here on, some twenty milliseconds on two threads, that time is nothing, and threads that wait had better sleep. */
const long = 3e9;

/**
 * Chooses the threads of a graph.
 *
 * @param count how many operations on numbers it takes in all
 * @param parts into how many parts its large operations are split; 1 where TensorFlow shares them out by itself
 */
export function threadsFor(count: number, parts: number): Threads {
  if (count < short) return 'caller';
  return parts === 2 && count < long ? 'shared' : undefined;
}
