import { lineWords, type Span } from '../../../grammar/tree.ts';
import type { Bound, BoundValue } from '../../binding/bound.ts';
import type { Correct, CorrectionList } from '../correction.ts';
import { numberSetting, textOf, usedValues, valueSpan } from '../read-settings.ts';
import { fallback, type Setting } from '../setting.ts';
import { Definitions, type NamedBlock, namedBlocks } from './definitions.ts';
import { TargetDraft } from './target.ts';
import type { TrackProcess } from './track-process.ts';

/** The kernel keeps so many characters of the name of a process (TASK_COMM_LEN, less the zero at its end). */
const LONGEST_NAME = 15;

export class TrackProcessDraft extends TargetDraft implements TrackProcess {
  readonly command: string;
  canBeFound = true;
  quorum: Setting<number> = fallback(1);
  quorumMax: Setting<number | null> = fallback(null);

  constructor(block: NamedBlock, command: string) {
    super(block, 0);
    this.command = command;
  }
}

/** Every vrrp_track_process that keepalived keeps: one without a process it does not. */
export function readTrackProcesses(children: readonly Bound[], corrections: CorrectionList): Definitions<TrackProcessDraft> {
  const processes = new Definitions<TrackProcessDraft>();
  for (const block of namedBlocks(children, 'vrrp_track_process')) {
    const lines = [...usedValues(block.bound.children)];
    const command = textOf(lines.find(({ keyword }) => keyword.name === 'process')?.args[0]);
    const draft = new TrackProcessDraft(block, command ?? '');
    const correct = corrections.about(draft.name);
    for (const line of lines) readLine(draft, line, correct);
    draft.canBeFound = lines.some(({ keyword }) => COMMAND_LINE.has(keyword.name)) || canBeName(lines);
    if (command === null) processes.leftOut.set(draft.name, draft.nameWord);
    else processes.add(draft);
  }
  return processes;
}

/** Keywords with which the command line is compared, not the name. */
const COMMAND_LINE: ReadonlySet<string> = new Set(['full_command', 'param_match']);

/** Whether a process can have the name that is written; with arguments it is a command line (core/track_process.c check_process). */
function canBeName(lines: readonly BoundValue[]): boolean {
  const line = lines.find(({ keyword }) => keyword.name === 'process');
  const [program, ...args] = line ? lineWords(line.node).slice(1) : [];
  return !program || args.length > 0 || (!program.text.includes('/') && program.text.length <= LONGEST_NAME);
}

function readLine(draft: TrackProcessDraft, line: BoundValue, correct: Correct): void {
  const { name } = line.keyword;
  if (name === 'weight') draft.readWeight(line.args, line.node);
  else if (name === 'quorum') readQuorum(draft, line, correct);
  else if (name === 'quorum_max') readQuorumMax(draft, line, correct);
}

function readQuorum(draft: TrackProcessDraft, line: BoundValue, correct: Correct): void {
  const quorum = numberSetting(line, draft.quorum);
  const { quorumMax } = draft;
  if (quorumMax.node && quorumMax.value !== null && quorum.value > quorumMax.value) {
    correct('track-process/quorum-above-max', 'ignores', 'reports', valueSpan(line), opposite(quorum.value, quorumMax.node.span));
  } else draft.quorum = quorum;
}

/** 0, which forbids the process, goes with the quorum of 1 that nobody wrote. */
function readQuorumMax(draft: TrackProcessDraft, line: BoundValue, correct: Correct): void {
  const most = numberSetting(line, draft.quorumMax);
  const { quorum } = draft;
  if (most.value !== null && most.value < quorum.value && !(most.value === 0 && quorum.value === 1)) {
    correct('track-process/quorum-max-below-quorum', 'ignores', 'reports', valueSpan(line), opposite(most.value, quorum.node?.span));
  } else draft.quorumMax = most;
}

function opposite(written: number, against: Span | undefined) {
  return { written: String(written), ...(against && { against }) };
}
