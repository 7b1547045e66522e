import {expect} from 'chai';
import {CheckpointError} from '../../../../lib/training/files/checkpoint-error.ts';
import {decodeCheckpoint, encodeCheckpoint} from '../../../../lib/training/files/checkpoint-format.ts';
import type {CheckpointHeader} from '../../../../lib/training/files/checkpoint-header.ts';

const header: CheckpointHeader = {
  epoch: 3,
  history: [],
  optimizer: {className: 'Adam', config: {learningRate: 0.1, limit: Infinity}},
  extra: {least: -Infinity, none: Number.NaN, text: 'é'},
  specs: [{name: 'model/0', shape: [2], dtype: 'float32'}],
  names: ['w'],
};
const data = new Float32Array([1.5, -0]).buffer;

async function refusal(file: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    await decodeCheckpoint('some.ckpt', file);
  } catch (error) {
    expect(error).to.be.instanceOf(CheckpointError);
    return (error as Error).message;
  }
  return 'accepted';
}

describe('the format of a checkpoint', () => {
  it('gives back what went in, numbers that JSON lacks included', async () => {
    const decoded = await decodeCheckpoint('a', new Uint8Array(await encodeCheckpoint(header, data)));
    expect(decoded.header).to.deep.equal(header);
    expect([...new Float32Array(decoded.data)]).to.deep.equal([1.5, -0]);
  });

  it('notices every single changed byte', async () => {
    const file = new Uint8Array(await encodeCheckpoint(header, data));
    for (let i = 0; i < file.length; i++) {
      const changed = file.slice();
      changed[i]! ^= 1;
      expect(await refusal(changed), `byte ${i}`).to.match(
        /^checkpoint some\.ckpt: .*(damaged|not a checkpoint|version)/,
      );
    }
  });

  it('refuses files that are empty, cut short, too long, foreign, or of another version', async () => {
    const file = new Uint8Array(await encodeCheckpoint(header, data));
    expect(await refusal(new Uint8Array())).to.match(/not a checkpoint/);
    expect(await refusal(file.slice(0, 20))).to.match(/damaged/);
    expect(await refusal(file.slice(0, -1))).to.match(/damaged/);
    expect(await refusal(new Uint8Array([...file, 0]))).to.match(/damaged/);
    expect(await refusal(new TextEncoder().encode('<!doctype html><title>404</title>'))).to.match(/not a checkpoint/);
    const odd = await encodeCheckpoint({...header, names: []}, data);
    expect(await refusal(new Uint8Array(odd))).to.match(/header is not one .*names: expected one for each of specs/);
    file[15] = '2'.codePointAt(0)!;
    expect(await refusal(file)).to.match(/version 2, this program reads version 1/);
  });
});
