import type { Bound, BoundValue } from '../../binding/bound.ts';
import { keywordSpan, lineSpan } from '../../binding/place.ts';
import type { CheckId } from '../../daemon/checks/index.ts';
import type { CorrectionList } from '../correction.ts';
import { argumentOf, globalLines, numberOf, textOf, valueSpan } from '../read-settings.ts';
import type { VrrpInstance } from '../vrrp/vrrp-instance.ts';

/** What keepalived does about settings of global_defs that contradict each other, or that name what does not exist. */
export function findGlobalConflicts(children: readonly Bound[], instances: readonly VrrpInstance[], corrections: CorrectionList): void {
  const lines = globalLines(children);
  const finder = new ConflictFinder(lines, corrections);
  finder.compareFifos();
  finder.findSecondInstance();
  finder.findSyncInstance(instances);
  finder.findSlowness();
}

class ConflictFinder {
  private readonly lines: readonly BoundValue[];
  private readonly correct: ReturnType<CorrectionList['about']>;

  constructor(lines: readonly BoundValue[], corrections: CorrectionList) {
    this.lines = lines;
    this.correct = corrections.about('global_defs');
  }

  /** Of what may stand once, the first line. */
  private first(name: string): BoundValue | undefined {
    return this.lines.find(({ keyword }) => keyword.name === name);
  }

  /** One pipe has one reader: the pipe of all processes wins over those of one, and the script of VRRP over that of the checkers. */
  compareFifos(): void {
    const all = this.first('notify_fifo');
    const vrrp = this.first('vrrp_notify_fifo');
    const checkers = this.first('lvs_notify_fifo');
    if (this.sameFifo(all, vrrp, 'global/fifo-global-vrrp-same') || this.sameFifo(all, checkers, 'global/fifo-global-lvs-same')) return;
    const script = this.first('lvs_notify_fifo_script');
    const winner = this.first('vrrp_notify_fifo_script');
    const name = nameOf(checkers);
    if (name === null || name !== nameOf(vrrp) || !script || !winner) return;
    this.correct('global/fifo-two-scripts', 'ignores', 'logs', keywordSpan(script.node), { written: name, against: lineSpan(winner.node) });
  }

  private sameFifo(all: BoundValue | undefined, own: BoundValue | undefined, check: CheckId): boolean {
    const name = nameOf(own);
    if (!all || !own || name === null || name !== nameOf(all)) return false;
    this.correct(check, 'ignores', 'logs', keywordSpan(own.node), { written: name, used: own.keyword.name, against: lineSpan(all.node) });
    return true;
  }

  /** Of two instances for one daemon the first counts. */
  findSecondInstance(): void {
    const [first, second] = (this.first('lvs_sync_daemon')?.args ?? []).filter(({ argument }) => argument.name === 'instance');
    if (!first || !second) return;
    const more = { written: second.word.text, used: first.word.text, against: first.word.span };
    this.correct('global/lvs-sync-daemon-instance-twice', 'ignores', 'reports', second.word.span, more);
  }

  /** Times that keepalived takes, and doubts. */
  findSlowness(): void {
    for (const line of this.lines) {
      const doubt = SLOWNESS.get(line.keyword.name);
      const seconds = numberOf(line.first);
      if (!doubt || seconds === null || seconds < doubt.from) continue;
      this.correct(doubt.check, 'reports', 'logs', valueSpan(line), { written: `${line.keyword.name} ${seconds}` });
    }
  }

  findSyncInstance(instances: readonly VrrpInstance[]): void {
    const daemon = this.first('lvs_sync_daemon');
    const instance = daemon && argumentOf(daemon, 'instance');
    const name = textOf(instance);
    if (!instance || name === null || instances.some((each) => each.name === name)) return;
    this.correct('vrrp/lvs-syncd-instance-unknown', 'drops', 'logs', instance.word.span, { written: name });
  }
}

const SLOWNESS: ReadonlyMap<string, { readonly check: CheckId; readonly from: number }> = new Map([
  ['vrrp_garp_interval', { check: 'global/vrrp-garp-interval-very-large', from: 1 }],
  ['vrrp_gna_interval', { check: 'global/vrrp-gna-interval-very-large', from: 1 }],
  ['vrrp_startup_delay', { check: 'global/vrrp-startup-delay-very-large', from: 60 }],
]);

function nameOf(fifo: BoundValue | undefined): string | null {
  return fifo ? textOf(fifo.first) : null;
}
