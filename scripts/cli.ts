#!/usr/bin/env node
import {runCommandLine} from './command-line.ts';

// npx says so in the environment; what it runs is not on the path.
const program = process.env['npm_command'] === 'exec' ? 'npx tfjs-optim' : 'tfjs-optim';
process.exitCode = await runCommandLine(process.argv.slice(2), {program});
