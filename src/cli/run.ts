import { CommanderError } from 'commander';
import { FileError } from '../node/file-error.ts';
import { HOMEPAGE } from '../report/homepage.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { completeColor } from './color-option.ts';
import { ExitCode } from './exit-code.ts';
import { createTell } from './notices.ts';
import { createProgram } from './program.ts';
import type { Session } from './session.ts';
import { settingsMessage } from './settings-message.ts';
import { UsageError } from './usage-error.ts';
import { VERSION } from './version.ts';

/** Runs one command line to its end. Whatever happens becomes output and an exit status; it never throws. */
export async function run(args: readonly string[], session: Session): Promise<ExitCode> {
  let code: ExitCode = ExitCode.clean;
  try {
    await createProgram(session, (result) => {
      code = result;
    }).parseAsync(completeColor(args), { from: 'user' });
    return code;
  } catch (error) {
    return failed(error, session);
  }
}

async function failed(error: unknown, session: Session): Promise<ExitCode> {
  // Commander has said itself what it has to say; help and version end in one of its errors too.
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.clean : ExitCode.usage;
  const tell = await createTell(session, undefined);
  if (error instanceof SettingsError) {
    tell({ level: 'error', message: settingsMessage(error) });
    return ExitCode.usage;
  }
  if (error instanceof UsageError || error instanceof FileError) {
    tell({ level: 'error', message: error.message });
    return ExitCode.usage;
  }
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const message =
    `kvlint ${VERSION} broke down (${reason}). That is a fault of kvlint, not of your configuration. ` +
    `Please report it at ${HOMEPAGE}/issues with the command line; KVLINT_DEBUG=1 shows where it happened.`;
  tell({ level: 'error', message });
  if (session.environment.KVLINT_DEBUG && error instanceof Error) session.stderr.write(`${error.stack}\n`);
  return ExitCode.internal;
}
