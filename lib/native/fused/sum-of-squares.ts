/** The functions of the binding that are needed here. */
interface Binding {
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_BOOL: number;
  createTensor(shape: number[], dtype: number, values: Int32Array): number;
  deleteTensor(id: number): void;
  executeOp(
    name: string,
    attributes: {name: string; type: number; value: unknown}[],
    inputs: number[],
    outputs: number,
  ): {id: number}[];
}

const [float32, int32] = [1, 3];

/** From this size on a product of matrices is quicker than a sum, which TensorFlow deals out to threads. */
const large = 16_384;

/**
 * A number that is finite only where all squares of a float32 tensor, and their sum, are.
 *
 * @param id the native tensor
 * @param size its number of elements
 * @returns the native id of a scalar, which belongs to the caller
 * @example
 * Number.isFinite(binding.tensorDataSync(sumOfSquares(binding, id, 2))[0]); // false where an element is 1e30
 */
export function sumOfSquares(binding: Binding, id: number, size: number): number {
  const type = {name: 'T', type: binding.TF_ATTR_TYPE, value: float32};
  if (size < large) return binding.executeOp('L2Loss', [type], [id], 1)[0]!.id;
  const flag = (name: string, value: boolean) => ({name, type: binding.TF_ATTR_BOOL, value});
  const reshaped = (value: number, shape: readonly number[]): number => {
    const dimensions = binding.createTensor([shape.length], int32, Int32Array.from(shape));
    const index = {name: 'Tshape', type: binding.TF_ATTR_TYPE, value: int32};
    const [output] = binding.executeOp('Reshape', [type, index], [value, dimensions], 1);
    binding.deleteTensor(dimensions);
    return output!.id;
  };
  const row = reshaped(id, [1, size]);
  const flags = [flag('transpose_a', false), flag('transpose_b', true)];
  const product = binding.executeOp('MatMul', [type, ...flags], [row, row], 1)[0]!.id;
  const sum = reshaped(product, []);
  for (const each of [row, product]) binding.deleteTensor(each);
  return sum;
}
