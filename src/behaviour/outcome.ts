import type { ClusterEvent } from './event.ts';

/** Who holds a virtual address in a steady state. */
export interface Holding {
  /** Names of nodes, sorted; none: nobody, several: a split. Null where the configurations do not decide it. */
  readonly holders: readonly string[] | null;
  /** One sentence why, where it is not one node that holds it. */
  readonly because?: string;
  /** Crashed nodes that still have the address; they are no holders. */
  readonly leftBehind?: readonly string[];
  /** Crashed nodes of which it is not known whether they still have it; `because` tells why. */
  readonly perhapsLeftBehind?: readonly string[];
}

/** By the name of a virtual address (see `AddressNames`), in the order of the configurations; excluded ones too. */
export type Holdings = ReadonlyMap<string, Holding>;

/** What an event leads to. */
export interface EventOutcome {
  readonly event: ClusterEvent;
  /** The steady state while it lasts. */
  readonly during: Holdings;
  /** The steady state once it is over; empty where the plan leaves it as it is. */
  readonly after: Holdings;
}

/** What the nodes of a cluster do. */
export interface Outcomes {
  readonly start: Holdings;
  /** In the order of the plan. */
  readonly events: readonly EventOutcome[];
  /** How many events of those that the configurations name were too many to be played. */
  readonly omitted: number;
}
