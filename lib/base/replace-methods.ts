/** Replaces methods of an object and returns how to undo it. */
export function replaceMethods(target: object, methods: Record<string, unknown>): () => void {
  const previous = Object.keys(methods).map((name) => [name, Object.getOwnPropertyDescriptor(target, name)] as const);
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(target, name, {value, configurable: true, writable: true});
  }
  return () => {
    for (const [name, descriptor] of previous) {
      if (descriptor === undefined) delete (target as Record<string, unknown>)[name];
      else Object.defineProperty(target, name, descriptor);
    }
  };
}
