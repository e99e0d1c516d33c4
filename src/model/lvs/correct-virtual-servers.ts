import type { Span } from '../../../grammar/tree.ts';
import { atLeast, type Version } from '../../../grammar/version.ts';
import type { Family } from '../../binding/ip-address.ts';
import { lineSpan } from '../../binding/place.ts';
import type { CheckId } from '../../daemon/checks/index.ts';
import type { Verdict } from '../../daemon/verdict.ts';
import { corrected, fallback, type Setting } from '../setting.ts';
import type { VirtualServerDraft } from './draft.ts';
import { type RealServerDraft, type SorryServerDraft, usePort } from './read-real-servers.ts';
import type { GroupDraft } from './read-server-groups.ts';
import { inherited } from './timing.ts';
import type { GroupAddress, VirtualServerGroup } from './virtual-server-group.ts';

/** What keepalived settles and corrects in each virtual server when everything has been read. */
export function settleVirtualServers(servers: readonly VirtualServerDraft[], version: Version): void {
  for (const server of servers) if (!server.dropped) joinGroup(server, version);
  for (const server of servers) if (!server.dropped) new Settling(server, version).settle();
}

/** The group of a virtual server decides its family, or fits the one that is decided. */
function joinGroup(server: VirtualServerDraft, version: Version): void {
  const { service, correct } = server;
  if (service.kind !== 'group') return;
  const at = service.nameWord.span;
  const { group } = service;
  if (!group) {
    drop(server, 'lvs/vs-group-not-configured', at);
    return;
  }
  const against = { against: group.nameWord.span };
  const [family, ...others] = group.families;
  if (others.length > 0) {
    if (server.family !== null) drop(server, 'lvs/vs-group-mixed-family-conflict', at, { ...against, written: server.family });
  } else if (family === undefined) {
    if (server.family === null) {
      server.family = tunnelledFamily(server);
      if (server.family === null && atLeast(version, '2.1.0')) {
        server.family = 'ipv4';
        correct('lvs/vs-group-family-undetermined', 'overrides', 'logs', at, against);
      }
    }
  } else if (server.family === null) server.family = family;
  else if (server.family !== family) drop(server, 'lvs/vs-group-family-mismatch', at, { ...against, written: server.family, used: family });
  if (!server.dropped && isDraft(group)) group.virtualServers.push(server);
}

function isDraft(group: VirtualServerGroup): group is GroupDraft {
  return Array.isArray(group.virtualServers);
}

/** The one family of all servers, where all of them are tunnelled. */
function tunnelledFamily(server: VirtualServerDraft): Family | null {
  const families = new Set(server.realServers.map(({ ip }) => ip.family));
  if (server.sorryServer) families.add(server.sorryServer.ip.family);
  const [only, ...others] = families;
  return others.length === 0 ? (only ?? null) : null;
}

/** keepalived only logs it: its config test shows nothing, and ends with status 0. */
function drop(server: VirtualServerDraft, check: CheckId, at: Span, more: { against?: Span; written?: string; used?: string } = {}): void {
  server.dropped = true;
  server.correct(check, 'drops', 'logs', at, more);
}

/** A virtual server without a usable real server. Where it has none at all, a keyword is missing, which the block itself tells. */
export function dropEmpty(server: VirtualServerDraft, more: { reportedAt?: Span } = {}): void {
  server.dropped = true;
  if (!server.bound.children.some(({ keyword }) => keyword.name === 'real_server')) return;
  server.correct('lvs/vs-no-real-servers', 'drops', 'reports', server.block.header, more);
}

const STANDARD_PERSISTENCE = 360;
/** What 0 less 1 is for keepalived. */
const WRAPPED = 4_294_967_295;

const NO_ENTRIES: ReadonlySet<GroupAddress> = new Set();

class Settling {
  private readonly server: VirtualServerDraft;
  private readonly version: Version;
  /** The header: the place for what is missing. */
  private readonly header: Span;
  private readonly addresses: readonly GroupAddress[];
  private readonly hasMarks: boolean;
  /** Whether it serves addresses, its own or those of a group. */
  private readonly hasAddresses: boolean;
  private readonly portsOfEntries = new Ports<GroupAddress>();
  private readonly portsOfServers = new Ports<RealServerDraft | SorryServerDraft>();
  /** Entries of the group whose port has been compared with that of a server. */
  private comparedEntries: ReadonlySet<GroupAddress> = NO_ENTRIES;

  constructor(server: VirtualServerDraft, version: Version) {
    this.server = server;
    this.version = version;
    this.header = server.block.header;
    const { service } = server;
    this.addresses = service.kind === 'group' ? (service.group?.addresses ?? []) : [];
    this.hasMarks = service.kind === 'fwmark' || (service.kind === 'group' && (service.group?.marks.length ?? 0) > 0);
    this.hasAddresses = service.kind === 'address' || this.addresses.length > 0;
  }

  settle(): void {
    const { server } = this;
    if (server.realServers.length === 0) {
      dropEmpty(server);
      return;
    }
    this.settleSuspension();
    this.settleProtocol();
    this.settlePort();
    this.settleScheduler();
    this.settleOnePacket();
    this.settleMethods();
    this.removeTwins();
    this.settleSorryInhibit();
    this.settleQuorum();
    this.settlePorts();
  }

  /** Since 2.0.20 these count as errors; before, they were only logged. */
  private get sinceTwenty(): Verdict {
    return atLeast(this.version, '2.0.20') ? 'reports' : 'logs';
  }

  private settleSuspension(): void {
    const { haSuspend, correct } = this.server;
    if (!haSuspend.node) return;
    if (this.hasMarks) {
      this.server.haSuspend = corrected(haSuspend, false);
      correct('lvs/ha-suspend-with-fwmark', 'drops', 'reports', lineSpan(haSuspend.node), { against: this.header });
    } else if (this.server.service.kind === 'group') {
      correct('lvs/ha-suspend-with-group', 'ignores', 'silent', lineSpan(haSuspend.node), { against: this.header });
    }
  }

  private settleProtocol(): void {
    const { server } = this;
    const { protocol } = server;
    if (this.hasAddresses && protocol.value === null) {
      server.protocol = fallback('UDP');
      server.correct('lvs/protocol-missing', 'overrides', this.sinceTwenty, this.header, { used: 'UDP' });
    } else if (!this.hasAddresses && protocol.node) {
      server.protocol = corrected(protocol, null);
      server.correct('lvs/protocol-with-fwmark', 'ignores', 'reports', lineSpan(protocol.node), {
        against: this.header,
        written: protocol.value ?? '',
      });
    }
  }

  private settlePort(): void {
    const { server } = this;
    const { service, persistenceTimeout } = server;
    if (persistenceTimeout.value !== null) return;
    const entry = this.addresses.find(({ port }) => port === 0);
    if (service.kind === 'address' && service.port === 0) {
      server.correct('lvs/port-missing-without-persistence', 'overrides', 'reports', this.header, { used: String(STANDARD_PERSISTENCE) });
    } else if (entry) {
      const more = { against: entry.node.span, written: entry.word.text, used: String(STANDARD_PERSISTENCE) };
      server.correct('lvs/vsg-port-missing-without-persistence', 'overrides', 'reports', this.header, more);
    } else return;
    server.persistenceTimeout = fallback(STANDARD_PERSISTENCE);
  }

  private settleScheduler(): void {
    const { server } = this;
    if (server.writtenScheduler) server.scheduler = server.writtenScheduler;
    else server.correct('lvs/scheduler-missing', 'overrides', this.sinceTwenty, this.header, { used: server.scheduler.value });
  }

  private settleOnePacket(): void {
    const { server } = this;
    const { onePacketScheduling: ops, protocol } = server;
    if (!ops.node || !this.hasAddresses || protocol.value === 'UDP') return;
    server.onePacketScheduling = corrected(ops, false);
    const against = protocol.node ? { against: lineSpan(protocol.node) } : {};
    server.correct('lvs/ops-without-udp', 'drops', 'reports', lineSpan(ops.node), { ...against, written: protocol.value ?? '' });
  }

  private settleMethods(): void {
    const { server } = this;
    const needing: (RealServerDraft | SorryServerDraft)[] = [...server.realServers];
    if (server.sorryServer) needing.push(server.sorryServer);
    const first = needing.find(({ writtenMethod }) => writtenMethod === null);
    if (server.writtenMethod) server.method = server.writtenMethod;
    else if (first) {
      server.method = fallback('NAT');
      const more = { used: 'NAT', written: first.addressWord.text, against: this.header };
      server.correct('lvs/forwarding-method-missing', 'overrides', this.sinceTwenty, first.addressWord.span, more);
    }
    const { writtenMethod, method } = server;
    // The same for all servers that have none of their own.
    const handedDown = writtenMethod && inherited(writtenMethod);
    const standard = fallback(method.value ?? 'NAT', method.node);
    for (const each of needing) {
      const own = each.writtenMethod;
      each.method = (own === writtenMethod ? handedDown : own) ?? standard;
    }
  }

  private removeTwins(): void {
    const { server, version } = this;
    if (!atLeast(version, '2.0.20')) return;
    const known = new Map<string, RealServerDraft>();
    for (const each of server.realServers) {
      const place = `${each.ip.text} ${each.port.value}`;
      const twin = known.get(place);
      if (!twin) {
        known.set(place, each);
        continue;
      }
      const more = { against: lineSpan(twin.block), written: wordsOf(each) };
      server.correct('lvs/rs-duplicate', 'drops', 'reports', lineSpan(each.block), more);
    }
    if (known.size < server.realServers.length) server.realServers = [...known.values()];
  }

  /** A server that is both gets one setting for what happens to its weight. */
  private settleSorryInhibit(): void {
    const { server, version } = this;
    const { sorryServer } = server;
    if (!sorryServer || !atLeast(version, '2.0.20')) return;
    for (const each of server.realServers) {
      if (each.ip.text !== sorryServer.ip.text || each.port.value !== sorryServer.port.value) continue;
      const used = each.inhibitOnFailure.value;
      if (used === sorryServer.inhibit.value) continue;
      sorryServer.inhibit = sorryServer.inhibit.node ? corrected(sorryServer.inhibit, used) : fallback(used, each.inhibitOnFailure.node);
      const more = { against: lineSpan(each.block), written: wordsOf(each), used: used ? 'on' : 'off' };
      server.correct('lvs/sorry-server-inhibit-differs', 'overrides', 'reports', lineSpan(sorryServer.line.node), more);
    }
  }

  private settleQuorum(): void {
    const { server, version } = this;
    const { quorum, hysteresis } = server;
    const total = server.realServers.reduce((sum, { weight }) => sum + weight.value, 0);
    if (quorum.value > total && atLeast(version, total === 0 ? '2.0.16' : '2.0.14')) {
      server.quorum = quorum.node ? corrected(quorum, total) : fallback(total);
      const more = { data: { quorum: quorum.value, weights: total } };
      const [first] = server.realServers;
      if (total === 0) {
        const at = weightPlace(first) ?? this.header;
        server.correct('lvs/all-weights-zero', 'overrides', 'reports', at, { ...more, ...place(quorum) });
      } else server.correct('lvs/quorum-above-weights', 'overrides', 'reports', quorum.node ? lineSpan(quorum.node) : this.header, more);
    }
    if (hysteresis.value < server.quorum.value) return;
    const used = server.quorum.value === 0 ? WRAPPED : server.quorum.value - 1;
    server.hysteresis = hysteresis.node ? corrected(hysteresis, used) : fallback(used);
    server.correct('lvs/hysteresis-not-below-quorum', 'overrides', 'reports', hysteresis.node ? lineSpan(hysteresis.node) : this.header, {
      ...place(quorum),
      written: String(hysteresis.value),
      used: String(used),
    });
  }

  /** Only address translation can reach another port than the one that is served; a firewall mark knows no port at all. */
  private settlePorts(): void {
    const { server, version } = this;
    if (!atLeast(version, '2.0.15')) return;
    for (const entry of this.addresses) this.portsOfEntries.add(entry.port, entry);
    for (const each of server.realServers) {
      if (each.method.value === 'NAT') this.takePort(each);
      else this.settleServerPort(each, SERVER_CHECKS, 'reports');
    }
    this.compareEntries();
    const { sorryServer } = server;
    if (!sorryServer) return;
    if (sorryServer.method.value !== 'NAT') this.settleServerPort(sorryServer, SORRY_CHECKS, this.sinceTwenty);
    else this.takePort(sorryServer);
  }

  private settleServerPort(each: RealServerDraft | SorryServerDraft, checks: PortChecks, verdict: Verdict): void {
    const { service, correct } = this.server;
    if (each.port.value === 0) {
      this.takePort(each);
      return;
    }
    if (service.kind === 'address' && each.port.value === service.port) return;
    const written = String(each.port.value);
    const at = portPlace(each);
    if (service.kind === 'fwmark') {
      usePort(each, 0);
      correct(checks.mark, 'drops', verdict, at, { written, against: this.header });
    } else if (service.kind === 'address') {
      usePort(each, service.port);
      correct(checks.address, 'overrides', checks === SERVER_CHECKS ? 'reports' : verdict, at, {
        written,
        used: String(service.port),
        against: this.header,
      });
    } else this.compareWithGroup(each, checks, verdict, at);
  }

  /** Where one mark and several ports are served together, keepalived only says so. */
  private compareWithGroup(each: RealServerDraft | SorryServerDraft, checks: PortChecks, verdict: Verdict, at: Span): void {
    const { service, correct } = this.server;
    const group = service.kind === 'group' ? service.group : null;
    const [mark] = group?.marks ?? [];
    const written = String(each.port.value);
    if (mark) correct(checks.groupMark, 'ignores', verdict, at, { written, against: mark.node.span });
    this.portsOfServers.add(each.port.value, each);
    const entry = this.portsOfEntries.otherThan(each.port.value);
    if (!entry) return;
    this.comparedEntries = new Set([...this.comparedEntries, entry]);
    correct(checks.groupAddress, 'reports', verdict, at, { written, used: `${entry.word.text} ${entry.port}`, against: entry.node.span });
  }

  /** keepalived says it for each entry with each server; once for each of both tells enough, and stays within bounds. */
  private compareEntries(): void {
    for (const entry of this.addresses) {
      const other = this.comparedEntries.has(entry) ? null : this.portsOfServers.otherThan(entry.port);
      if (!other) continue;
      this.server.correct('lvs/vsg-entry-port-mismatch', 'reports', 'reports', (entry.portWord ?? entry.word).span, {
        written: `${entry.word.text} ${entry.port}`,
        used: wordsOf(other),
        against: portPlace(other),
      });
    }
  }

  /** A server without a port gets that of the virtual server. */
  private takePort(each: RealServerDraft | SorryServerDraft): void {
    const { service } = this.server;
    if (each.port.value === 0 && service.kind === 'address' && service.port !== 0) each.port = fallback(service.port, this.server.block);
  }
}

/** Finds something with another port than one in no time. */
class Ports<T> {
  private first: { readonly port: number; readonly of: T } | null = null;
  /** The first with another port than that. */
  private second: T | null = null;

  add(port: number, of: T): void {
    if (!this.first) this.first = { port, of };
    else if (!this.second && port !== this.first.port) this.second = of;
  }

  otherThan(port: number): T | null {
    return this.first && this.first.port !== port ? this.first.of : this.second;
  }
}

interface PortChecks {
  readonly mark: CheckId;
  readonly address: CheckId;
  readonly groupMark: CheckId;
  readonly groupAddress: CheckId;
}

const SERVER_CHECKS: PortChecks = {
  mark: 'lvs/fwmark-rs-port',
  address: 'lvs/rs-port-mismatch',
  groupMark: 'lvs/vsg-fwmark-rs-port',
  groupAddress: 'lvs/vsg-rs-port-mismatch',
};

const SORRY_CHECKS: PortChecks = {
  mark: 'lvs/fwmark-sorry-port',
  address: 'lvs/sorry-port-mismatch',
  groupMark: 'lvs/vsg-fwmark-sorry-port',
  groupAddress: 'lvs/vsg-sorry-port-mismatch',
};

/** Where the port of a server stands, or would. */
function portPlace({ addressWord, portWord }: RealServerDraft | SorryServerDraft): Span {
  return (portWord ?? addressWord).span;
}

function wordsOf({ addressWord, portWord }: RealServerDraft | SorryServerDraft): string {
  return portWord ? `${addressWord.text} ${portWord.text}` : addressWord.text;
}

function weightPlace(server: RealServerDraft | undefined): Span | null {
  return server?.writtenWeight?.node ? lineSpan(server.writtenWeight.node) : null;
}

function place(setting: Setting<unknown>): { readonly against?: Span } {
  return setting.node ? { against: lineSpan(setting.node) } : {};
}
