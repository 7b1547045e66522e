import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {markup, Markup} from '../html.ts';

export interface InteractiveOptions {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** A row for each y; what is not finite leaves a hole. */
  readonly loss: readonly (readonly number[])[];
  readonly xTitle: string;
  readonly yTitle: string;
  readonly isLog: boolean;
  readonly trajectory: readonly {readonly x: number; readonly y: number; readonly loss: number}[];
}

/** JSON that cannot end the script it stands in. */
const scriptJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`);

/**
 * The surface as a drawing in three dimensions that can be turned, with the library that draws it inside of the page; 1.7 MB.
 *
 * @param options coordinates and losses
 */
export function interactiveSurface({x, y, loss, xTitle, yTitle, isLog, trajectory}: InteractiveOptions): Markup {
  const library = readFileSync(createRequire(import.meta.url).resolve('plotly.js-gl3d-dist-min'), 'utf8');
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  // On a logarithmic axis the colours follow the logarithm, too; its numbers stand at the axis.
  const colours = {surfacecolor: loss.map((row) => row.map((value) => finite(Math.log(value)))), showscale: false};
  const data = [
    {
      type: 'surface',
      ...(isLog ? colours : {}),
      x,
      y,
      z: loss.map((row) => row.map(finite)),
      colorscale: 'Viridis',
      colorbar: {title: {text: 'loss'}},
    },
    {
      type: 'scatter3d',
      mode: 'lines+markers',
      x: trajectory.map((point) => point.x),
      y: trajectory.map((point) => point.y),
      z: trajectory.map((point) => finite(point.loss)),
      line: {color: '#D55E00', width: 5},
      marker: {color: '#D55E00', size: 3},
      showlegend: false,
    },
  ];
  const axis = (text: string) => ({title: {text}});
  const layout = {
    margin: {l: 0, r: 0, t: 0, b: 0},
    scene: {xaxis: axis(xTitle), yaxis: axis(yTitle), zaxis: {...axis('loss'), type: isLog ? 'log' : 'linear'}},
  };
  return markup`<figure>
    <div id="surface3d" style="width:100%;height:560px"></div>
    <figcaption><p>Drag to turn, scroll to come nearer.</p></figcaption>
    <script>
      ${new Markup(library.replaceAll('</script', String.raw`<\/script`))};
    </script>
    <script>
      ${new Markup(`Plotly.newPlot('surface3d', ${scriptJson(data)}, ${scriptJson(layout)}, {responsive: true, displaylogo: false});`)};
    </script>
  </figure>`;
}
