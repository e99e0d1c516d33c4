import type { Span } from '../../grammar/tree.ts';
import type { Finding } from '../finding/finding.ts';
import type { Unread } from '../finding/unread.ts';
import type { ProfileName } from '../rule/rule.ts';
import type { Severity } from '../rule/severity.ts';

/**
 * What was found in root files that have to do with each other: nothing that is found elsewhere changes it. No text in it holds a secret.
 */
export interface Piece {
  /** With their keys. */
  readonly findings: readonly Finding[];
  readonly unread: readonly Unread[];
  /** Paths of the root files with nodes that were compared with others. */
  readonly compared: readonly string[];
}

/** A piece as plain data, and what is to be masked in the lines of its files. */
export interface PieceRecord extends Omit<Piece, 'findings'> {
  readonly findings: readonly FindingRecord[];
  /** By file, and by line; only lines with secrets. */
  readonly masks: readonly (readonly [path: string, lines: readonly (readonly [line: number, spans: readonly Span[]])[]])[];
}

interface FindingRecord extends Omit<Finding, 'byProfile'> {
  readonly byProfile: readonly (readonly [ProfileName, Severity])[];
}

export function recordOfPiece({ findings, unread, compared }: Piece, masks: PieceRecord['masks']): PieceRecord {
  return { findings: findings.map((finding) => ({ ...finding, byProfile: [...finding.byProfile] })), unread, compared, masks };
}

export function pieceFrom({ findings, unread, compared }: PieceRecord): Piece {
  return { findings: findings.map((finding) => ({ ...finding, byProfile: new Map(finding.byProfile) })), unread, compared };
}
