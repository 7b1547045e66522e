/** The refusal of an operation whose derivative is not known. */
export function noGradientError(kernelName: string, input?: string): Error {
  const what = input === undefined ? kernelName : `${kernelName} with respect to its input ${input}`;
  return new Error(
    `secondOrder: no gradient is known for ${what}; write this part of the loss with other operations, or register a gradient ` +
      'that is itself made of TensorFlow.js operations (tf.registerGradient)',
  );
}
