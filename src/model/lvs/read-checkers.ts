import type { Block, Node } from '../../../grammar/tree.ts';
import { atLeast, between } from '../../../grammar/version.ts';
import { type BoundBlock, type BoundValue, isBlock, isValue } from '../../binding/bound.ts';
import { type IpAddress, isLinkLocal, parseCutAddress } from '../../binding/ip-address.ts';
import { closingSpan, keywordSpan, lineSpan } from '../../binding/place.ts';
import type { Correct } from '../correction.ts';
import { numberOf, textOf, usedBlocks, usedValues, valueSpan } from '../read-settings.ts';
import { corrected, fallback, given, type Setting } from '../setting.ts';
import type { BfdInstance } from '../tracking/bfd-instance.ts';
import type { TrackFile } from '../tracking/track-file.ts';
import { asksAddress, CHECKER_KINDS, type Checker, type CheckerKind, type CheckTiming } from './checker.ts';
import type { LvsContext } from './context.ts';
import type { RealServerDraft } from './read-real-servers.ts';
import { Timed } from './timing.ts';

const KINDS: ReadonlySet<string> = new Set(CHECKER_KINDS);

function isKind(name: string): name is CheckerKind {
  return KINDS.has(name);
}

const NOTHING = fallback(null);

class CheckerDraft extends Timed implements Checker {
  readonly kind: CheckerKind;
  readonly bound: BoundBlock;
  /** Written connect_ip; null where none is. */
  connect: Setting<IpAddress | null> | null = null;
  bindAddress: Setting<IpAddress | null> = NOTHING;
  bindInterface: Node | null = null;
  connectPort: Setting<number> | null = null;
  trackFile: TrackFile | null = null;
  bfdInstance: BfdInstance | null = null;
  readonly realServer: RealServerDraft;

  constructor(kind: CheckerKind, bound: BoundBlock, realServer: RealServerDraft) {
    super();
    this.kind = kind;
    this.bound = bound;
    this.realServer = realServer;
  }

  get block(): Block {
    return this.bound.node;
  }

  get address(): Setting<IpAddress | null> {
    return this.connect ?? fallback(this.realServer.ip, this.realServer.block);
  }

  get port(): Setting<number> {
    return this.connectPort ?? fallback(this.realServer.writtenPort.value, this.realServer.writtenPort.node);
  }

  protected get outer(): CheckTiming | undefined {
    return this.realServer;
  }
}

/** Reads a checker of a real server; null for other blocks, and for checkers that keepalived removes. */
export function readChecker(block: BoundBlock, server: RealServerDraft, context: LvsContext, correct: Correct): Checker | null {
  const { name } = block.keyword;
  if (!isKind(name)) return null;
  const draft = new CheckerDraft(name, block, server);
  for (const line of block.children)
    if (isValue(line) && (line.valid || line.keyword.invalid === 'address-lost')) readLine(draft, line, context, correct);
  if (name === 'HTTP_GET' || name === 'SSL_GET') checkUrls(draft, context, correct);
  if (name === 'SMTP_CHECK') checkHosts(draft, context, correct);
  context.checkers++;
  if (name === 'UDP_CHECK') checkDatagrams(draft, context, correct);
  if (!block.valid || !hasTarget(draft) || !canReach(draft, correct)) return null;
  const file = draft.trackFile && context.trackFiles.named(draft.trackFile.name);
  file?.checkers.push(draft);
  return draft;
}

/** These versions never come to the end of such a check. Source: keepalived's commit da0291cd; tried with 2.3.1, 2.3.3 and 2.3.4. */
function checkHosts({ bound }: CheckerDraft, { version }: LvsContext, correct: Correct): void {
  if (!between(version, '2.3.0', '2.3.4')) return;
  const host = [...usedBlocks(bound.children, 'host')].find(({ children }) => children.length > 0);
  if (host) correct('lvs/smtp-host-hangs', 'ignores', 'reports', keywordSpan(host.node));
}

function readLine(draft: CheckerDraft, line: BoundValue, context: LvsContext, correct: Correct): void {
  switch (line.keyword.name) {
    case 'connect_ip':
      readConnectAddress(draft, line, correct);
      break;
    case 'bindto':
      readBindAddress(draft, line, correct);
      break;
    case 'bind_if':
      draft.bindInterface = line.node;
      break;
    case 'connect_port': {
      const port = numberOf(line.first);
      if (port !== null) draft.connectPort = given(port, line.node);
      break;
    }
    case 'track_file':
      readTrackFile(draft, line, context, correct);
      break;
    case 'name':
      if (draft.kind === 'BFD_CHECK') readBfdName(draft, line, context, correct);
      break;
    default:
      draft.readTiming(line);
  }
}

function addressOf(line: BoundValue): IpAddress | null {
  return parseCutAddress(textOf(line.first) ?? '');
}

function readConnectAddress(draft: CheckerDraft, line: BoundValue, correct: Correct): void {
  const ip = addressOf(line);
  const { bindAddress } = draft;
  if (!ip) {
    draft.connect = corrected(given(null, line.node), null);
    return;
  }
  if (bindAddress.value && bindAddress.node && bindAddress.value.family !== ip.family) {
    draft.connect = corrected(given(ip, line.node), null);
    correct('lvs/connect-ip-family', 'ignores', 'reports', valueSpan(line), { written: ip.text, against: bindAddress.node.span });
  } else draft.connect = given(ip, line.node);
}

/** SMTP_CHECK does not look at the address of the real server. */
function readBindAddress(draft: CheckerDraft, line: BoundValue, correct: Correct): void {
  const ip = addressOf(line);
  if (!ip) return;
  const target = draft.kind === 'SMTP_CHECK' ? draft.connect : draft.address;
  if (target?.value && target.value.family !== ip.family) {
    const against = target.node ? { against: lineSpan(target.node) } : {};
    correct('lvs/bindto-family', 'ignores', 'reports', valueSpan(line), { written: ip.text, used: target.value.text, ...against });
  } else draft.bindAddress = given(ip, line.node);
}

function readTrackFile(draft: CheckerDraft, line: BoundValue, { trackFiles }: LvsContext, correct: Correct): void {
  const word = line.args[0]?.word;
  if (!word) return;
  draft.trackFile = trackFiles.above(word) ?? null;
  if (draft.trackFile) return;
  const below = trackFiles.named(word.text);
  const more = { written: word.text, ...(below && { against: below.nameWord.span }) };
  correct('lvs/file-not-found', 'drops', 'reports', word.span, more);
  correct('lvs/file-no-track-file', 'drops', 'reports', word.span, { ...more, reportedAt: closingSpan(draft.block), again: true });
}

function readBfdName(draft: CheckerDraft, line: BoundValue, { bfdInstances }: LvsContext, correct: Correct): void {
  const word = line.args[0]?.word;
  if (!word) return;
  const found = bfdInstances.above(word);
  if (!found?.forCheckers) {
    const other = found ?? bfdInstances.named(word.text);
    const check = found ? 'lvs/bfd-instance-vrrp-only' : 'lvs/bfd-not-configured';
    correct(check, 'drops', 'reports', word.span, { written: word.text, ...(other && { against: other.nameWord.span }) });
    return;
  }
  // Servers are read one after the other: another check of this one can only be the last.
  const last = found.checkers.at(-1);
  const twin = last?.realServer === draft.realServer ? last : null;
  if (twin) {
    correct('lvs/bfd-already-monitored', 'drops', 'reports', word.span, { written: word.text, against: lineSpan(twin.block) });
    return;
  }
  draft.bfdInstance = found;
  found.checkers.push(draft);
}

function hasTarget(draft: CheckerDraft): boolean {
  if (draft.kind === 'FILE_CHECK') return draft.trackFile !== null;
  return draft.kind !== 'BFD_CHECK' || draft.bfdInstance !== null;
}

/** A link-local address can only be reached through an interface that is named. */
function canReach(draft: CheckerDraft, correct: Correct): boolean {
  const { address, bindInterface, block } = draft;
  if (!asksAddress(draft.kind) || bindInterface || !address.value || !isLinkLocal(address.value)) return true;
  const more = { written: address.value.text, reportedAt: closingSpan(block), ...(address.node && { against: lineSpan(address.node) }) };
  correct('lvs/link-local-without-bind-if', 'drops', 'reports', keywordSpan(block), more);
  return false;
}

/** Longest answer that UDP_CHECK takes where max_reply_length says nothing else. */
const STANDARD_REPLY_LENGTH = 255;

function checkDatagrams(draft: CheckerDraft, { version }: LvsContext, correct: Correct): void {
  if (between(version, '2.2.0', '2.3.3')) {
    for (const line of usedValues(draft.bound.children)) if (PAYLOADS.has(line.keyword.name)) checkLastOctet(line, correct);
  }
  checkReplyLength(draft, correct);
}

const PAYLOADS: ReadonlySet<string> = new Set(['payload', 'require_reply']);

/** A last octet FF is what these versions use to mark a mistake. */
function checkLastOctet({ args, keyword }: BoundValue, correct: Correct): void {
  const last = args.at(-1);
  if (!last || !/^(?:..)*ff$/i.test(last.word.text)) return;
  correct('lvs/udp-hex-last-octet-ff', 'ignores', 'reports', last.word.span, { written: keyword.name });
}

function checkReplyLength(draft: CheckerDraft, correct: Correct): void {
  let least: BoundValue | null = null;
  let most: BoundValue | null = null;
  for (const line of usedValues(draft.bound.children)) {
    if (line.keyword.name === 'min_reply_length') least = line;
    else if (line.keyword.name === 'max_reply_length') most = line;
  }
  const min = least && numberOf(least.first);
  const max = (most && numberOf(most.first)) ?? STANDARD_REPLY_LENGTH;
  if (!least || min === null || min <= max) return;
  const more = { written: String(min), used: String(max), reportedAt: closingSpan(draft.block), ...(most && { against: most.node.span }) };
  correct('lvs/udp-min-above-max', 'reports', 'reports', valueSpan(least), more);
}

/** HTTP_GET and SSL_GET are nothing without a url; as the first checker of a file such a one crashed keepalived up to 2.2.7. */
function checkUrls(draft: CheckerDraft, { version, checkers }: LvsContext, correct: Correct): void {
  for (const url of usedBlocks(draft.bound.children, 'url')) checkRegex(url, correct);
  const urls = draft.bound.children.filter((child) => child.keyword.name === 'url');
  if (urls.some((url) => isBlock(url) && url.valid)) return;
  const at = keywordSpan(draft.block);
  const reportedAt = closingSpan(draft.block);
  if (checkers === 0 && !atLeast(version, '2.2.8')) correct('lvs/http-no-url-first-checker', 'refuses', 'refuses', at, { reportedAt });
  // Where it has no url at all, a keyword is missing, which the line itself tells.
  const [url] = urls;
  if (url && isBlock(url)) correct('lvs/http-no-url', 'drops', 'reports', at, { reportedAt, against: url.node.header });
}

const REGEX_OPTIONS: ReadonlySet<string> = new Set([
  'regex_options',
  'regex_no_match',
  'regex_min_offset',
  'regex_max_offset',
  'regex_stack',
]);

function checkRegex(url: BoundBlock, correct: Correct): void {
  const lines = [...usedValues(url.children)];
  const named = (name: string): BoundValue | undefined => lines.findLast(({ keyword }) => keyword.name === name);
  if (!named('regex')) {
    const option = lines.find(({ keyword }) => REGEX_OPTIONS.has(keyword.name));
    if (option) correct('lvs/regex-options-without-regex', 'ignores', 'logs', keywordSpan(option.node), { written: option.keyword.name });
    return;
  }
  const stack = named('regex_stack');
  const start = stack && numberOf(stack.first);
  const size = stack && numberOf(stack.args[1]);
  if (stack && typeof start === 'number' && typeof size === 'number' && start > size) {
    const more = { written: String(start), used: String(size) };
    correct('lvs/regex-stack-invalid', 'ignores', 'logs', valueSpan(stack), more);
  }
  const least = named('regex_min_offset');
  const most = named('regex_max_offset');
  const min = least && numberOf(least.first);
  const max = most && numberOf(most.first);
  if (!least || !most || typeof min !== 'number' || typeof max !== 'number' || min <= max) return;
  const more = { written: String(min), used: String(max), against: valueSpan(most) };
  correct('lvs/regex-offsets-crossed', 'ignores', 'logs', valueSpan(least), more);
}
