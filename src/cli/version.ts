import { basename } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };

/** The file that Node runs; only the bundle knows it. */
declare const __filename: string | undefined;

/** The version of kvlint. */
export const VERSION: string = manifest.version;

/** What tells this very kvlint from all others of its version: the name of the bundle holds a digest of it. */
export const BUILD: string = `${VERSION} ${typeof __filename === 'string' ? basename(__filename) : 'from source'}`;
