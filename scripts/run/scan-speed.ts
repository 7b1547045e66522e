import type {StudyStore} from '../../lib/landscape/index.ts';

/**
 * Points and examples per second, in words; nothing where nothing was measured.
 *
 * @param points measured
 * @param examples evaluated at each of them
 */
export function speedWords(points: number, examples: number, seconds: number): string {
  if (points === 0 || seconds <= 0) return '';
  const rate = (amount: number): string => {
    const value = amount / seconds;
    return value < 10 ? value.toPrecision(2) : Math.round(value).toLocaleString('en');
  };
  return `; ${rate(points)} points and ${rate(points * examples)} examples per second`;
}

/** Keeps the time that the paths of a study take, apart from that of its trainings. */
export interface ScanSpeed {
  /** The same store, which counts the points that are measured. */
  counting(store: StudyStore): StudyStore;
  stepEnded(kind: 'training' | 'path'): void;
  words(): string;
}

/** Begins to measure; every step is what lies between two calls of `stepEnded`. */
export function scanSpeed(examples: number): ScanSpeed {
  let [points, seconds, last] = [0, 0, performance.now()];
  return {
    counting: (store) => ({
      ...store,
      keepPoints(path, measured) {
        points += measured.length;
        store.keepPoints(path, measured);
      },
    }),
    stepEnded(kind) {
      const now = performance.now();
      if (kind === 'path') seconds += (now - last) / 1000;
      last = now;
    },
    words: () => speedWords(points, examples, seconds),
  };
}
