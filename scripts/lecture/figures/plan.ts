/** A line, or the points of one. */
export interface PlannedSeries {
  readonly label: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** How it is drawn: a line by default. */
  readonly as?: 'line' | 'dashed' | 'points' | 'line and points';
}

interface Plan {
  /** Shown above the panel where a figure has several. */
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
}

/** Lines and points over a number. */
export interface LinesPlan extends Plan {
  readonly kind: 'lines';
  readonly series: readonly PlannedSeries[];
  readonly xLog?: boolean;
  readonly yLog?: boolean;
  /** The ends of the vertical axis; of the data by default. */
  readonly yDomain?: readonly [number, number];
  readonly xDomain?: readonly [number, number];
  /** Whether a unit is as long across as up, as in a map; needs both ends. */
  readonly isMap?: boolean;
}

/** Bars by name, in groups where there are several series. */
export interface BarsPlan extends Plan {
  readonly kind: 'bars';
  readonly names: readonly string[];
  readonly series: readonly {readonly label: string; readonly values: readonly number[]}[];
  readonly yLog?: boolean;
}

/** Squares whose colour is a value, with the value in each where there are few. */
export interface HeatPlan extends Plan {
  readonly kind: 'heat';
  readonly x: readonly (string | number)[];
  readonly y: readonly (string | number)[];
  /** A row for each y. */
  readonly values: readonly (readonly number[])[];
  readonly valueTitle: string;
}

/** Level lines of a function of two numbers, with ways and named points on it. */
export interface PlanePlan extends Plan {
  readonly kind: 'plane';
  /** Coordinates that increase, evenly spaced. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** A row for each y. */
  readonly values: readonly (readonly number[])[];
  readonly paths: readonly PlannedSeries[];
  readonly marks?: readonly {readonly name: string; readonly x: number; readonly y: number}[];
}

export type PanelPlan = LinesPlan | BarsPlan | HeatPlan | PlanePlan;

/** A figure as data: drawing takes vega, which is slow to load, and is done where a page is written. */
export interface FigurePlan {
  /** Tells the figures of an item apart. */
  readonly name: string;
  readonly title: string;
  /** What is seen. */
  readonly caption: string;
  readonly panels: readonly PanelPlan[];
}
