import type { HostNames } from '../../grammar/keywords/entries/entry.ts';
import type { Version } from '../../grammar/version.ts';

/** What a configuration is read for: which keepalived, built how, and what is known of the host that runs it. */
export interface Target {
  /** The release of keepalived. */
  readonly version: Version;
  readonly build: Build;
  readonly host: Host;
}

/** How keepalived was configured when it was built. */
export interface Build {
  /** Options of the build that it lacks, in the words of the vocabulary's `build`. */
  readonly lacks: ReadonlySet<string>;
}

/** What is known of a host beside its configuration. */
export interface Host {
  /** Largest packet that an interface sends, in bytes without the Ethernet header. */
  readonly mtu: number;
  /** Names that it is known to have, in lower case. */
  readonly names: Readonly<Record<HostNames, ReadonlySet<string>>>;
  /** Variables of the environment that keepalived is started with, as far as they are known. */
  readonly environment?: ReadonlyMap<string, string>;
}
