import { type BoundBlock, type BoundValue, isValue } from '../binding/bound.ts';
import { type ScriptLine, scriptLines } from '../binding/script-lines.ts';
import { type NetworkChange, networkChangeOf } from './network-commands.ts';

/** The quorum script of a virtual server that has no counterpart; null where both are there, or none. */
export function loneQuorumScript({ children }: BoundBlock): BoundValue | null {
  const lines = children.filter(isValue);
  const up = lines.find(({ keyword }) => keyword.name === 'quorum_up');
  const down = lines.find(({ keyword }) => keyword.name === 'quorum_down');
  return up && down ? null : (up ?? down ?? null);
}

/** An address or a route that comes and goes with the quorum. */
export interface QuorumChange {
  readonly line: ScriptLine;
  readonly change: NetworkChange;
}

/** What a lone script brings with the quorum, or takes away without it; null where it does something else. */
export function quorumChangeOf({ children }: BoundBlock, { node }: BoundValue): QuorumChange | null {
  const line = scriptLines(children).find((each) => each.node === node);
  const change = line ? networkChangeOf(line.words) : null;
  return line && change && (line.keyword === 'quorum_up') === (change.does === 'adds') ? { line, change } : null;
}
