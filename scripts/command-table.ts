import type {Command} from './command.ts';

/** The commands by name; a module is loaded where its command is asked for, so that the help is quick. */
export const commandTable: Readonly<Record<string, {summary: string; load: () => Promise<Command>}>> = {
  mnist: {
    summary: 'train a network on handwritten digits with several optimizers and compare them (the default)',
    load: async () => (await import('./mnist/command.ts')).mnist,
  },
  train: {
    summary: 'train a network on your own data with several optimizers and compare them',
    load: async () => (await import('./train/command.ts')).train,
  },
  rates: {
    summary: 'suggest a learning rate for each optimizer: a short run in which the rate grows',
    load: async () => (await import('./rates/command.ts')).rates,
  },
  interpolate: {
    summary: 'measure the loss on straight lines: from start to end of training, its controls, between solutions',
    load: async () => (await import('./interpolate/command.ts')).interpolate,
  },
  surface: {
    summary: 'measure and draw the loss over a plane through the weights of a network',
    load: async () => (await import('./surface/command.ts')).surface,
  },
  hessian: {
    summary: 'probe the curvature of a run, of a saved model, or along a training',
    load: async () => (await import('./hessian/command.ts')).hessian,
  },
  lecture: {
    summary: 'carry out what the lecture notes say and write a site with figures and computed verdicts',
    load: async () => (await import('./lecture/command.ts')).lecture,
  },
  list: {
    summary: 'show the optimizers, solvers, schedules and models with formula, defaults and reference',
    load: async () => (await import('./list/command.ts')).list,
  },
  doctor: {
    summary: 'show the backend, versions, threads and data, and how to mend what is missing',
    load: async () => (await import('./doctor/command.ts')).doctor,
  },
  download: {
    summary: 'fetch the full MNIST or Fashion-MNIST files into the cache and verify them',
    load: async () => (await import('./download/command.ts')).download,
  },
  setup: {
    summary: 'make the native TensorFlow backend ready',
    load: async () => (await import('./setup/command.ts')).setup,
  },
};
