/** A JSON description of a schedule: its name and its arguments by name; `scheduleFromConfig` turns it back into the schedule. */
export interface ScheduleConfig {
  readonly name: string;
  readonly [argument: string]: unknown;
}

/**
 * A value for every step 0, 1, 2, ..., with the configuration that rebuilds it.
 *
 * The step is the number of updates already done, so the first update uses the value at step 0. Fractional steps are
 * allowed, for plotting; a step that is negative, NaN or infinite is a RangeError.
 * A schedule that watches a metric (`reduceOnPlateau`, `reduceOnIncrease`, and whatever contains one) also has `observe`;
 * its `config` then holds what it has seen so far, so that `scheduleFromConfig(schedule.config)` continues exactly.
 */
export type Schedule = ((step: number) => number) & {
  readonly config: ScheduleConfig;
  /**
   * Tells a watching schedule the newest value of the metric that it watches, usually once per epoch.
   *
   * @param metric the loss or score; a value that is not finite counts as a bad one
   * @param step the number of updates done so far; with it, `warmup` and `sequence` tell only the child whose turn it was
   *   in the latest update, without it they tell every child
   */
  readonly observe?: (metric: number, step?: number) => void;
};

/** A number, or a schedule that gives the number for every step. */
export type Hyperparameter = number | Schedule;
