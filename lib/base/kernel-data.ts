/** The attributes of a kernel's call in its own type: the registry of TensorFlow.js holds all kernels under one, a map of anything. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it says what the caller knows
export function attributesOf<Attributes extends object>(attributes: unknown): Attributes {
  return attributes as Attributes;
}

/** The inputs of a kernel's call by name, as the kernel declares them. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it says what the caller knows
export function inputsOf<Inputs extends object>(inputs: unknown): Inputs {
  return inputs as Inputs;
}
