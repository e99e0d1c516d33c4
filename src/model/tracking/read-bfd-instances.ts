import { atLeast, type Version } from '../../../grammar/version.ts';
import type { Bound, BoundValue } from '../../binding/bound.ts';
import { type IpAddress, parseCutAddress } from '../../binding/ip-address.ts';
import { closingSpan } from '../../binding/place.ts';
import type { CheckId } from '../../daemon/checks/index.ts';
import type { Correct, CorrectionList } from '../correction.ts';
import type { Checker } from '../lvs/checker.ts';
import { booleanSetting, numberOf, numberSetting, textOf, usedValues, valueSpan } from '../read-settings.ts';
import { corrected, fallback, given, type Setting } from '../setting.ts';
import type { BfdInstance } from './bfd-instance.ts';
import { Definitions, namedBlocks } from './definitions.ts';
import { TargetDraft } from './target.ts';

export class BfdDraft extends TargetDraft implements BfdInstance {
  neighbour: Setting<IpAddress | null> = fallback(null);
  source: Setting<IpAddress | null> = fallback(null);
  ttl: Setting<number> = fallback(255);
  maxHops: Setting<number> = fallback(0);
  multihop: Setting<boolean> = fallback(false);
  vrrpKeyword: BoundValue | null = null;
  checkerKeyword: BoundValue | null = null;
  dropped = false;
  readonly checkers: Checker[] = [];

  get forVrrp(): boolean {
    return this.vrrpKeyword !== null || this.checkerKeyword === null;
  }

  get forCheckers(): boolean {
    return this.checkerKeyword !== null || this.vrrpKeyword === null;
  }
}

/** Every bfd_instance, also those that the BFD process leaves out. */
export function readBfdInstances(children: readonly Bound[], version: Version, corrections: CorrectionList): Definitions<BfdDraft> {
  const instances = new Definitions<BfdDraft>();
  for (const block of namedBlocks(children, 'bfd_instance')) {
    const draft = new BfdDraft(block, 0);
    const correct = corrections.about(draft.name);
    for (const line of usedValues(block.bound.children)) readLine(draft, line, correct);
    closeBlock(draft, instances.all, version, correct);
    instances.add(draft);
  }
  return instances;
}

function readLine(draft: BfdDraft, line: BoundValue, correct: Correct): void {
  switch (line.keyword.name) {
    case 'min_rx':
    case 'min_tx':
    case 'idle_tx':
      noteSlowness(line, correct);
      break;
    case 'neighbor_ip':
    case 'neighbour_ip':
      draft.neighbour = addressSetting(line);
      break;
    case 'source_ip':
      draft.source = addressSetting(line);
      break;
    case 'ttl':
    case 'hoplimit':
      draft.ttl = numberSetting(line, draft.ttl);
      break;
    case 'max_hops':
      draft.maxHops = numberSetting(line, draft.maxHops);
      break;
    case 'multihop':
      draft.multihop = booleanSetting(line);
      break;
    case 'weight':
      draft.readWeight(line.args, line.node);
      break;
    case 'vrrp':
      draft.vrrpKeyword = line;
      break;
    case 'checker':
      draft.checkerKeyword = line;
      break;
  }
}

/** Milliseconds above which keepalived doubts that an interval is meant. */
const LONGEST_SENSIBLE = 10_000;

function noteSlowness(line: BoundValue, correct: Correct): void {
  const interval = numberOf(line.first);
  if (interval === null || interval <= LONGEST_SENSIBLE) return;
  const check = SLOWNESS.get(line.keyword.name);
  if (check) correct(check, 'reports', 'logs', valueSpan(line), { written: `${line.keyword.name} ${interval}` });
}

const SLOWNESS: ReadonlyMap<string, CheckId> = new Map([
  ['min_rx', 'net/bfd-min-rx-not-sensible'],
  ['min_tx', 'net/bfd-min-tx-not-sensible'],
  ['idle_tx', 'net/bfd-idle-tx-not-sensible'],
]);

function addressSetting(line: BoundValue): Setting<IpAddress | null> {
  return given(parseCutAddress(textOf(line.first) ?? ''), line.node);
}

/** Hop limit of IPv6 that nobody has set. */
const IPV6_HOP_LIMIT = 64;
const ANY_HOPS = 255;

function closeBlock(draft: BfdDraft, earlier: readonly BfdDraft[], version: Version, correct: Correct): void {
  const { neighbour, source } = draft;
  if (!draft.bound.valid || !neighbour.value || !neighbour.node) {
    draft.dropped = true;
    return;
  }
  const reportedAt = closingSpan(draft.block);
  if (source.value && source.node && source.value.family !== neighbour.value.family) {
    draft.dropped = true;
    correct('net/bfd-family-mismatch', 'drops', 'reports', source.node.span, { against: neighbour.node.span, reportedAt });
    return;
  }
  const twin = earlier.find((other) => !other.dropped && isSameSession(draft, other, version));
  if (twin) {
    draft.dropped = true;
    const check = source.value ? 'net/bfd-duplicate-neighbor-and-source' : 'net/bfd-duplicate-neighbor';
    correct(check, 'drops', 'reports', neighbour.node.span, { against: twin.nameWord.span, reportedAt, written: neighbour.value.text });
    return;
  }
  if (!draft.ttl.node && neighbour.value.family === 'ipv6') draft.ttl = fallback(IPV6_HOP_LIMIT);
  limitHops(draft, correct);
}

/** Two sessions with one neighbour need a source each, and since 2.2.8 may differ in whether they go over several hops. */
function isSameSession(draft: BfdDraft, other: BfdDraft, version: Version): boolean {
  if (draft.neighbour.value?.text !== other.neighbour.value?.text) return false;
  if (atLeast(version, '2.2.8') && draft.multihop.value !== other.multihop.value) return false;
  return !draft.source.value || !other.source.value || draft.source.value.text === other.source.value.text;
}

function limitHops(draft: BfdDraft, correct: Correct): void {
  const { maxHops, ttl } = draft;
  const written = maxHops.value === -1 ? ANY_HOPS : maxHops.value;
  draft.maxHops = { ...maxHops, value: written };
  if (!maxHops.node || written <= ttl.value) return;
  draft.maxHops = corrected(maxHops, ttl.value);
  const more = { written: String(maxHops.value), used: String(ttl.value), reportedAt: closingSpan(draft.block) };
  correct('net/bfd-max-hops-exceeds-ttl', 'overrides', 'reports', maxHops.node.span, {
    ...more,
    ...(ttl.node && { against: ttl.node.span }),
  });
}
