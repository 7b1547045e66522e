import type {EpochRecord, LayerDiagnostics} from '../../../../lib/training/types.ts';

/** A layer as it looks in a healthy run, changed where a spec says so. */
export const layer = (changes: Partial<LayerDiagnostics> = {}): LayerDiagnostics => ({
  name: 'hidden1',
  gradientNorm: 1,
  weightNorm: 5,
  updateNorm: 0.05,
  relativeChange: 0.01,
  deadFraction: 0.1,
  ...changes,
});

/** Records with these training losses, epoch by epoch, and the same layers in each of them. */
export const records = (losses: number[], layers?: (epoch: number) => LayerDiagnostics[]): EpochRecord[] =>
  losses.map((trainLoss, epoch) => ({
    epoch,
    updates: 10 * epoch,
    learningRate: 0.1,
    rates: [],
    trainLoss,
    trainAccuracy: null,
    testLoss: null,
    testAccuracy: null,
    ...(layers && {layers: layers(epoch)}),
  }));
