import {ensureNative} from './native/ensure-native.ts';

await ensureNative();
