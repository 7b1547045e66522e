import {networks, type Work} from './works.ts';

const update = (title: string, shapes: readonly (readonly number[])[], group: string): Work => ({
  title: `Adam update, ${title}`,
  group,
  task: {kind: 'update', rule: 'adam', shapes},
  contenders: ['stock', 'fused', 'compiled', 'torch'],
});

const entries: (readonly [string, Work])[] = [
  ...[1e4, 1e5, 1e6, 1e7, 3e7].map((count) => {
    const name = count.toExponential().replace('+', '');
    return [`parameters-${name}`, update(`${name} parameters`, [[count]], 'parameters')] as const;
  }),
  ...[4, 40, 400].map((count) => {
    const shapes = Array.from({length: count}, () => [16]);
    return [`variables-${count}`, update(`${count} variables of 16`, shapes, 'variables')] as const;
  }),
  ...[1, 4, 16, 64, 256, 1024, 4096].map(
    (batch) =>
      [
        `batch-${batch}`,
        {
          title: `MLP 784-128-10, batch ${batch}, Adam step`,
          group: 'batch',
          task: {kind: 'step', network: networks.mlp, batch, rule: 'adam', together: 1},
          contenders: ['stock', 'compiled', 'torch'],
        },
      ] as const,
  ),
];

/** How cost grows with the parameters, the variables and the batch. */
export const scalingWorks: Readonly<Record<string, Work>> = Object.fromEntries(entries);
