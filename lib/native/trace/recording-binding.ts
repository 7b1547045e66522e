import type {Attribute, Binding, NativeTensor, Values} from '../binding.ts';
import type {ValueType} from '../graph/node.ts';

/** What is done with what goes through a recording binding. */
export interface Watch {
  /** JavaScript has handed over values, which are copied. */
  constant(id: number, values: Values, type: ValueType): void;
  execute(name: string, attributes: Attribute[], inputs: number[], outputs: number): NativeTensor[];
  /** Whether data may be read now. */
  isReading(): boolean;
  /** Throws because of what a graph cannot do. */
  refuse(reason: string): never;
}

/** A binding that does what another one does and tells what is done through it. */
export function recordingBinding(binding: Binding, watch: Watch): Binding {
  const own: Partial<Binding> = {
    createTensor: (shape, dtype, values) => {
      const id = binding.createTensor(shape, dtype, values);
      const copy = ArrayBuffer.isView(values) ? values.slice() : [...values];
      watch.constant(id, copy, {shape: [...shape], dtype});
      return id;
    },
    executeOp: (...call) => watch.execute(...call),
    tensorDataSync: (id) => {
      if (watch.isReading()) return binding.tensorDataSync(id);
      return watch.refuse(
        'the function reads the data of a tensor (dataSync, data, arraySync, array or print), which a graph cannot do; ' +
          'return the tensor and read it outside',
      );
    },
    loadSavedModel: () => watch.refuse('the function loads a SavedModel; load it outside'),
    runSavedModel: () => watch.refuse('the function runs a SavedModel, whose operations cannot be recorded'),
  };
  const properties = Object.entries(own).map(([name, value]) => [name, {value}]);
  return Object.create(binding, Object.fromEntries(properties) as PropertyDescriptorMap) as Binding;
}
