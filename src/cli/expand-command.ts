import type { Version } from '../../grammar/version.ts';
import { type ExpandedLine, expandFile } from '../engine/expand-file.ts';
import { loadColors } from '../report/colors.ts';
import { displayWidth, harmless } from '../report/terminal.ts';
import { nameSome } from '../rule/name-some.ts';
import { appearanceOf } from './appearance.ts';
import { readForOf } from './begin.ts';
import type { ColorFlag } from './color-option.ts';
import { ExitCode } from './exit-code.ts';
import { gather } from './gather.ts';
import { createTell } from './notices.ts';
import { warnOfTemplates } from './odd-files.ts';
import { requireConfigIds } from './require-config-ids.ts';
import type { Session } from './session.ts';
import { unreadMessage } from './unread-message.ts';
import { UsageError } from './usage-error.ts';

export interface ExpandFlags {
  readonly keepalivedVersion?: Version;
  readonly config?: string | false;
  readonly configId?: string;
  readonly allowInclude: readonly string[];
  readonly origins: boolean;
  readonly color?: ColorFlag;
}

/** Longest line that still decides in which column the origins stand. */
const MAX_COLUMN = 60;

/** Prints a file as keepalived reads it. The origins are comments, so the output is a configuration again, but for its masked secrets. */
export async function expandCommand(file: string, flags: ExpandFlags, session: Session): Promise<ExitCode> {
  const tell = await createTell(session, flags.color);
  const gathered = await gather([file], flags, session);
  const { roots, reader, failures } = gathered;
  const [root] = roots;
  if (failures[0]) throw new UsageError(failures[0].message);
  if (!root || roots.length > 1)
    throw new UsageError(`'${file}' holds ${roots.length} configurations. Name one, such as '${roots[0]?.path ?? file}'.`);

  const { configId = null } = flags;
  const { target } = await readForOf([gathered], { ...flags, configId: [], unnamedView: false }, tell, session);
  warnOfTemplates([gathered], tell);
  if (configId !== null) requireConfigIds([configId], [gathered], target.version, 'leave the option out');
  const { lines, unread, configIds } = expandFile(root, reader, { configId, target });
  const { dim } = await loadColors(appearanceOf(session.stdout, session, flags.color).color);
  session.stdout.write(flags.origins ? withOrigins(lines, dim) : plain(lines));
  // Of a file that names one, a node without it is one of two that it describes.
  if (configId === null && configIds.length > 1) tell({ level: 'warning', message: asNobody(root.path, configIds) });
  for (const each of unread) tell({ level: 'error', message: unreadMessage(each) });
  return unread.length > 0 ? ExitCode.usage : ExitCode.clean;
}

/** Config-ids that a message lists. */
const MOST_LISTED = 5;

function asNobody(path: string, configIds: readonly string[]): string {
  const names = configIds.slice(0, MOST_LISTED).map((id) => `'${id}'`);
  return `This is what a node reads that no condition names. '${path}' names ${nameSome(names, configIds.length)}: choose one with --config-id.`;
}

function plain(lines: readonly ExpandedLine[]): string {
  return lines.map((line) => `${textOf(line)}\n`).join('');
}

function withOrigins(lines: readonly ExpandedLine[], dim: (text: string) => string): string {
  const texts = lines.map(textOf);
  const widths = texts.map(displayWidth);
  const column = widths.reduce((widest, width) => (width <= MAX_COLUMN ? Math.max(widest, width) : widest), 0) + 2;
  return lines
    .map((line, index) => `${texts[index]}${' '.repeat(Math.max(2, column - (widths[index] ?? 0)))}${dim(`# ${originOf(line)}`)}\n`)
    .join('');
}

function textOf({ text, depth }: ExpandedLine): string {
  return harmless(`${'    '.repeat(depth)}${text}`);
}

/** `vips.conf:3, by keepalived.conf:12`: where it stands, and the include or definition that led there, nearest first. */
function originOf({ path, line, through }: ExpandedLine): string {
  return harmless([`${path}:${line}`, ...through.map((each) => `by ${each.path}:${each.line}`)].join(', '));
}
