/**
 * The clusters of a run and what their nodes do, ready to be drawn: a reporter knows no configuration. Nodes are named by their index in
 * {@link ClusterPicture.nodes}.
 */
export interface ClusterPicture {
  readonly name: string;
  /** Why these nodes are taken for one cluster; a sentence. */
  readonly because: string;
  readonly nodes: readonly PicturedNode[];
  readonly routers: readonly PicturedRouter[];
  /** The start, then each event. */
  readonly events: readonly PicturedEvent[];
  /** How many events were too many to be played. */
  readonly omitted: number;
}

export interface PicturedNode {
  /** `site/keepalived.conf@lb1` */
  readonly name: string;
  /** What tells it from the others: `lb1`. */
  readonly label: string;
}

/** A virtual router of RFC 9568. */
export interface PicturedRouter {
  readonly family: 'IPv4' | 'IPv6';
  readonly virtualRouterId: number;
  readonly transport: 'multicast' | 'unicast' | 'mixed';
  readonly addresses: readonly string[];
  readonly members: readonly PicturedMember[];
}

/** The instance of one node. */
export interface PicturedMember {
  readonly node: number;
  readonly instance: string;
  readonly priority: number;
  readonly interface: string | null;
  /** The address that it sends from; null where its host decides. */
  readonly source: string | null;
  /** Empty where it sends to a multicast group. */
  readonly peers: readonly PicturedPeer[];
  /** Whether it holds the addresses once all nodes have started. */
  readonly holds: boolean;
  readonly path: string;
  readonly line: number;
}

export interface PicturedPeer {
  readonly address: string;
  /** The node that sends from this address; null where none of the cluster is known to. */
  readonly node: number | null;
}

export interface PicturedEvent {
  /** In a few words: `lb1 stops`. */
  readonly what: string;
  /** Addresses that go the same way are together. */
  readonly ways: readonly PicturedWay[];
}

export interface PicturedWay {
  readonly addresses: readonly string[];
  readonly during: PicturedHolding;
  /** Null for the start, which is not over. */
  readonly after: PicturedHolding | null;
}

/** Who holds some addresses. */
export interface PicturedHolding {
  /** In words: `lb1`, `lb1 and lb2`, `nobody`, `not known`. */
  readonly who: string;
  /** Whether it is one node. */
  readonly isGood: boolean;
  /** A sentence why; null where there is nothing to explain. */
  readonly because: string | null;
}
