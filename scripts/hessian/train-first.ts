import type {CommandContext} from '../command.ts';
import {carryOut} from '../run/flow.ts';
import type {Printing} from '../run/output-options.ts';
import {duration} from '../terminal/style.ts';
import {comparisonWork} from '../training/comparison-work.ts';
import {followedEpochs} from './hessian-options.ts';

/**
 * Trains what is to be probed, as `mnist` does, in a folder of its own.
 *
 * @returns the folder; null where it was stopped
 */
export async function trainFirst(
  request: Parameters<typeof comparisonWork>[0],
  printing: Printing,
  context: CommandContext,
): Promise<string | null> {
  const work = await comparisonWork(request, context, {
    command: 'hessian',
    epochsOn: () => followedEpochs,
    time: (seconds) => `about ${duration(seconds)} to train, then the probes`,
    stopped: ({path}) => `Stopped while it trained; ${path} holds what there is.`,
  });
  try {
    const done = await carryOut(work, printing, context);
    return done?.around.folder.path ?? null;
  } finally {
    work.dispose();
  }
}
