import type {EpochRecord} from '../../lib/training/index.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import type {EventOf} from '../run/folder/schemas.ts';

/** A training as the events of its run tell of it. */
export interface Trained {
  readonly key: string;
  readonly label: string;
  readonly optimizer: string;
  readonly seed: number;
  readonly fold: number | undefined;
  readonly stem: string;
  readonly history: readonly EpochRecord[];
  readonly isFinished: boolean;
}

/** The trainings that a run folder tells of. */
export function trainingsOf(folder: RunFolder): Trained[] {
  const events = folder.readEvents();
  const units = events.filter((event): event is EventOf<'unit'> => event.event === 'unit');
  return units.flatMap(({key, label, optimizer, seed, fold, stem}) => {
    const own = events.filter((event) => 'key' in event && event.key === key);
    const history = own.filter((event): event is EventOf<'epoch'> => event.event === 'epoch');
    const end = own.findLast((event): event is EventOf<'end'> => event.event === 'end');
    return stem === undefined
      ? []
      : [{key, label, optimizer, seed, fold, stem, history, isFinished: end?.divergence === null}];
  });
}
