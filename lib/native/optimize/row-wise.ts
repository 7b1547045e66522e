import {attributeOf, constantNode, type Source, type TraceNode, typeOf} from '../graph/index.ts';

/** How an operation meets an input when it is done for some of the rows: the same rows of it, all of it, or a shape of its own. */
export type Role = 'rows' | 'whole' | 'shape';

const unary = new Set(
  'Relu OptimRelu Relu6 Elu Selu LeakyRelu Tanh Sigmoid Softplus Softsign Exp Neg Square Sqrt Rsqrt Abs Cast IsNan Sign Erf Reciprocal'.split(
    ' ',
  ),
);
const elementwise = new Set(
  'Add AddV2 Sub Mul RealDiv Maximum Minimum SquaredDifference Greater GreaterEqual Less LessEqual Select SelectV2 OptimReluGrad Relu6Grad EluGrad SeluGrad'.split(
    ' ',
  ),
);
const windows = new Set(['MaxPool', 'AvgPool', 'MaxPoolGrad']);

const flag = (node: TraceNode, name: string): boolean => attributeOf(node, name) === true;

/** Whether a constant lists axes without the first one. */
function keepsRows({node}: Source): boolean {
  return node.values !== undefined && [...node.values].every((axis) => Number(axis) > 0);
}

function leads(source: Source, rows: number, rank: number): boolean {
  const {shape} = typeOf(source);
  return shape.length === rank && shape[0] === rows;
}

/**
 * The roles of the inputs of an operation that gives each row of its result from the same rows of some inputs.
 *
 * A row is all that belongs to one index of the first axis, such as an example of a batch.
 *
 * @returns null where an operation is not of this kind
 */
export function rowWise(node: TraceNode): readonly Role[] | null {
  const {op, inputs} = node;
  const {shape} = node.outputs[0]!;
  const rows = shape[0];
  if (rows === undefined) return null;
  // Of a vector they are not done for each element.
  if (op === 'Softmax' || op === 'LogSoftmax') return shape.length > 1 ? ['rows'] : null;
  if (unary.has(op)) return ['rows'];
  if (elementwise.has(op)) {
    // Select takes a condition of rank 1 as one for each row, SelectV2 does not.
    if (op === 'Select' && inputs.some((input) => typeOf(input).shape.length !== shape.length)) return null;
    return inputs.map((input) => (leads(input, rows, shape.length) ? 'rows' : 'whole'));
  }
  if (windows.has(op)) return inputs.map(() => 'rows');
  switch (op) {
    case 'MatMul':
      return flag(node, 'transpose_a') ? null : ['rows', 'whole'];
    case 'Conv2D':
    case 'DepthwiseConv2dNative':
    case 'BiasAdd':
      return ['rows', 'whole'];
    case 'Conv2DBackpropInput':
      return inputs[0]!.node.values === undefined ? null : ['shape', 'whole', 'rows'];
    case 'Reshape':
      return inputs[1]!.node.values !== undefined && typeOf(inputs[0]!).shape[0] === rows ? ['rows', 'shape'] : null;
    case 'Sum':
    case 'Mean':
    case 'Max':
      return keepsRows(inputs[1]!) ? ['rows', 'whole'] : null;
    default:
      return null;
  }
}

/** The roles of the inputs of an operation whose result is the sum of its results for parts of the rows; null for others. */
export function sumOverRows(node: TraceNode): readonly Role[] | null {
  switch (node.op) {
    case 'MatMul':
      return flag(node, 'transpose_a') && !flag(node, 'transpose_b') ? ['rows', 'rows'] : null;
    case 'Conv2DBackpropFilter':
      return ['rows', 'whole', 'rows'];
    case 'BiasAddGrad':
      return ['rows'];
    default:
      return null;
  }
}

/** A shape given as a constant, with another number of rows. */
export function withRows({node}: Source, rows: number): Source {
  const values = Int32Array.from(node.values as Int32Array);
  values[0] = rows;
  return {node: constantNode(values, node.outputs[0]!), output: 0};
}
