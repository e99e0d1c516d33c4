import manifest from '../../package.json' with { type: 'json' };

/** The version of kvlint. */
export const VERSION: string = manifest.version;
