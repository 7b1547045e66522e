import {runCommandLine} from './command-line.ts';

// `npm start`: the command line of a checkout, which first makes the native backend ready.
process.exitCode = await runCommandLine(process.argv.slice(2), {
  program: 'npm start --',
  prepare: async () => {
    const {ensureNative} = await import('./native/index.ts');
    await ensureNative();
  },
});
