import type { IpAddress } from '../binding/ip-address.ts';
import type { Configuration } from '../model/configuration.ts';

/** What is known of a node's host. */
export interface HostFacts {
  /** Every interface that the host has, by name; the loopback interface may be left out. */
  readonly interfaces: ReadonlyMap<string, HostInterface>;
}

export interface HostInterface {
  /**
   * With their prefix lengths, in the order in which the host has them: the first of a family is the one that keepalived sends from. Null
   * where only the interface is known.
   */
  readonly addresses: readonly IpAddress[] | null;
}

/** A node of a cluster: what it runs, and what is known of where it runs. */
export interface BehaviourNode {
  /** The root's path, with `@id` behind it for the view of a config-id. */
  readonly name: string;
  readonly configuration: Configuration;
  /** Null: nothing is known of the host. */
  readonly facts: HostFacts | null;
}
