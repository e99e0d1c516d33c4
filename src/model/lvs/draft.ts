import type { Block, Node, Word } from '../../../grammar/tree.ts';
import { type Bound, type BoundBlock, type BoundValue, isValue } from '../../binding/bound.ts';
import type { Family } from '../../binding/ip-address.ts';
import type { Correct, CorrectionList } from '../correction.ts';
import { fallback, type Setting } from '../setting.ts';
import type { CheckTiming } from './checker.ts';
import type { RealServerDraft, ServerDefaults, SorryServerDraft } from './read-real-servers.ts';
import type { ForwardingMethod } from './real-server.ts';
import { Timed } from './timing.ts';
import type { Persistence, Protocol, Service, VirtualServer } from './virtual-server.ts';

/** Defaults that all virtual servers share. */
const NOTHING = fallback(null);
const OFF = fallback(false);
const ZERO = fallback(0);
const ONE = fallback(1);
const WLC = fallback('wlc');

/**
 * A virtual server on its way to what keepalived runs: its lines fill it in the order of the text (read.ts), and the rest comes when all is
 * read (settle.ts).
 */
export class VirtualServerDraft extends Timed implements VirtualServer, ServerDefaults {
  readonly name: string;
  readonly bound: BoundBlock;
  service: Service;
  private readonly corrections: CorrectionList;
  family: Family | null = null;
  familyNode: Node | Word | null = null;
  protocol: Setting<Protocol | null> = NOTHING;
  /** Null until one is read. */
  writtenScheduler: Setting<string> | null = null;
  scheduler: Setting<string> = WLC;
  /** Null until one is read. */
  writtenMethod: Setting<ForwardingMethod> | null = null;
  method: Setting<ForwardingMethod | null> = NOTHING;
  persistenceTimeout: Setting<number | null> = NOTHING;
  granularity: Setting<string | null> = NOTHING;
  onePacketScheduling: Setting<boolean> = OFF;
  weight: Setting<number> = ONE;
  quorum: Setting<number> = ONE;
  hysteresis: Setting<number> = ZERO;
  haSuspend: Setting<boolean> = OFF;
  omega: Setting<boolean> = OFF;
  inhibitOnFailure: Setting<boolean> = OFF;
  virtualhost: Setting<string | null> = NOTHING;
  sorryServer: SorryServerDraft | null = null;
  realServers: RealServerDraft[] = [];
  dropped = false;
  /** The last line that says how packets reach the servers. */
  readonly lastMethod: BoundValue | null;

  constructor(name: string, bound: BoundBlock, service: Service, corrections: CorrectionList) {
    super();
    this.name = name;
    this.bound = bound;
    this.service = service;
    this.corrections = corrections;
    this.lastMethod = bound.children.findLast(isMethod) ?? null;
  }

  get block(): Block {
    return this.bound.node;
  }

  /** Notes a correction of this virtual server. Made when it is asked for, as few servers have any. */
  get correct(): Correct {
    return this.corrections.about(this.name);
  }

  get persistence(): Persistence {
    return { timeout: this.persistenceTimeout, granularity: this.granularity };
  }

  protected get outer(): CheckTiming | undefined {
    return undefined;
  }

  /** Lets something decide the family if nothing has before; whether the virtual server then is of that family. */
  isOfFamily(family: Family, node: Node | Word): boolean {
    if (this.family === null) {
      this.family = family;
      this.familyNode = node;
    }
    return this.family === family;
  }
}

function isMethod(bound: Bound): bound is BoundValue {
  return isValue(bound) && (bound.keyword.name === 'lvs_method' || bound.keyword.name === 'lb_kind');
}

/** The words of the header that keepalived reads. */
export function nameOf({ form, args }: BoundBlock): string {
  return [...(form ? [form.text] : []), ...args.map(({ word }) => word.text)].join(' ');
}
