import {type AttributeKinds, nativeTypes} from '../binding.ts';
import {attributeOf, constantNode, isSame, reachable, type Source, type TraceNode, typeOf} from '../graph/index.ts';
import {operationCount} from './cost.ts';
import {type Role, rowWise, sumOverRows, withRows} from './row-wise.ts';

/**
 * The two large products of a dense layer's gradient, `dy W^T` for its input and `x^T dy` for its weights.
 *
 * Both need dy alone, so that two threads can do one each. Halves of them would read the weights twice, and write their gradient
 * twice and add it up.
 *
 * @param order the nodes of the graph
 * @param large from how many operations on numbers on a product counts
 * @returns the products, two for each layer
 */
export function gradientPairs(order: readonly TraceNode[], large: number): Set<TraceNode> {
  const products = order.filter((node) => node.op === 'MatMul' && operationCount(node) >= large);
  const isTransposed = (node: TraceNode, first: boolean, second: boolean): boolean =>
    (attributeOf(node, 'transpose_a') === true) === first && (attributeOf(node, 'transpose_b') === true) === second;
  const paired = new Set<TraceNode>();
  for (const ofInput of products.filter((node) => isTransposed(node, false, true))) {
    const [dy] = ofInput.inputs as [Source];
    const ofWeights = products.find((node) => isTransposed(node, true, false) && isSame(node.inputs[1]!, dy));
    if (ofWeights !== undefined) for (const each of [ofInput, ofWeights]) paired.add(each);
  }
  return paired;
}

/** Operations on numbers from which on an operation is worth splitting, some tenth of a millisecond on one thread. */
const large = 16e6;

const integers = (values: readonly number[], shape: readonly number[]): Source => ({
  node: constantNode(Int32Array.from(values), {shape, dtype: nativeTypes.int32}),
  output: 0,
});

/** The numbers of rows of parts that are as equal as they can be. */
function partSizes(rows: number, parts: number): number[] {
  return Array.from({length: parts}, (_, i) => Math.floor((rows + i) / parts)).toReversed();
}

/**
 * Splits the large products and convolutions of a graph by rows, the examples of a batch, for threads to share.
 *
 * `f(x)` becomes `concat(f(x_1), f(x_2))` where each row of the result needs the same rows of x alone, and `f(x_1) + f(x_2)` where
 * the result sums over rows, as the gradients of weights do. What follows goes on by parts as long as it can. Results agree to the
 * rounding of float32, since sums are in another order.
 *
 * For two threads the two gradients of a dense layer stay whole, one for each. TensorFlow runs the parts side by side; one thread for each costs less than waking several for every operation.
 *
 * @param wanted the values that the graph computes
 * @param parts how many
 * @returns the values that stand for them, in the same order
 */
export function splitRows(wanted: readonly Source[], kinds: AttributeKinds, parts: number): Source[] {
  if (parts < 2) return [...wanted];
  const type = (name: string, dtype: number) => ({name, type: kinds.TF_ATTR_TYPE, value: dtype});
  const count = (name: string, value: number) => ({name, type: kinds.TF_ATTR_INT, value});
  const replaced = new Map<TraceNode, TraceNode>();
  const inParts = new Map<TraceNode, readonly Source[]>();
  const splits = new Map<TraceNode, Map<number, readonly Source[]>>();

  const whole = ({node, output}: Source): Source => {
    const known = replaced.get(node);
    if (known !== undefined) return {node: known, output};
    const pieces = inParts.get(node)!;
    const {shape, dtype} = node.outputs[0]!;
    const attributes = [count('N', parts), type('T', dtype), type('Tidx', nativeTypes.int32)];
    const joined: TraceNode = {
      op: 'ConcatV2',
      attributes,
      inputs: [...pieces, integers([0], [])],
      outputs: [{shape, dtype}],
    };
    replaced.set(node, joined);
    return {node: joined, output: 0};
  };
  const pieces = (source: Source): readonly Source[] => {
    const known = inParts.get(source.node) ?? splits.get(source.node)?.get(source.output);
    if (known !== undefined) return known;
    const {shape, dtype} = typeOf(source);
    const sizes = partSizes(shape[0]!, parts);
    const node: TraceNode = {
      op: 'SplitV',
      attributes: [count('num_split', parts), type('T', dtype), type('Tlen', nativeTypes.int32)],
      inputs: [whole(source), integers(sizes, [parts]), integers([0], [])],
      outputs: sizes.map((rows) => ({shape: [rows, ...shape.slice(1)], dtype})),
    };
    const made = sizes.map((_, output) => ({node, output}));
    const others = splits.get(source.node) ?? new Map<number, readonly Source[]>();
    splits.set(source.node, others.set(source.output, made));
    return made;
  };
  const inputsOf = (node: TraceNode, roles: readonly Role[], sizes: readonly number[]): Source[][] => {
    const columns = node.inputs.map((input, i) => {
      if (roles[i] === 'rows') return pieces(input);
      if (roles[i] === 'shape') return sizes.map((rows) => withRows(input, rows));
      return sizes.map(() => whole(input));
    });
    return sizes.map((_, part) => columns.map((column) => column[part]!));
  };
  /** How a node is split, or null: where it is large, or where all it needs by rows is there in parts. */
  const plan = (node: TraceNode): {roles: readonly Role[]; rows: number; isSum: boolean} | null => {
    if ((node.controls?.length ?? 0) > 0 || node.outputs.length !== 1) return null;
    const byRows = rowWise(node);
    const roles = byRows ?? sumOverRows(node);
    const needed = node.inputs.filter((_, i) => roles?.[i] === 'rows');
    if (roles === null || needed.length === 0) return null;
    const rows = typeOf(needed[0]!).shape[0]!;
    const isReady = needed.some((input) => inParts.has(input.node));
    const isLarge = operationCount(node) >= large;
    const isPossible = rows >= 2 * parts && needed.every((input) => typeOf(input).shape[0] === rows);
    return isPossible && (isReady || isLarge) ? {roles, rows, isSum: byRows === null} : null;
  };

  const order = reachable(wanted);
  const paired = parts === 2 ? gradientPairs(order, large) : new Set<TraceNode>();
  for (const node of order) {
    const split = paired.has(node) ? null : plan(node);
    if (split === null) {
      const controls = node.controls?.map((each) => whole({node: each, output: 0}).node);
      const inputs = node.inputs.map(whole);
      replaced.set(node, node.inputs.length === 0 ? node : {...node, inputs, ...(controls && {controls})});
      continue;
    }
    const sizes = partSizes(split.rows, parts);
    const {shape, dtype} = node.outputs[0]!;
    const made = inputsOf(node, split.roles, sizes).map((inputs, part): Source => {
      const outputs = [{shape: split.isSum ? shape : [sizes[part]!, ...shape.slice(1)], dtype}];
      return {node: {...node, inputs, outputs}, output: 0};
    });
    if (!split.isSum) inParts.set(node, made);
    else {
      const attributes = [count('N', parts), type('T', dtype)];
      replaced.set(node, {op: 'AddN', attributes, inputs: made, outputs: [{shape, dtype}]});
    }
  }
  return wanted.map(whole);
}
