import type {CommandContext} from '../command.ts';
import {carryOut} from '../run/flow.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import type {Printing} from '../run/output-options.ts';
import type {PlaceRequest} from '../run/start-run.ts';
import {duration} from '../terminal/style.ts';
import {comparisonWork} from '../training/comparison-work.ts';
import {followedEpochs, type HessianOptions} from './hessian-options.ts';
import {trainingOf} from './open-run.ts';
import {requestFile} from './probe-run.ts';

type TrainRequest = Parameters<typeof comparisonWork>[0];

async function trained(
  request: TrainRequest,
  onFolder: (folder: RunFolder) => void,
  printing: Printing,
  context: CommandContext,
): Promise<string | null> {
  const work = await comparisonWork(request, context, {
    command: 'hessian',
    epochsOn: () => followedEpochs,
    time: (seconds) => `about ${duration(seconds)} to train, then the probes`,
    stopped: ({path}, again) => `Stopped while it trained; everything so far is in ${path}. To go on: ${again}`,
  });
  const open: typeof work.place.open = (report) => {
    const folder = work.place.open(report);
    onFolder(folder);
    return folder;
  };
  try {
    const done = await carryOut({...work, place: {...work.place, open}}, printing, context);
    return done?.around.folder.path ?? null;
  } finally {
    work.dispose();
  }
}

/**
 * Trains what is to be probed, as `mnist` does, in a folder of its own.
 *
 * @param asked what is probed then, which the folder keeps from the beginning
 * @returns the folder; null where it was stopped
 */
export function trainFirst(
  request: TrainRequest,
  asked: HessianOptions & {readonly units: string},
  printing: Printing,
  context: CommandContext,
): Promise<string | null> {
  const keep = (folder: RunFolder): void => {
    folder.writeJson(requestFile, {...asked, training: 'own'});
  };
  return trained(request, keep, printing, context);
}

/** Goes on with a training that was stopped, as {@link trainFirst}; what has ended is not done again. */
export async function trainOn(
  path: string,
  place: Pick<PlaceRequest, 'allowVersions'>,
  printing: Printing,
  context: CommandContext,
): Promise<string | null> {
  const training = await trainingOf(path);
  return trained({...training, ...place, resumed: path, out: undefined}, () => {}, printing, context);
}
