/** Panels of a page 940 pixels wide, two or three in a row; alone they fill a telephone. */
export const half = {width: 460, height: 300} as const;

export const third = {width: 306, height: 236} as const;

/** Columns in which so many panels are laid out. */
export function columnsFor(panels: number): 1 | 2 | 3 {
  if (panels === 1) return 1;
  return panels === 2 || panels === 4 ? 2 : 3;
}

/** Up to so many labels share one panel for training and test, which shows the gap between them best. */
export const sharedPanel = 3;
