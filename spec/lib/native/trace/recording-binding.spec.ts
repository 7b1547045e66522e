import {expect} from 'chai';
import {recordingBinding} from '../../../../lib/native/trace/recording-binding.ts';
import type {Binding, Values} from '../../../../lib/native/binding.ts';
import type {ValueType} from '../../../../lib/native/graph/node.ts';

describe('recordingBinding', () => {
  it('tells of values and operations, reads only when allowed, and refuses graphs within', () => {
    const binding = {
      TF_FLOAT: 1,
      createTensor: () => 7,
      executeOp: () => [{id: 8, shape: [], dtype: 1}],
      tensorDataSync: (id: number) => Float32Array.of(id),
      deleteTensor: (id: number) => `deleted ${id}`,
    } as unknown as Binding;
    const constants: [number, Values, ValueType][] = [];
    let isReading = false;
    const recording = recordingBinding(binding, {
      constant: (...all) => void constants.push(all),
      execute: (name, attributes, inputs, outputs) => [
        {id: inputs[0]! + outputs + attributes.length, shape: [name.length], dtype: 1},
      ],
      isReading: () => isReading,
      refuse: (reason) => {
        throw new Error(reason);
      },
    });
    const given = Float32Array.of(1, 2);
    expect(recording.createTensor([2], 1, given)).to.equal(7);
    given[0] = 5;
    expect(constants).to.deep.equal([[7, Float32Array.of(1, 2), {shape: [2], dtype: 1}]]);
    expect(recording.executeOp('Neg', [], [3], 1)).to.deep.equal([{id: 4, shape: [3], dtype: 1}]);
    expect(() => recording.tensorDataSync(3)).to.throw(/reads the data of a tensor .*return the tensor/);
    isReading = true;
    expect(recording.tensorDataSync(3)[0]).to.equal(3);
    expect(() => recording.loadSavedModel('folder', 'serve')).to.throw(/loads a SavedModel/);
    expect(() => recording.runSavedModel(1, [], '', '')).to.throw(/runs a SavedModel/);
    // All else is the binding's own.
    expect(recording.deleteTensor(3)).to.equal('deleted 3');
    expect(Object.keys(binding)).to.have.length(5);
  });
});
