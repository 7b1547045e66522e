import {type ImageDataset} from '../../lib/data/index.ts';
import {loadMnist} from '../../lib/data/files/index.ts';
import type {TrainingOptions} from './training-options.ts';

/** The images that the options ask for. */
export function loadDigits(
  {data, dataset}: Pick<TrainingOptions, 'data' | 'dataset'>,
  signal: AbortSignal,
): Promise<ImageDataset> {
  if (data === 'embedded') return loadMnist({source: 'embedded', dataset});
  if (data === 'download') return loadMnist({source: 'download', dataset, signal});
  return loadMnist({source: 'dir', dir: data, dataset});
}
