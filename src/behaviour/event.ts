/** Every node at once, in place of the name of one. */
export const EVERY_NODE = '*';

/**
 * Something that happens to nodes by name, and is undone later.
 * - `node-stop`: keepalived is stopped in good order. `node-crash`: it is killed; its addresses stay on the host, where nobody looks after them.
 * - `interface-down`: the interface is switched off on the node. `carrier-loss`: its cable is pulled.
 * - `script-fails`, `script-hangs`: a vrrp_script exits with an error, or never ends. Every script of the node that runs the same program does.
 * - `file-value`: a track_file holds another number. `process-gone`: no process of a vrrp_track_process runs. `bfd-down`: a BFD session ends.
 * - `link-cut`: nothing passes between two nodes. `oneway-cut`: no adverts pass from one node to another; what ARP says still does, without
 *   which unicast adverts the other way would end too (scenario unicast-oneway-arp). `peer-cut`: nothing passes between a node and all others.
 *   With `interface` only on that network.
 */
export type ClusterEvent = NodeEvent | InterfaceEvent | CheckEvent | FileEvent | LinkCut | OnewayCut | PeerCut;

export interface NodeEvent {
  readonly kind: 'node-stop' | 'node-crash';
  /** A name or {@link EVERY_NODE}; so everywhere. */
  readonly node: string;
}

export interface InterfaceEvent {
  readonly kind: 'interface-down' | 'carrier-loss';
  readonly node: string;
  readonly interface: string;
}

export interface CheckEvent {
  readonly kind: 'script-fails' | 'script-hangs' | 'process-gone' | 'bfd-down';
  readonly node: string;
  /** The name of its block; for scripts and processes also that of the program. */
  readonly name: string;
}

export interface FileEvent {
  readonly kind: 'file-value';
  readonly node: string;
  /** The name of the track_file block. */
  readonly name: string;
  readonly value: number;
}

export interface LinkCut {
  readonly kind: 'link-cut';
  readonly nodes: readonly [string, string];
  readonly interface?: string;
}

export interface OnewayCut {
  readonly kind: 'oneway-cut';
  readonly from: string;
  readonly to: string;
  readonly interface?: string;
}

export interface PeerCut {
  readonly kind: 'peer-cut';
  readonly node: string;
  readonly interface?: string;
}

/** What is played: the events, each from the steady state after the start. */
export interface Plan {
  /** Nodes in the order in which they start, each when the one before is steady; those that are not named start before. Null: all at once. */
  readonly startOrder: readonly string[] | null;
  /** Numbers that track files hold at the start, by the names of their blocks; null: the file does not exist. */
  readonly files: ReadonlyMap<string, number | null>;
  /** Null: every event that the configurations name. */
  readonly events: readonly ClusterEvent[] | null;
  /** Which of the events that the configurations name are played; all where left out. */
  readonly isPlayed?: (event: ClusterEvent) => boolean;
  /** Whether events are left as they are, which takes half the time: what comes after them is not known then. */
  readonly isLeft?: true;
}

/** The nodes that an event is about, perhaps {@link EVERY_NODE}. */
export function nodesOf(event: ClusterEvent): readonly string[] {
  if (event.kind === 'link-cut') return event.nodes;
  return event.kind === 'oneway-cut' ? [event.from, event.to] : [event.node];
}
