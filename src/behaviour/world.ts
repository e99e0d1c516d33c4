import type { Host, Router, RouterGroup, Site } from './router.ts';
import { type Cut, GroupState, HostState, RouterState } from './state.ts';

/**
 * The state of all nodes at one moment. Worlds are forked for each event; a fork shares every state with its origin until it changes it, so
 * what an event costs depends on what it changes.
 */
export class World {
  readonly site: Site;
  /** Microseconds since the simulation began. */
  time = 0;
  cuts: readonly Cut[] = [];
  /** Indices of the masters of each domain. */
  private masters: Map<string, readonly Router[]>;
  private readonly routers: RouterState[];
  private readonly groups: GroupState[];
  private readonly hosts: HostState[];
  private readonly changed = new Set<RouterState | GroupState | HostState>();

  constructor(site: Site, origin: World | null = null) {
    this.site = site;
    this.routers = origin?.routers.slice() ?? site.routers.map(() => new RouterState());
    this.groups = origin?.groups.slice() ?? site.groups.map(() => new GroupState());
    this.hosts = origin?.hosts.slice() ?? site.hosts.map(() => new HostState());
    this.masters = new Map(origin?.masters);
    if (!origin) return;
    this.time = origin.time;
    this.cuts = origin.cuts;
  }

  fork(): World {
    return new World(this.site, this);
  }

  router({ index }: Router): Readonly<RouterState> {
    return at(this.routers, index);
  }

  group({ index }: RouterGroup): Readonly<GroupState> {
    return at(this.groups, index);
  }

  host({ index }: Host): Readonly<HostState> {
    return at(this.hosts, index);
  }

  /** The state of a router, to change it. */
  changeRouter({ index }: Router): RouterState {
    return this.change(this.routers, index);
  }

  changeGroup({ index }: RouterGroup): GroupState {
    return this.change(this.groups, index);
  }

  changeHost({ index }: Host): HostState {
    return this.change(this.hosts, index);
  }

  mastersOf(domain: string): readonly Router[] {
    return this.masters.get(domain) ?? NONE;
  }

  /** Every router that is master, by domain. */
  allMasters(): Iterable<readonly Router[]> {
    return this.masters.values();
  }

  addMaster(router: Router): void {
    this.masters.set(router.domain, [...this.mastersOf(router.domain), router]);
  }

  removeMaster(router: Router): void {
    const left = this.mastersOf(router.domain).filter((one) => one !== router);
    if (left.length > 0) this.masters.set(router.domain, left);
    else this.masters.delete(router.domain);
  }

  private change<T extends RouterState | GroupState | HostState>(states: T[], index: number): T {
    const state = at(states, index);
    if (this.changed.has(state)) return state;
    const copy = state.copy() as T;
    states[index] = copy;
    this.changed.add(copy);
    return copy;
  }
}

const NONE: readonly Router[] = [];

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`no state ${index}`);
  return found;
}
