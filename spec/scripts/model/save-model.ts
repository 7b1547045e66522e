import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';

/** Writes a model as `model.save` does. */
export async function saveModel(model: tf.LayersModel, folder: string, includeOptimizer: boolean): Promise<void> {
  mkdirSync(folder, {recursive: true});
  const handler = tf.io.withSaveHandler(async ({modelTopology, trainingConfig, weightData, weightSpecs}) => {
    writeFileSync(join(folder, 'weights.bin'), Buffer.from(weightData as ArrayBuffer));
    const weightsManifest = [{paths: ['weights.bin'], weights: weightSpecs}];
    writeFileSync(join(folder, 'model.json'), JSON.stringify({modelTopology, trainingConfig, weightsManifest}));
    return {modelArtifactsInfo: {dateSaved: new Date(), modelTopologyType: 'JSON'}};
  });
  await model.save(handler, {includeOptimizer});
}
