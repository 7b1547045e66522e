import type {Digest} from './checkpoint-format.ts';

/** The digest of the web platform, which Node has too; a page needs to be served securely for it. */
export const digestInPage: Digest = async (parts) => {
  const {subtle} = globalThis.crypto as {subtle?: SubtleCrypto};
  if (subtle === undefined) {
    throw new Error(
      'checkpoints need crypto.subtle, which pages have over https and from localhost; serve the page so',
    );
  }
  return new Uint8Array(await subtle.digest('SHA-256', await new Blob([...parts]).arrayBuffer()));
};
