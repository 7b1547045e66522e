import type {Binding, NativeBackend} from '../binding.ts';
import {destroyVariable, variableHandle} from './resident.ts';
import {nativeScalar} from './scalars.ts';

const known = new WeakMap<object, boolean>();

/**
 * Whether two TensorFlow variables without a name are two, as they have to be; found out once.
 *
 * @param backend the backend of tfjs-node
 * @returns false also where TensorFlow lacks one of the operations
 * @example
 * hasSeparateVariables(nativeBackend()!); // true
 */
export function hasSeparateVariables(backend: Pick<NativeBackend, 'binding'>): boolean {
  let isSeparate = known.get(backend);
  if (isSeparate === undefined) known.set(backend, (isSeparate = probe(backend.binding)));
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
