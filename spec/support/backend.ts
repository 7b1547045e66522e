import {loadBackend} from '../../lib/native/backend.ts';

export const mochaHooks = {
  async beforeAll(): Promise<void> {
    await loadBackend();
  },
};
