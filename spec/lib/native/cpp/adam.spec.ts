import {expect} from 'chai';
import {operationExists} from '../../../../lib/native/binding.ts';
import {destroyVariable, variableHandle} from '../../../../lib/native/fused/resident.ts';
import {nativeBackend, nativeTypes} from '../../../../lib/native/binding.ts';
import type {Binding} from '../../../../lib/native/binding.ts';

const operation = 'ResourceApplyAdamOnePass';
/** Rate, beta1, gain1, beta2, gain2, epsilon. */
const numbers = [0.01, 0.9, 0.1, 0.999, 0.001, 1e-3];
const [rate, beta1, gain1, beta2, gain2, epsilon] = numbers as [number, number, number, number, number, number];

describe('the kernel of adam.cc', () => {
  let binding: Binding;
  before(function () {
    const backend = nativeBackend();
    if (backend === null || !operationExists(backend, operation)) {
      console.log('      this binding of TensorFlow comes without it');
      this.skip();
    }
    ({binding} = backend);
  });

  const native = (values: Float32Array, shape: number[] = [values.length]): number =>
    binding.createTensor(shape, nativeTypes.float32, values);
  const read = (handle: number): number => {
    const attributes = [{name: 'dtype', type: binding.TF_ATTR_TYPE, value: nativeTypes.float32}];
    return binding.executeOp('ReadVariableOp', attributes, [handle], 1)[0]!.id;
  };
  const valueOf = (handle: number): Float32Array => {
    const id = read(handle);
    const values = Float32Array.from(binding.tensorDataSync(id) as Float32Array);
    binding.deleteTensor(id);
    return values;
  };
  /** Runs something with a variable, its slots and the numbers, and frees them. */
  const withState = (
    size: number,
    run: (handles: number[], update: (gradient: Float32Array, shape?: number[]) => void) => void,
  ): void => {
    const scalars = numbers.map((number) => native(Float32Array.of(number), []));
    const handles = [0.5, 0, 0].map((start) => {
      const handle = variableHandle(binding);
      const id = native(new Float32Array(size).fill(start));
      binding.executeOp('AssignVariableOp', [], [handle, id], 0);
      binding.deleteTensor(id);
      return handle;
    });
    try {
      run(handles, (gradient, shape) => {
        const id = native(gradient, shape);
        try {
          binding.executeOp(operation, [], [...handles, ...scalars, id], 0);
        } finally {
          binding.deleteTensor(id);
        }
      });
    } finally {
      for (const handle of handles) destroyVariable(binding, handle);
      for (const id of scalars) binding.deleteTensor(id);
    }
  };

  for (const size of [1, 1003, 300_001]) {
    it(`updates ${size} numbers as Adam does`, () => {
      withState(size, (handles, update) => {
        const gradient = (step: number): Float32Array =>
          Float32Array.from({length: size}, (_, i) => Math.sin(i + 1 + step * 1.7));
        for (let step = 1; step <= 3; step++) update(gradient(step));
        const got = handles.map(valueOf);
        const picked = size > 1000 ? [0, 1, 500, size - 2, size - 1] : [0];
        const steps = [1, 2, 3].map(gradient);
        for (const i of picked) {
          let [w, m, v] = [0.5, 0, 0];
          for (const each of steps) {
            const g = each[i]!;
            m = beta1 * m + gain1 * g;
            v = beta2 * v + gain2 * g * g;
            w -= (rate * m) / (Math.sqrt(v) + epsilon);
          }
          for (const [j, expected] of [w, m, v].entries()) expect(got[j]![i]).to.be.closeTo(expected, 2e-6);
          expect(Math.abs(w - 0.5)).to.be.above(1e-4);
        }
        // All of them, and each once: a second pass over a block would move on.
        for (let i = 0; i < size; i += 97) expect(Math.abs(got[2]![i]! / (3 * gain2))).to.be.within(1e-9, 1);
      });
    });
  }

  it('leaves alone what somebody holds', () => {
    withState(4, (handles, update) => {
      update(Float32Array.of(1, 2, 3, 4));
      const held = handles.map(read);
      const before = held.map((id) => Float32Array.from(binding.tensorDataSync(id) as Float32Array));
      update(Float32Array.of(1, 2, 3, 4));
      expect(held.map((id) => Float32Array.from(binding.tensorDataSync(id) as Float32Array))).to.deep.equal(before);
      expect(handles.map(valueOf)).to.not.deep.equal(before);
      for (const id of held) binding.deleteTensor(id);
    });
  });

  it('keeps infinite squares infinite, and the variable where it is', () => {
    withState(2, (handles, update) => {
      for (let step = 0; step < 3; step++) update(Float32Array.of(1e30, 1));
      const [w, , v] = handles.map(valueOf) as [Float32Array, Float32Array, Float32Array];
      expect(v[0]).to.equal(Infinity);
      expect(w[0]).to.equal(0.5);
      expect(w[1]).to.be.below(0.5);
    });
  });

  it('refuses a gradient of another shape, and changes nothing', () => {
    withState(4, (handles, update) => {
      expect(() => update(new Float32Array(3))).to.throw(/must be of one shape/);
      expect(() => update(new Float32Array(4), [2, 2])).to.throw(/must be of one shape/);
      expect(valueOf(handles[0]!)).to.deep.equal(new Float32Array(4).fill(0.5));
    });
  });
});
