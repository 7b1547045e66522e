import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {loadSavedModel} from '../../../scripts/model/saved-model.ts';
import {rejection} from '../../lib/landscape/support.ts';
import {saveModel} from './save-model.ts';

interface ModelFile {
  weightsManifest: {paths: unknown[]; weights: Record<string, unknown>[]}[];
}

describe('loadSavedModel', () => {
  let folder = '';
  beforeEach(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'saved-')), 'model');
    const model = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [3], name: 'only'})]});
    model.setWeights([tf.linspace(0, 5, 6).reshape([3, 2]), tf.tensor1d([7, 8])]);
    await saveModel(model, folder, false);
    model.dispose();
  });
  afterEach(() => rmSync(join(folder, '..'), {recursive: true}));
  const change = (edit: (file: ModelFile) => void): void => {
    const path = join(folder, 'model.json');
    const file = JSON.parse(readFileSync(path, 'utf8')) as ModelFile;
    edit(file);
    writeFileSync(path, JSON.stringify(file));
  };
  const values = async (): Promise<number[][]> => {
    const model = await loadSavedModel(folder);
    const found = model.getWeights().map((weight) => [...weight.dataSync()]);
    model.dispose();
    return found;
  };
  const refusal = (): Promise<string> => rejection(loadSavedModel(folder));
  const whole = [
    [0, 1, 2, 3, 4, 5],
    [7, 8],
  ];

  it('reads weights out of several files and groups, in folders below and through links', async () => {
    const bytes = readFileSync(join(folder, 'weights.bin'));
    mkdirSync(join(folder, 'below'));
    writeFileSync(join(folder, 'one'), bytes.subarray(0, 10));
    writeFileSync(join(folder, 'below', 'two'), bytes.subarray(10, 24));
    writeFileSync(join(folder, '..', 'elsewhere'), bytes.subarray(24));
    symlinkSync(join('..', 'elsewhere'), join(folder, 'three'));
    change((file) => {
      const [kernel, bias] = file.weightsManifest[0]!.weights;
      file.weightsManifest = [
        {paths: ['one', './below/two'], weights: [kernel!]},
        {paths: ['three'], weights: [bias!]},
      ];
    });
    expect(await values()).to.deep.equal(whole);
  });

  it('reads weights that were packed into fewer bytes', async () => {
    writeFileSync(join(folder, 'weights.bin'), Uint8Array.of(0, 1, 2, 3, 4, 5, 14, 0, 16, 0));
    change(({weightsManifest: [group]}) => {
      group!.weights[0]!['quantization'] = {dtype: 'uint8', scale: 1, min: 0};
      group!.weights[1]!['quantization'] = {dtype: 'uint16', scale: 0.5, min: 0};
    });
    expect(await values()).to.deep.equal(whole);
  });

  const paths: [path: unknown, message: RegExp][] = [
    ['../weights.bin', /paths\.0: expected a path within the folder, not one that leaves it: "\.\.\/weights\.bin"/],
    ['../../etc/passwd', /not one that leaves it/],
    ['below/../../weights.bin', /not one that leaves it/],
    ['below\\..\\..\\weights.bin', /not one that leaves it/],
    ['/etc/passwd', /not an absolute one: "\/etc\/passwd"/],
    ['C:\\weights.bin', /not an absolute one/],
    ['C:weights.bin', /not an absolute one/],
    ['', /expected the name of a file/],
    ['a\0b', /expected the name of a file/],
    [7, /expected string/],
    ['none', /model\.json cannot be loaded: none does not exist/],
    ['.', /\. is a folder, not a file/],
    ['pipe', /pipe cannot be read: it is no regular file/],
    ['device', /device cannot be read: it is no regular file/],
    ['circle', /circle cannot be read: its symbolic links lead in a circle/],
  ];
  for (const [path, message] of paths) {
    it(`refuses the weights in ${JSON.stringify(path)}`, async function () {
      if (process.platform === 'win32') this.skip();
      renameSync(join(folder, 'weights.bin'), join(folder, '..', 'weights.bin'));
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      symlinkSync('/dev/zero', join(folder, 'device'));
      symlinkSync('circle', join(folder, 'circle'));
      change(({weightsManifest: [group]}) => (group!.paths = [path]));
      expect(await refusal()).to.match(message);
    });
  }

  const entries: [name: string, changes: Record<string, unknown>, message: RegExp][] = [
    [
      'a scale that is no number',
      {quantization: {dtype: 'uint8', scale: 'x', min: 0}},
      /quantization\.scale: .*expected number/,
    ],
    ['no scale', {quantization: {dtype: 'uint8', min: 0}}, /quantization\.scale/],
    [
      'a least value of null, as NaN is written',
      {quantization: {dtype: 'uint16', scale: 1, min: null}},
      /quantization\.min/,
    ],
    ['packing of another kind', {quantization: {dtype: 'float64'}}, /quantization\.dtype/],
    ['packing that is a text', {quantization: 'uint8'}, /quantization/],
    ['another type', {dtype: 'float64'}, /weights\.0\.dtype/],
    ['a negative length', {shape: [-3, 2]}, /weights\.0\.shape\.0/],
    ['half a length', {shape: [1.5, 4]}, /weights\.0\.shape\.0/],
    [
      'a larger shape',
      {shape: [3, 3]},
      /weights\.bin has 32 bytes, its weights are 44: a file is damaged or of another model/,
    ],
    ['a huge shape', {shape: [1e9, 1e9]}, /has 32 bytes, its weights are 4000000000000000000/],
    ['a smaller shape', {shape: [3, 1]}, /has 32 bytes, its weights are 20/],
    ['texts in the place of numbers', {dtype: 'string', shape: [9]}, /has 32 bytes, its weights are at least 44/],
    ['the shape of another layer', {shape: [2, 3]}, /model\.json cannot be loaded: /],
    ['a name twice', {name: 'only/bias'}, /weightsManifest: expected every weight once/],
  ];
  for (const [name, changes, message] of entries) {
    it(`refuses ${name}`, async () => {
      change(({weightsManifest: [group]}) => Object.assign(group!.weights[0]!, changes));
      expect(await refusal()).to.match(message);
    });
  }

  it('refuses a model.json that is no file or no JSON', async function () {
    if (process.platform === 'win32') this.skip();
    const path = join(folder, 'model.json');
    const text = readFileSync(path);
    writeFileSync(path, text.subarray(0, 100));
    expect(await refusal()).to.match(/model\.json cannot be loaded: .*JSON/);
    rmSync(path);
    expect(await refusal()).to.match(/holds no model\.json: give the folder of a saved model/);
    execFileSync('mkfifo', [path]);
    expect(await refusal()).to.match(/model\.json cannot be read: it is no regular file/);
    rmSync(path);
    mkdirSync(path);
    expect(await refusal()).to.match(/model\.json is a folder, not a file/);
  });
});
