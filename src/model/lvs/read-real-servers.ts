import type { Block, Word } from '../../../grammar/tree.ts';
import { type BoundArgument, type BoundBlock, type BoundValue, isBlock } from '../../binding/bound.ts';
import { type IpAddress, parseCutAddress } from '../../binding/ip-address.ts';
import type { Correct } from '../correction.ts';
import { argumentOf, booleanSetting, isUsed, numberOf, numberSetting, textOf } from '../read-settings.ts';
import { corrected, fallback, given, type Setting } from '../setting.ts';
import type { Checker, CheckTiming } from './checker.ts';
import type { LvsContext } from './context.ts';
import { readMethod } from './forwarding.ts';
import { readChecker } from './read-checkers.ts';
import type { ForwardingMethod, RealServer, SorryServer } from './real-server.ts';
import { inherited, Timed } from './timing.ts';

/** Defaults that all servers share. */
const NAT = fallback('NAT' as const);
const OFF = fallback(false);
const ZERO = fallback(0);
const NO_CHECKERS: readonly never[] = [];

/** What a real server takes over from its virtual server. */
export interface ServerDefaults extends CheckTiming {
  readonly weight: Setting<number>;
  readonly inhibitOnFailure: Setting<boolean>;
  readonly virtualhost: Setting<string | null>;
}

/** A real server on its way to what keepalived uses. */
export class RealServerDraft extends Timed implements RealServer {
  readonly ip: IpAddress;
  /** What its checks ask: they take it over before keepalived looks at the port. Source: queue_checker (check/check_api.c). */
  readonly writtenPort: Setting<number>;
  port: Setting<number>;
  readonly bound: BoundBlock;
  writtenWeight: Setting<number> | null = null;
  /** Its own, else that of the virtual server as far as it has been read; null where there is none yet. */
  writtenMethod: Setting<ForwardingMethod> | null;
  method: Setting<ForwardingMethod> = NAT;
  upperThreshold: Setting<number> = ZERO;
  lowerThreshold: Setting<number> = ZERO;
  writtenInhibit: Setting<boolean> | null = null;
  writtenVirtualhost: Setting<string | null> | null = null;
  checkers: readonly Checker[] = NO_CHECKERS;
  private readonly server: ServerDefaults;

  constructor(bound: BoundBlock, address: Addressed, method: Setting<ForwardingMethod> | null, server: ServerDefaults) {
    super();
    this.bound = bound;
    this.ip = address.ip;
    this.writtenPort = address.port;
    this.port = address.port;
    this.writtenMethod = method;
    this.server = server;
  }

  get block(): Block {
    return this.bound.node;
  }

  /** Made when it is asked for, as is the next one: a large file has thousands of servers, and few of them are told of. */
  get addressWord(): Word {
    return argumentOf(this.bound, 'address')?.word ?? this.block.keyword;
  }

  get portWord(): Word | null {
    return argumentOf(this.bound, 'port')?.word ?? null;
  }

  get weight(): Setting<number> {
    return this.writtenWeight ?? inherited(this.server.weight);
  }

  get inhibitOnFailure(): Setting<boolean> {
    return this.writtenInhibit ?? inherited(this.server.inhibitOnFailure);
  }

  get virtualhost(): Setting<string | null> {
    return this.writtenVirtualhost ?? inherited(this.server.virtualhost);
  }

  protected get outer(): CheckTiming | undefined {
    return this.server;
  }
}

/** A sorry server on its way to what keepalived uses. */
export class SorryServerDraft implements SorryServer {
  readonly ip: IpAddress;
  readonly addressWord: Word;
  readonly portWord: Word | null;
  readonly line: BoundValue;
  port: Setting<number>;
  writtenMethod: Setting<ForwardingMethod> | null;
  method: Setting<ForwardingMethod> = NAT;
  inhibit: Setting<boolean> = OFF;

  constructor(line: BoundValue, address: Addressed, method: Setting<ForwardingMethod> | null) {
    this.line = line;
    this.ip = address.ip;
    this.addressWord = address.addressWord;
    this.portWord = address.portWord;
    this.port = address.port;
    this.writtenMethod = method;
  }
}

/** The address and port of a server. */
export interface Addressed {
  readonly ip: IpAddress;
  readonly addressWord: Word;
  readonly port: Setting<number>;
  readonly portWord: Word | null;
}

/** Reads `ADDRESS [PORT]`; of the address as much as stands before a `/` or `-`. Null where keepalived takes no address. */
export function readAddressed(bound: BoundBlock | BoundValue): Addressed | null {
  const line = { args: bound.args };
  const address = argumentOf(line, 'address');
  const ip = addressOf(address);
  if (!address || !ip) return null;
  const port = argumentOf(line, 'port');
  const number = numberOf(port);
  return {
    ip,
    addressWord: address.word,
    port: number === null ? fallback(0) : given(number, bound.node),
    portWord: port?.word ?? null,
  };
}

function addressOf(argument: BoundArgument | undefined): IpAddress | null {
  return parseCutAddress(textOf(argument) ?? '');
}

/** Takes over the lines and checkers of a real server. */
export function readRealServer(draft: RealServerDraft, context: LvsContext, correct: Correct): void {
  const checkers: Checker[] = [];
  for (const child of draft.bound.children) {
    if (isBlock(child)) {
      const checker = readChecker(child, draft, context, correct);
      if (checker) checkers.push(checker);
    } else if (isUsed(child)) readLine(draft, child, context, correct);
  }
  // A list that grows has room for many more, and most servers have one.
  draft.checkers = checkers.slice();
}

function readLine(draft: RealServerDraft, line: BoundValue, context: LvsContext, correct: Correct): void {
  switch (line.keyword.name) {
    case 'weight':
      draft.writtenWeight = numberSetting(line, draft.weight);
      break;
    case 'lvs_method':
      draft.writtenMethod = readMethod(line, context.version, correct) ?? draft.writtenMethod;
      break;
    case 'uthreshold':
      draft.upperThreshold = numberSetting(line, draft.upperThreshold);
      break;
    case 'lthreshold':
      draft.lowerThreshold = numberSetting(line, draft.lowerThreshold);
      break;
    case 'inhibit_on_failure':
      draft.writtenInhibit = booleanSetting(line);
      break;
    case 'virtualhost':
      draft.writtenVirtualhost = given(textOf(line.first), line.node);
      break;
    default:
      draft.readTiming(line);
  }
}

/** Lets the port of the virtual server count, as it does for every server that is not reached by address translation. */
export function usePort(server: { port: Setting<number> }, port: number): void {
  server.port = server.port.node ? corrected(server.port, port) : fallback(port);
}
