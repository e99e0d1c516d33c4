import type { Version } from '../../grammar/version.ts';
import { rules } from '../../rules/index.ts';
import { assumedTarget } from '../daemon/assumed-target.ts';
import { type Upgrade, upgrade } from '../engine/upgrade.ts';
import { loadColors } from '../report/colors.ts';
import { textOf } from '../rule/text-of.ts';
import { appearanceOf } from './appearance.ts';
import { begin, type QuestionFlags, requireFormat } from './begin.ts';
import { clustersOf } from './cluster-options.ts';
import { ExitCode } from './exit-code.ts';
import { versionWarning } from './keepalived-version.ts';
import type { Session } from './session.ts';
import { unreadMessage } from './unread-message.ts';
import { upgradeJson } from './upgrade-json.ts';
import { upgradeMarkdown } from './upgrade-markdown.ts';
import { upgradeText } from './upgrade-text.ts';
import { isSame } from './upgrade-words.ts';
import { UsageError } from './usage-error.ts';
import { VERSION } from './version.ts';

export interface UpgradeFlags extends Omit<QuestionFlags, 'keepalivedVersion'> {
  readonly from: Version;
  readonly to: Version;
  readonly format: string;
  readonly exitCode: boolean;
}

const FORMATS = ['text', 'json', 'markdown'];

/** Tells what another version of keepalived refuses, reads or does differently with the same files. */
export async function upgradeCommand(paths: readonly string[], flags: UpgradeFlags, session: Session): Promise<ExitCode> {
  const { from, to, format } = flags;
  requireFormat('What an upgrade does cannot be given', format, FORMATS);
  if (from === to) throw new UsageError(`--from and --to are both keepalived ${to}: there is nothing to compare.`);
  const { tell, reader, roots, failures, selection, settings } = await begin(paths, { ...flags, keepalivedVersion: to }, session);
  const warning = versionWarning(from);
  if (warning !== null) tell({ level: 'warning', message: warning });
  if (roots.length === 0) return ExitCode.usage;

  const { named } = await clustersOf([], settings, session);
  const versions = { from: assumedTarget(from), to: assumedTarget(to) };
  const found = upgrade(roots, reader, { rules, ...versions, clusters: named, kvlint: VERSION, ...selection });
  for (const failure of found.failures) tell({ level: 'error', message: textOf(failure) });
  const templates = found.tests.filter(({ after }) => after.ending === 'template');
  for (const { root } of templates)
    tell({ level: 'error', message: `'${root}' is a template, not a configuration yet. Give what it renders to.` });
  for (const each of found.unread) tell({ level: 'error', message: unreadMessage(each) });
  session.stdout.write(await show(found, flags, session));
  if (found.failures.length > 0) return ExitCode.internal;
  if (failures.length + templates.length + found.unread.length > 0) return ExitCode.usage;
  return flags.exitCode && !isSame(found) ? ExitCode.findings : ExitCode.clean;
}

async function show(found: Upgrade, { format, color }: UpgradeFlags, session: Session): Promise<string> {
  if (format === 'json') return upgradeJson(found);
  if (format === 'markdown') return upgradeMarkdown(found);
  const appearance = appearanceOf(session.stdout, session, color);
  return upgradeText(found, appearance.width, await loadColors(appearance.color));
}
