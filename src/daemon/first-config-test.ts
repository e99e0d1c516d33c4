import type { Version } from '../../grammar/version.ts';

/** The first keepalived that can test a configuration (`-t`, `--config-test`). */
export const FIRST_CONFIG_TEST: Version = '2.0.4';
