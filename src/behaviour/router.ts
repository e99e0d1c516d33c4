import type { Version } from '../../grammar/version.ts';
import { atLeast } from '../../grammar/version.ts';
import type { AddressNames } from '../model/vrrp/address-names.ts';
import { virtualRouterKey } from '../model/vrrp/virtual-router-key.ts';
import type { VrrpInstance } from '../model/vrrp/vrrp-instance.ts';
import type { BehaviourNode } from './node.ts';
import { doubtAbout, refusalToRun } from './running.ts';
import { type Condition, conditionsOf, staticInterfaces } from './tracking.ts';

/** A node as the simulation sees it. */
export interface Host {
  readonly index: number;
  readonly node: BehaviourNode;
  /** Of the virtual addresses of all nodes. */
  readonly names: AddressNames;
  /** Why keepalived does not run on it at all; null where it does. */
  readonly refusal: string | null;
  /** Why it is not known what it runs; null where it is, or where it does not run. */
  readonly doubt: string | null;
  readonly routers: readonly Router[];
  readonly groups: readonly RouterGroup[];
  /** Who depends on what is watched, by {@link Condition.watch}. */
  readonly watchers: ReadonlyMap<string, readonly Watcher[]>;
}

/** An instance and one thing that it depends on. */
export interface Watcher {
  readonly router: Router;
  readonly condition: Condition;
}

/** One vrrp_instance of one node: what RFC 9568 calls a VRRP router, for one virtual router. */
export interface Router {
  readonly index: number;
  readonly host: Host;
  readonly instance: VrrpInstance;
  readonly version: Version;
  /** What it has in common with the routers that it may hear: address family and virtual router ID. */
  readonly domain: string;
  /** Which one of that domain it is. */
  readonly place: number;
  /** Seconds. */
  readonly interval: number;
  readonly group: RouterGroup | null;
  readonly conditions: readonly Condition[];
  /** The names of its virtual addresses, the excluded ones too. */
  readonly addresses: readonly string[];
}

/** One vrrp_sync_group of one node. */
export interface RouterGroup {
  readonly index: number;
  readonly name: string;
  readonly members: readonly Router[];
}

/** The routers that become master together: those of its group, or it alone. */
export function unitOf(router: Router): readonly Router[] {
  return router.group?.members ?? [router];
}

/** The nodes with their routers, numbered through. */
export interface Site {
  readonly hosts: readonly Host[];
  readonly routers: readonly Router[];
  readonly groups: readonly RouterGroup[];
  /** Routers by {@link Router.domain}. */
  readonly domains: ReadonlyMap<string, readonly Router[]>;
  /** The routers that may hold each virtual address, by its name, in the order of the configurations; none where all leave it out. */
  readonly holders: ReadonlyMap<string, readonly Router[]>;
}

export function siteOf(nodes: readonly BehaviourNode[], names: AddressNames): Site {
  const builder = new SiteBuilder(names);
  for (const node of nodes) builder.add(node);
  return builder;
}

class SiteBuilder implements Site {
  readonly hosts: Host[] = [];
  readonly routers: Router[] = [];
  readonly groups: RouterGroup[] = [];
  readonly domains = new Map<string, Router[]>();
  readonly holders = new Map<string, Router[]>();
  private readonly names: AddressNames;

  constructor(names: AddressNames) {
    this.names = names;
  }

  add(node: BehaviourNode): void {
    const { configuration } = node;
    const routers: Router[] = [];
    const groups: RouterGroup[] = [];
    const watchers = new Map<string, Watcher[]>();
    const refusal = refusalToRun(node);
    const doubt = refusal === null ? doubtAbout(node) : null;
    const host: Host = { index: this.hosts.length, node, names: this.names, refusal, doubt, routers, groups, watchers };
    this.hosts.push(host);
    const byInstance = new Map<VrrpInstance, { readonly name: string; readonly index: number; readonly members: Router[] }>();
    for (const { name, members } of configuration.syncGroups) {
      const group = { index: this.groups.length, name, members: [] };
      this.groups.push(group);
      groups.push(group);
      for (const member of members) byInstance.set(member, group);
    }
    for (const { check, written } of configuration.corrections)
      if (check === 'vrrp/vip-family-mismatch' && written !== undefined && !this.holders.has(written)) this.holders.set(written, []);
    const further = staticInterfaces(configuration);
    for (const instance of configuration.vrrpInstances) {
      const group = byInstance.get(instance) ?? null;
      const router = this.router(host, instance, group, conditionsOf(instance, further.get(instance) ?? []));
      routers.push(router);
      group?.members.push(router);
      for (const condition of router.conditions) {
        const known = watchers.get(condition.watch);
        if (known) known.push({ router, condition });
        else watchers.set(condition.watch, [{ router, condition }]);
      }
    }
  }

  private router(host: Host, instance: VrrpInstance, group: RouterGroup | null, conditions: readonly Condition[]): Router {
    const domain = virtualRouterKey(instance);
    const others = this.domains.get(domain) ?? [];
    const addresses = this.names.all(instance);
    const router: Router = {
      index: this.routers.length,
      host,
      instance,
      version: host.node.configuration.target.version,
      domain,
      place: others.length,
      interval: instance.advertInterval.value,
      group,
      conditions,
      addresses,
    };
    this.routers.push(router);
    for (const address of addresses) {
      const holders = this.holders.get(address);
      if (holders) holders.push(router);
      else this.holders.set(address, [router]);
    }
    this.domains.set(domain, others);
    others.push(router);
    return router;
  }
}

/** The address owner, whose priority nothing changes (RFC 9568 section 6.1). */
export const OWNER_PRIORITY = 255;

/** Since this version an owner that meets another one stays owner, and the addresses decide (vrrp.c vrrp_state_master_rx). */
export function ownersCompareAddresses({ version }: Router): boolean {
  return atLeast(version, '2.3.3');
}
