import {type Attribute, type Binding, type NativeBackend, nativeTypes, type TensorData} from '../binding.ts';
import {nativeScalar} from './scalars.ts';

/** With this name TensorFlow makes a new resource at every call, of a kernel that it caches once. */
const anonymous = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

function handleAttributes(binding: Binding): Attribute[] {
  return [
    {name: 'dtype', type: binding.TF_ATTR_TYPE, value: nativeTypes.float32},
    {name: 'shape', type: binding.TF_ATTR_SHAPE, value: []},
    {name: 'shared_name', type: binding.TF_ATTR_STRING, value: anonymous},
  ];
}

/**
 * Makes a handle of a TensorFlow variable that does not exist before its first assignment.
 *
 * @returns the native id of the handle; destroy the variable and delete the handle with `destroyVariable`
 */
export function variableHandle(binding: Binding): number {
  return binding.executeOp('VarHandleOp', handleAttributes(binding), [], 1)[0]!.id;
}

/**
 * Frees a TensorFlow variable and its handle.
 *
 * In newer versions of TensorFlow a variable without a name lives as long as its handle, in older ones until it is destroyed.
 */
export function destroyVariable(binding: Binding, handle: number): void {
  binding.executeOp(
    'DestroyResourceOp',
    [{name: 'ignore_lookup_error', type: binding.TF_ATTR_BOOL, value: true}],
    [handle],
    0,
  );
  binding.deleteTensor(handle);
}

const residents = new WeakMap<TensorData, Resident>();

const abandoned = new FinalizationRegistry<{binding: Binding; handle: number}>(({binding, handle}) =>
  destroyVariable(binding, handle),
);

/**
 * The data of a tensor, moved into a TensorFlow variable that kernels update in place.
 *
 * The entry of the backend stays where it is and what it is for all others: its `id` is read from the variable when
 * somebody asks for it, and the variable is destroyed when its `refCount` falls to 0.
 */
export class Resident {
  readonly handle: number;
  readonly #binding: Binding;
  #value: number | null;
  #refCount: number;

  private constructor(binding: Binding, data: TensorData) {
    this.#binding = binding;
    this.#value = data.id;
    this.#refCount = data.refCount;
    this.handle = variableHandle(binding);
    binding.executeOp('AssignVariableOp', [], [this.handle, data.id], 0);
    this.#replace(data);
  }

  /** The resident of these data, or null where they have none. */
  static find(data: TensorData): Resident | null {
    return residents.get(data) ?? null;
  }

  /**
   * Makes a resident of data that have none.
   *
   * @param data an entry of the backend, already uploaded, of type float32
   */
  static make({binding}: NativeBackend, data: TensorData): Resident {
    const resident = new Resident(binding, data);
    residents.set(data, resident);
    return resident;
  }

  #replace(data: TensorData): void {
    const resident = this as Resident;
    Object.defineProperties(data, {
      id: {enumerable: true, configurable: true, get: () => resident.value},
      refCount: {
        enumerable: true,
        configurable: true,
        get: () => resident.#refCount,
        set: (count: number) => {
          resident.#refCount = count;
          if (count === 0) resident.#destroy(data);
        },
      },
    });
    abandoned.register(data, {binding: this.#binding, handle: this.handle}, this);
  }

  #destroy(data: TensorData): void {
    abandoned.unregister(this);
    residents.delete(data);
    destroyVariable(this.#binding, this.handle);
  }

  /** The native tensor of the present value; it shares the memory of the variable. */
  get value(): number {
    if (this.#value === null) {
      const attributes = [{name: 'dtype', type: this.#binding.TF_ATTR_TYPE, value: nativeTypes.float32}];
      this.#value = this.#binding.executeOp('ReadVariableOp', attributes, [this.handle], 1)[0]!.id;
    }
    return this.#value;
  }

  /** Gives up the native tensor of the old value, so that the next kernel need not copy what nobody else holds. */
  release(): void {
    if (this.#value === null) return;
    this.#binding.deleteTensor(this.#value);
    this.#value = null;
  }
}

const separate = new WeakMap<object, boolean>();

/**
 * Whether two TensorFlow variables without a name are two, as they have to be; found out once.
 *
 * @param backend the backend of tfjs-node
 * @returns false also where TensorFlow lacks one of the operations
 * @example
 * hasSeparateVariables(nativeBackend()!); // true
 */
export function hasSeparateVariables(backend: Pick<NativeBackend, 'binding'>): boolean {
  let isSeparate = separate.get(backend);
  if (isSeparate === undefined) separate.set(backend, (isSeparate = probe(backend.binding)));
  return isSeparate;
}

function probe(binding: Binding): boolean {
  try {
    const [assigned, other] = [variableHandle(binding), variableHandle(binding)];
    binding.executeOp('AssignVariableOp', [], [assigned, nativeScalar(binding, 0)], 0);
    const answers = [assigned, other].map((handle) => {
      const {id} = binding.executeOp('VarIsInitializedOp', [], [handle], 1)[0]!;
      const answer = binding.tensorDataSync(id)[0];
      binding.deleteTensor(id);
      destroyVariable(binding, handle);
      return answer;
    });
    return answers[0] === 1 && answers[1] === 0;
  } catch {
    return false;
  }
}
