import { filledAddress, isWhole } from '../../../grammar/keywords/forms.ts';
import type { Node } from '../../../grammar/tree.ts';
import { atLeast } from '../../../grammar/version.ts';
import { type Bound, type BoundBlock, type BoundValue, isBlock } from '../../binding/bound.ts';
import { closingSpan, keywordSpan, lineSpan } from '../../binding/place.ts';
import { argumentOf, booleanSetting, isUsed, numberOf, numberSetting, textOf, valueSpan } from '../read-settings.ts';
import { fallback, given } from '../setting.ts';
import type { LvsContext } from './context.ts';
import { dropEmpty } from './correct-virtual-servers.ts';
import { nameOf, VirtualServerDraft } from './draft.ts';
import { readMethod } from './forwarding.ts';
import { RealServerDraft, readAddressed, readRealServer, SorryServerDraft } from './read-real-servers.ts';
import type { GroupDraft } from './read-server-groups.ts';
import type { Protocol, Service } from './virtual-server.ts';

/** Reads every virtual_server whose header keepalived takes, in the order of the text. */
export function readVirtualServers(
  children: readonly Bound[],
  groups: ReadonlyMap<string, GroupDraft>,
  context: LvsContext,
): readonly VirtualServerDraft[] {
  const servers: VirtualServerDraft[] = [];
  for (const bound of children) {
    if (!isBlock(bound) || bound.keyword.name !== 'virtual_server') continue;
    const draft = start(bound, groups, context);
    if (!draft) continue;
    for (const child of bound.children) {
      if (isBlock(child)) readServer(draft, child, context);
      else if (isUsed(child)) readLine(draft, child, context);
    }
    closeBlock(draft, context);
    servers.push(draft);
  }
  return servers;
}

function start(bound: BoundBlock, groups: ReadonlyMap<string, GroupDraft>, context: LvsContext): VirtualServerDraft | null {
  const service = serviceOf(bound, groups);
  if (!service || !bound.fits) return null;
  const name = nameOf(bound);
  const draft = new VirtualServerDraft(name, bound, service, context.corrections);
  if (service.kind === 'address' && !service.ip) {
    draft.correct('lvs/vs-fwmark-zero', 'ignores', 'silent', bound.args[0]?.word.span ?? bound.node.header);
  }
  if (service.kind === 'address' && service.ip) draft.isOfFamily(service.ip.family, bound.args[0]?.word ?? bound.node);
  return draft;
}

/** Mark 0 counts as none, and the virtual server for one with an address that is missing. */
function serviceOf(bound: BoundBlock, groups: ReadonlyMap<string, GroupDraft>): Service | null {
  if (bound.form?.text === 'fwmark') {
    const mark = numberOf(bound.first);
    return mark === null ? null : mark === 0 ? { kind: 'address', ip: null, port: 0 } : { kind: 'fwmark', mark };
  }
  if (bound.form?.text === 'group') {
    const nameWord = bound.args[0]?.word;
    return nameWord ? { kind: 'group', name: nameWord.text, nameWord, group: groups.get(nameWord.text) ?? null } : null;
  }
  const address = readAddressed(bound);
  return address && { kind: 'address', ip: address.ip, port: address.port.value };
}

type Reader = (draft: VirtualServerDraft, line: BoundValue, context: LvsContext) => void;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['ip_family', readFamily],
  ['lb_algo', readScheduler],
  ['lvs_sched', readScheduler],
  ['lb_kind', readForwarding],
  ['lvs_method', readForwarding],
  ['protocol', readProtocol],
  ['sh-port', readHashFlag],
  ['sh-fallback', readHashFlag],
  ['mh-port', readHashFlag],
  ['mh-fallback', readHashFlag],
  ['hashed', readHashed],
  ['persistence_timeout', readPersistence],
  ['persistence_granularity', readGranularity],
  ['sorry_server', readSorryServer],
  ['sorry_server_inhibit', readSorryInhibit],
  ['sorry_server_lvs_method', readSorryMethod],
  ['ops', (draft, { node }) => Object.assign(draft, { onePacketScheduling: given(true, node) })],
  ['weight', (draft, line) => Object.assign(draft, { weight: numberSetting(line, draft.weight) })],
  ['quorum', (draft, line) => Object.assign(draft, { quorum: numberSetting(line, draft.quorum) })],
  ['hysteresis', (draft, line) => Object.assign(draft, { hysteresis: numberSetting(line, draft.hysteresis) })],
  ['ha_suspend', (draft, { node }) => Object.assign(draft, { haSuspend: given(true, node) })],
  ['omega', (draft, { node }) => Object.assign(draft, { omega: given(true, node) })],
  ['inhibit_on_failure', (draft, { node }) => Object.assign(draft, { inhibitOnFailure: given(true, node) })],
  ['virtualhost', (draft, line) => Object.assign(draft, { virtualhost: given(textOf(line.first), line.node) })],
]);

function readLine(draft: VirtualServerDraft, line: BoundValue, context: LvsContext): void {
  const read = READERS.get(line.keyword.name);
  if (read) read(draft, line, context);
  else draft.readTiming(line);
}

/** The place of what decided the family, for the other half of a conflict. */
function decision(draft: VirtualServerDraft, node: Node | null = null) {
  const decided = draft.familyNode;
  if (!decided || decided === node) return {};
  return { against: 'kind' in decided ? lineSpan(decided) : decided.span };
}

function readFamily(draft: VirtualServerDraft, line: BoundValue): void {
  const family = textOf(line.first) === 'inet6' ? 'ipv6' : 'ipv4';
  if (draft.isOfFamily(family, line.node)) return;
  const written = family === 'ipv6' ? 'inet6' : 'inet';
  draft.correct('lvs/vs-ip-family-conflict', 'ignores', 'reports', valueSpan(line), { written, ...decision(draft) });
}

function readScheduler(draft: VirtualServerDraft, line: BoundValue): void {
  const scheduler = textOf(line.first);
  if (scheduler !== null) draft.writtenScheduler = given(scheduler, line.node);
}

function readForwarding(draft: VirtualServerDraft, line: BoundValue, { version }: LvsContext): void {
  draft.writtenMethod = readMethod(line, version, draft.correct) ?? draft.writtenMethod;
}

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

function readProtocol(draft: VirtualServerDraft, line: BoundValue): void {
  const written = textOf(line.first);
  const protocol = PROTOCOLS.find((each) => each === written);
  if (protocol) draft.protocol = given(protocol, line.node);
}

/** A flag of sh or mh counts only with that scheduler, which must stand above it. */
function readHashFlag(draft: VirtualServerDraft, line: BoundValue): void {
  const scheduler = draft.writtenScheduler;
  if (!scheduler?.node || line.keyword.name.startsWith(scheduler.value)) return;
  const more = { against: lineSpan(scheduler.node), written: line.keyword.name, used: scheduler.value };
  const hashes = scheduler.value === 'sh' || scheduler.value === 'mh';
  if (hashes) draft.correct('lvs/scheduler-flag-of-other-scheduler', 'ignores', 'silent', keywordSpan(line.node), more);
  else draft.correct('lvs/scheduler-flag-needs-hash-scheduler', 'ignores', 'reports', keywordSpan(line.node), more);
}

/** It does nothing since 2.1.4, and is reported below a scheduler that does not hash. */
function readHashed(draft: VirtualServerDraft, line: BoundValue, { version }: LvsContext): void {
  const scheduler = draft.writtenScheduler?.value;
  if (!atLeast(version, '2.1.4') || scheduler === 'sh' || scheduler === 'mh') return;
  draft.correct('lvs/hashed-obsolete', 'ignores', 'reports', keywordSpan(line.node), { again: true });
}

const STANDARD_PERSISTENCE = 360;

function readPersistence(draft: VirtualServerDraft, line: BoundValue): void {
  const seconds = line.first ? numberOf(line.first) : STANDARD_PERSISTENCE;
  if (seconds !== null) draft.persistenceTimeout = given(seconds, line.node);
}

/** What form the value has to have depends on the family, which it decides itself where nothing did before. */
function readGranularity(draft: VirtualServerDraft, line: BoundValue): void {
  const text = textOf(line.first);
  if (text === null) return;
  const dotted = text.includes('.');
  const family = draft.family ?? (dotted ? 'ipv4' : 'ipv6');
  if (family === 'ipv6' && !isWhole(text, 1, 128)) {
    const more = { written: text, ...decision(draft) };
    draft.correct('lvs/persistence-granularity-ipv6-invalid', 'ignores', 'reports', valueSpan(line), more);
    return;
  }
  draft.isOfFamily(family, line.node);
  const used = family === 'ipv4' ? filledAddress(text) : text;
  if (used === null) {
    draft.correct('lvs/persistence-granularity-ipv4-invalid', 'ignores', 'reports', valueSpan(line), { written: text });
    return;
  }
  if (used !== text) draft.correct('lvs/persistence-granularity-number', 'overrides', 'silent', valueSpan(line), { written: text, used });
  draft.granularity = given(text, line.node);
  if (draft.persistenceTimeout.value === null) draft.persistenceTimeout = fallback(STANDARD_PERSISTENCE, line.node);
}

function readSorryServer(draft: VirtualServerDraft, line: BoundValue): void {
  const address = readAddressed(line);
  if (address) draft.sorryServer = new SorryServerDraft(line, address, draft.writtenMethod);
}

function readSorryInhibit(draft: VirtualServerDraft, line: BoundValue): void {
  if (draft.sorryServer) draft.sorryServer.inhibit = booleanSetting(line);
}

function readSorryMethod(draft: VirtualServerDraft, line: BoundValue, { version }: LvsContext): void {
  const { sorryServer } = draft;
  if (sorryServer) sorryServer.writtenMethod = readMethod(line, version, draft.correct) ?? sorryServer.writtenMethod;
}

function readServer(draft: VirtualServerDraft, bound: BoundBlock, context: LvsContext): void {
  if (bound.keyword.name !== 'real_server' || !bound.fits) return;
  const address = readAddressed(bound);
  if (!address) return;
  const above = draft.writtenMethod;
  const server = new RealServerDraft(bound, address, above, draft);
  readRealServer(server, context, draft.correct);
  const tunnelled = server.writtenMethod?.value === 'TUN';
  if (tunnelled || draft.isOfFamily(server.ip.family, bound.node)) {
    draft.realServers.push(server);
    return;
  }
  const methodBelow = server.writtenMethod === null && willBeTunnelled(draft, bound);
  const check = methodBelow ? 'lvs/rs-family-method-below' : 'lvs/rs-family';
  const more = { written: server.ip.text, reportedAt: closingSpan(bound.node), ...decision(draft, bound.node) };
  draft.correct(check, 'drops', 'reports', address.addressWord.span, more);
}

/** Whether the last method of the virtual server is TUN and stands below a real server. */
function willBeTunnelled(draft: VirtualServerDraft, server: BoundBlock): boolean {
  const last = draft.lastMethod;
  return last !== null && last.node.span.start > server.node.span.start && textOf(argumentOf(last, 'method')) === 'TUN';
}

/** Since 2.2.8 keepalived looks here already whether there are real servers. */
function closeBlock(draft: VirtualServerDraft, { version }: LvsContext): void {
  // A list that grows has room for many more.
  draft.realServers = draft.realServers.slice();
  dropForeignSorryServer(draft);
  if (draft.realServers.length === 0 && atLeast(version, '2.2.8')) dropEmpty(draft, { reportedAt: closingSpan(draft.block) });
}

function dropForeignSorryServer(draft: VirtualServerDraft): void {
  const { sorryServer } = draft;
  if (!sorryServer || sorryServer.writtenMethod?.value === 'TUN') return;
  if (draft.isOfFamily(sorryServer.ip.family, sorryServer.line.node)) return;
  const more = { written: sorryServer.ip.text, reportedAt: closingSpan(draft.block), ...decision(draft) };
  draft.correct('lvs/vs-sorry-server-family', 'drops', 'reports', sorryServer.addressWord.span, more);
  draft.sorryServer = null;
}
