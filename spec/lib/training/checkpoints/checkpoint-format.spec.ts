import {expect} from 'chai';
import {CheckpointError} from '../../../../lib/training/checkpoints/checkpoint-error.ts';
import {decodeCheckpoint, encodeCheckpoint} from '../../../../lib/training/checkpoints/checkpoint-format.ts';
import {digestInNode} from '../../../../lib/training/files/save-checkpoint.ts';
import type {CheckpointHeader} from '../../../../lib/training/checkpoints/checkpoint-header.ts';

const header: CheckpointHeader = {
  epoch: 3,
  history: [],
  optimizer: {className: 'Adam', config: {learningRate: 0.1, limit: Infinity}},
  extra: {least: -Infinity, none: Number.NaN, text: 'é'},
  specs: [{name: 'model/0', shape: [2], dtype: 'float32'}],
  names: ['w'],
};
const data = new Float32Array([1.5, -0]).buffer;

const encoded = (about = header, tensors: ArrayBuffer = data) => encodeCheckpoint(about, tensors, digestInNode);

const decode = (file: Uint8Array, size = file.length, most = Infinity) =>
  decodeCheckpoint(
    'some.ckpt',
    size,
    async (from, length) => {
      expect(length).to.be.at.most(most);
      return new Uint8Array(file).subarray(from, from + length);
    },
    digestInNode,
  );

async function refusal(file: Uint8Array, size?: number, most?: number): Promise<string> {
  try {
    await decode(file, size, most);
  } catch (error) {
    expect(error).to.be.instanceOf(CheckpointError);
    return (error as Error).message;
  }
  return 'accepted';
}

describe('the format of a checkpoint', () => {
  it('gives back what went in, numbers that JSON lacks included', async () => {
    const decoded = await decode(await encoded());
    expect(decoded.version).to.equal(2);
    expect(decoded.header).to.deep.equal(header);
    expect([...new Float32Array(decoded.data)]).to.deep.equal([1.5, -0]);
  });

  it('notices every single changed byte', async () => {
    const file = await encoded();
    for (let i = 0; i < file.length; i++) {
      const changed = file.slice();
      changed[i]! ^= 1;
      expect(await refusal(changed), `byte ${i}`).to.match(
        /^checkpoint some\.ckpt: .*(damaged|not a checkpoint|version)/,
      );
    }
  });

  it('refuses files that are empty, cut short, too long, foreign, or of another version', async () => {
    const file = await encoded();
    expect(await refusal(new Uint8Array())).to.match(/not a checkpoint/);
    expect(await refusal(file.slice(0, 20))).to.match(/damaged/);
    expect(await refusal(file.slice(0, -1))).to.match(/damaged/);
    expect(await refusal(new Uint8Array([...file, 0]))).to.match(/damaged/);
    expect(await refusal(new TextEncoder().encode('<!doctype html><title>404</title>'))).to.match(/not a checkpoint/);
    const odd = await encoded({...header, names: []});
    expect(await refusal(odd)).to.match(/header is not one .*names: expected one for each of specs/);
    file[15] = '3'.codePointAt(0)!;
    expect(await refusal(file)).to.match(
      /version 3, this program reads the versions 1 and 2; read it with a newer one/,
    );
    file[15] = 0;
    expect(await refusal(file)).to.match(/version byte 0,/);
  });

  it('refuses lengths that do not agree, before any memory is taken for them', async () => {
    const file = await encoded();
    const length = (value: number): Uint8Array => {
      const changed = file.slice();
      new DataView(changed.buffer).setUint32(48, value, true);
      return changed;
    };
    expect(await refusal(length(0xffffffff), undefined, 100)).to.match(
      /damaged \(it has \d+ bytes, but a header of 4294967295/,
    );
    expect(await refusal(length(0))).to.match(/damaged \(its header is no JSON/);
    expect(await refusal(length(5))).to.match(/damaged \(its header is no JSON/);
    const shape = (...shape_: number[]): Promise<Uint8Array> =>
      encoded({...header, specs: [{name: 'model/0', shape: shape_, dtype: 'float32'}]});
    for (const [shape_, promised] of [
      [[1], 4],
      [[3], 12],
      [[1e9, 1e9], 4e18],
    ] as const) {
      expect(await refusal(await shape(...shape_))).to.match(
        new RegExp(String.raw`damaged \(it has 8 bytes of tensors, its header promises ${promised}\)`),
      );
    }
    for (const odd of [Number.NaN, -1, 0.5, Infinity])
      expect(await refusal(await shape(odd))).to.match(/specs\.0\.shape\.0/);
    // A terabyte that is nearly all hole.
    expect(await refusal(file, 1e12, 1000)).to.match(/damaged \(it has 9\d+ bytes of tensors, its header promises 8\)/);
    const hole = new Uint8Array(1000);
    hole.set(length(0xfffffff0).subarray(0, 52));
    expect(await refusal(hole, 1e12, 100)).to.match(/damaged \(its header is no JSON/);
  });

  it('refuses headers that are junk, and tensors that are not listed one after the other', async () => {
    const spec = header.specs[0]!;
    const withSpecs = async (...names: string[]): Promise<string> =>
      refusal(await encoded({...header, specs: names.map((name) => ({...spec, name})), names}));
    for (const names of [['model/1'], ['w'], ['optimizer/0', 'model/0'], ['model/0', 'model/0']])
      expect(await withSpecs(...names)).to.match(/specs: expected model\/0/);
    const layers = {name: 'm', className: 'Model', weights: [{name: 'w', index: 1}], parts: {}};
    expect(await refusal(await encoded({...header, layers}))).to.match(/layers: expected every weight once/);
    for (const junk of [null, [], 'text', 7, {}, {epoch: {}}])
      expect(await refusal(await encoded(junk as unknown as CheckpointHeader))).to.match(/damaged/);
  });

  it('knows the lengths of texts', async () => {
    const texts = await encoded(
      {...header, specs: [{name: 'model/0', shape: [2], dtype: 'string'}]},
      Uint8Array.of(1, 0, 0, 0, 65, 0, 0, 0, 0).buffer,
    );
    expect((await decode(texts)).data.byteLength).to.equal(9);
    for (const bytes of [
      [2, 0, 0, 0, 65, 0, 0, 0, 0],
      [255, 255, 255, 255, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 0, 0],
    ]) {
      const odd = await encoded(
        {...header, specs: [{name: 'model/0', shape: [2], dtype: 'string'}]},
        Uint8Array.from(bytes).buffer,
      );
      expect(await refusal(odd)).to.match(/damaged \(its texts do not end/);
    }
  });
});
