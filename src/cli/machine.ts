import type { Machine } from '../node/run-settings.ts';
import { resolveVersion } from './keepalived-version.ts';
import type { Session } from './session.ts';

/** What settings may ask of the machine, from the process as the command line sees it. */
export function machineOf(session: Session): Machine {
  const { workingDirectory, environment } = session;
  return { workingDirectory, environment, installedVersion: () => resolveVersion('auto', session) };
}
