import {legendOf} from '../../report/figures/palette.ts';
import type {Figure, LegendEntry, Panel} from '../../report/types.ts';
import {barsPanel} from './bars.ts';
import {heatPanel} from './heat.ts';
import {linesPanel} from './lines.ts';
import {planePanel} from './plane.ts';
import type {FigurePlan, PanelPlan, PlannedSeries} from './plan.ts';

/** Width and height of a panel in pixels, for one, two, and three or more side by side. */
const sizes = [
  {width: 640, height: 380},
  {width: 460, height: 320},
  {width: 320, height: 260},
] as const;

const seriesOf = (panel: PanelPlan): readonly (Pick<PlannedSeries, 'label'> & Partial<PlannedSeries>)[] =>
  panel.kind === 'plane' ? panel.paths : panel.kind === 'heat' ? [] : panel.series;

/** One entry a label, in the order in which they first come. */
function legendOfPanels(panels: readonly PanelPlan[]): LegendEntry[] {
  const all = panels.flatMap(seriesOf);
  const labels = [...new Set(all.map(({label}) => label))];
  return legendOf(labels).map((entry) => {
    const {as = 'line'} = all.find(({label}) => label === entry.label)!;
    const isBar = panels.some((panel) => panel.kind === 'bars');
    if (isBar) return {...entry, shape: 'square', line: 'none'};
    if (as === 'points') return {...entry, line: 'none'};
    return {...entry, shape: as === 'line and points' ? entry.shape : null, line: as === 'dashed' ? 'dashed' : 'solid'};
  });
}

function drawPanelOf(plan: PanelPlan, legend: readonly LegendEntry[], frame: Omit<Panel, 'svg'>): Panel {
  if (plan.kind === 'lines') return linesPanel(plan, legend, frame);
  if (plan.kind === 'bars') return barsPanel(plan, legend, frame);
  return plan.kind === 'heat' ? heatPanel(plan, frame) : planePanel(plan, legend, frame);
}

/**
 * Draws a figure from its plan.
 *
 * @param name of its file
 */
export function drawFigure({title, caption, panels: plans}: FigurePlan, name: string): Figure {
  const legend = legendOfPanels(plans);
  const columns = plans.length === 1 ? 0 : plans.length === 2 || plans.length === 4 ? 1 : 2;
  const panels = plans.map((plan) => {
    const labels = seriesOf(plan).map(({label}) => label);
    const of = labels.length === 0 ? '' : ` of ${[...new Set(labels)].join(', ')}`;
    const description = `${plan.yTitle} over ${plan.xTitle}${of}.`;
    return drawPanelOf(plan, legend, {...sizes[columns], title: plan.title, description});
  });
  return {name, title, explanation: caption, panels, legend: legend.length > 1 ? legend : []};
}
