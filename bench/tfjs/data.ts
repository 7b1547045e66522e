/** A 32-bit hash of a whole number; peers/data.py has the same, so that all frameworks compute with the same numbers. */
function hash(value: number): number {
  let bits = value >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x45d9f3b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x45d9f3b);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/**
 * Numbers of a stream in [0, 1), the same in every framework.
 *
 * @param count how many
 * @param stream 0, 1, 2, ...
 */
export function uniforms(count: number, stream: number): Float32Array {
  const offset = Math.imul(stream + 1, 1_000_003);
  const values = new Float32Array(count);
  for (let index = 0; index < count; index++) values[index] = hash(index + offset) / 2 ** 32;
  return values;
}

/** Numbers of a stream in [-limit, limit). */
export function symmetric(count: number, stream: number, limit: number): Float32Array {
  return uniforms(count, stream).map((value) => limit * (2 * value - 1));
}

/** Initial values of a parameter: kernels uniform within sqrt(6 / (inputs + outputs)), biases 0. */
export function initialValues(shape: readonly number[], stream: number): Float32Array {
  const count = shape.reduce((product, size) => product * size, 1);
  const outputs = shape.at(-1)!;
  return shape.length === 1
    ? new Float32Array(count)
    : symmetric(count, stream, Math.sqrt(6 / (count / outputs + outputs)));
}

/** Different images among the examples; the same image comes with different labels, so that no gradient ever vanishes. */
const distinct = 16;

/** Images of `pixels` numbers, one after the other. */
export function images(examples: number, pixels: number): Float32Array {
  const patterns = uniforms(distinct * pixels, 1000);
  const values = new Float32Array(examples * pixels);
  for (let example = 0; example < examples; example++) {
    const start = (example % distinct) * pixels;
    values.set(patterns.subarray(start, start + pixels), example * pixels);
  }
  return values;
}

/** The class of each example. */
export function classes(examples: number): Int32Array {
  return Int32Array.from({length: examples}, (_, example) => example % 10);
}
