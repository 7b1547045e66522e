import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {writeAtomically} from '../../lib/base/node/atomic-write.ts';

/** Writes a model as `model.save` does, on every backend: `model.json`, the last to be written, and `weights.bin`. */
export async function saveModel(model: tf.LayersModel, folder: string): Promise<void> {
  const handler = tf.io.withSaveHandler(async ({weightData, weightSpecs, ...artifacts}) => {
    mkdirSync(folder, {recursive: true});
    writeAtomically(join(folder, 'weights.bin'), new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData)));
    const weightsManifest = [{paths: ['weights.bin'], weights: weightSpecs}];
    writeAtomically(join(folder, 'model.json'), JSON.stringify({...artifacts, weightsManifest}));
    return {modelArtifactsInfo: {dateSaved: new Date(), modelTopologyType: 'JSON'}};
  });
  await model.save(handler);
}
