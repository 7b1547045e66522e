import {createHash} from 'node:crypto';

/**
 * The same checkpoint as version 1 had it: without the layers and without what was trained.
 *
 * @param file bytes of a checkpoint of version 2
 */
export function asVersion1(file: Uint8Array): Uint8Array {
  const [digestStart, lengthStart, headerStart] = [16, 48, 52];
  const length = new DataView(file.buffer, file.byteOffset).getUint32(lengthStart, true);
  const header = JSON.parse(new TextDecoder().decode(file.subarray(headerStart, headerStart + length))) as object;
  const {layers: _layers, trained: _trained, ...rest} = header as Record<string, unknown>;
  const json = new TextEncoder().encode(JSON.stringify(rest));
  const data = file.subarray(headerStart + length);
  const old = new Uint8Array(headerStart + json.length + data.length);
  old.set(new TextEncoder().encode('TFJS-OPTIM-CKPT1'));
  new DataView(old.buffer).setUint32(lengthStart, json.length, true);
  old.set(json, headerStart);
  old.set(data, headerStart + json.length);
  old.set(createHash('sha256').update(old.subarray(lengthStart)).digest(), digestStart);
  return old;
}
