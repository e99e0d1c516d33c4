import type { Version } from '../../grammar/version.ts';
import { assumedTarget } from '../daemon/assumed-target.ts';
import { type ExpandedLine, expandFile } from '../engine/expand-file.ts';
import { discover } from '../node/discover.ts';
import { createNodeReader } from '../node/node-reader.ts';
import { loadColors } from '../report/colors.ts';
import { displayWidth, harmless } from '../report/terminal.ts';
import { appearanceOf } from './appearance.ts';
import type { ColorFlag } from './color-option.ts';
import { ExitCode } from './exit-code.ts';
import { createTell } from './notices.ts';
import { requireConfigIds } from './require-config-ids.ts';
import type { Session } from './session.ts';
import { unreadMessage } from './unread-message.ts';
import { UsageError } from './usage-error.ts';

export interface ExpandFlags {
  readonly keepalivedVersion: Version;
  readonly configId?: string;
  readonly allowInclude: readonly string[];
  readonly origins: boolean;
  readonly color?: ColorFlag;
}

/** Longest line that still decides in which column the origins stand. */
const MAX_COLUMN = 60;

/** Prints a file as keepalived reads it. The origins are comments, so the output is a configuration again, but for its masked secrets. */
export async function expandCommand(file: string, flags: ExpandFlags, session: Session): Promise<ExitCode> {
  const { workingDirectory } = session;
  const reader = createNodeReader({ workingDirectory, allowInclude: flags.allowInclude });
  const { roots, failures } = await discover([file], { workingDirectory, reader });
  const [root] = roots;
  if (failures[0]) throw new UsageError(failures[0].message);
  if (!root || roots.length > 1) throw new UsageError(`'${file}' holds ${roots.length} configurations. Name one file.`);

  if (flags.configId !== undefined) requireConfigIds([flags.configId], [{ roots, reader }], flags.keepalivedVersion);
  const { lines, unread } = expandFile(root, reader, { configId: flags.configId ?? null, target: assumedTarget(flags.keepalivedVersion) });
  const { dim } = await loadColors(appearanceOf(session.stdout, session, flags.color).color);
  session.stdout.write(flags.origins ? withOrigins(lines, dim) : plain(lines));
  const tell = await createTell(session, flags.color);
  for (const each of unread) tell({ level: 'error', message: unreadMessage(each) });
  return unread.length > 0 ? ExitCode.usage : ExitCode.clean;
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
