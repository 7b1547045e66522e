import {backendVariable} from '../../lib/native/start/index.ts';
import {ensureNative} from '../native/index.ts';

// `npm run setup`, and the first half of `npm test`.
try {
  const {ready} = await ensureNative({build: process.argv.includes('--build')});
  if (!ready && process.env[backendVariable] === 'tensorflow') process.exitCode = 1;
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
