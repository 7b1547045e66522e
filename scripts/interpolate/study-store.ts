import {existsSync, mkdirSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import type {StudyPathKey, StudyRun, StudyStore} from '../../lib/landscape/index.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import {byNumber, pointStore} from '../run/point-store.ts';
import {loadCheckpoint, saveCheckpoint} from '../../lib/training/files/index.ts';

/** The checkpoint of one end of a training. */
const endFile = (folder: RunFolder, stem: string, end: 'initial' | 'final'): string =>
  folder.file('checkpoints', `${stem}-${end}.ckpt`);

/**
 * Keeps a study in its run folder: the ends of every training as two checkpoints, the points as lines of `metrics.jsonl`.
 *
 * @param model with the layers of the study; it is used to read checkpoints
 * @param stemOf what the names of the checkpoints of a training begin with
 */
export function folderStore(
  folder: RunFolder,
  {model, stemOf}: {model: tf.LayersModel; stemOf: (run: StudyRun) => string},
): StudyStore {
  const paths = pointStore<StudyPathKey>(
    folder.readEvents().flatMap((event) => (event.event === 'points' ? [[event.path, event.points] as const] : [])),
    (path, points) => folder.appendEvent({event: 'points', path, points}),
  );
  const clones = (): tf.Tensor[] => model.getWeights().map((weight) => tf.clone(weight));
  return {
    async ends(run) {
      const [initial, final] = (['initial', 'final'] as const).map((end) => endFile(folder, stemOf(run), end));
      // The final one is written last.
      if (!existsSync(final!)) return null;
      await loadCheckpoint(initial!, {model});
      const from = clones();
      const {history, extra} = await loadCheckpoint(final!, {model});
      return {from, to: clones(), history, diverged: extra === 'diverged'};
    },
    async keepEnds(run, {from, to, history, diverged}) {
      mkdirSync(folder.file('checkpoints'), {recursive: true});
      const stem = stemOf(run);
      model.setWeights([...from]);
      await saveCheckpoint(endFile(folder, stem, 'initial'), {model});
      model.setWeights([...to]);
      await saveCheckpoint(endFile(folder, stem, 'final'), {model, history, extra: diverged ? 'diverged' : null});
    },
    points: (path) => paths.get(path) ?? new Map(),
    keepPoints: (path, points) => paths.put(path, byNumber(points)),
  };
}
