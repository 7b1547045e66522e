import * as z from 'zod';

/** What has `config.json` of a run that trains or measures: the options as they were resolved, and what followed from them. */
export const runConfig = z.looseObject({
  resolved: z
    .looseObject({
      /** The command that started the run. */
      command: z.string().exactOptional(),
      batchSize: z.number().exactOptional(),
      /** Where the images came from. */
      source: z.string().exactOptional(),
      units: z.array(z.looseObject({key: z.string()})).exactOptional(),
    })
    .exactOptional(),
});

export type RunConfig = z.infer<typeof runConfig>;

/** What has `versions.json`. */
export const runVersions = z.looseObject({
  /** The backend that computed it. */
  backend: z.string().exactOptional(),
  'tfjs-optim': z.string().exactOptional(),
});
