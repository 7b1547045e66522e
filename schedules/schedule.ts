/** A JSON description of a schedule: its name and its arguments by name; `scheduleFromConfig` turns it back into the schedule. */
export interface ScheduleConfig {
  readonly name: string;
  readonly [argument: string]: unknown;
}

/**
 * A value for every step 0, 1, 2, ..., with the configuration that rebuilds it.
 *
 * A schedule that watches a metric (`reduceOnPlateau`, `reduceOnIncrease`) also has `observe`.
 */
export type Schedule = ((step: number) => number) & {
  readonly config: ScheduleConfig;
  /** Tells a watching schedule the newest value of the metric that it watches, usually once per epoch. */
  observe?(metric: number): void;
};

/** A number, or a schedule that gives the number for every step. */
export type Hyperparameter = number | Schedule;
