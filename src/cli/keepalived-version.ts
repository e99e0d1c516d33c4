import { compareVersions, NEWEST_VERSION, OLDEST_VERSION, parseVersion, type Version } from '../../grammar/version.ts';
import { enumerate } from '../report/prose.ts';
import { DISTRIBUTIONS } from '../settings/distributions.ts';
import { type RequestedVersion, readRequestedVersion } from '../settings/requested-version.ts';
import type { Session } from './session.ts';
import { didYouMean } from './suggest.ts';
import { UsageError } from './usage-error.ts';
import { VERSION } from './version.ts';

/** Reads three numbers, `auto`, or the name of a distribution, which stands for the version that it ships. Throws `UsageError` for other words. */
export function parseKeepalivedVersion(value: string): RequestedVersion {
  const version = readRequestedVersion(value);
  if (version) return version;
  throw new UsageError(
    `'${value}' is not a keepalived version.${didYouMean(value, DISTRIBUTIONS.keys())} Write three numbers, such as ${NEWEST_VERSION}, ` +
      `'auto' for the one that is installed, or a distribution (${enumerate([...DISTRIBUTIONS.keys()], 'or')}); ` +
      `kvlint knows ${OLDEST_VERSION} to ${NEWEST_VERSION}.`,
  );
}

/** The version to assume. The installed keepalived is started, with `--version` only, where that is asked for. */
export async function resolveVersion(requested: RequestedVersion, session: Session): Promise<Version> {
  return requested === 'auto' ? installedVersion(await session.run('keepalived', ['--version'])) : requested;
}

const INSTEAD = `Write the version instead, such as --keepalived-version ${NEWEST_VERSION}.`;

/** Reads `Keepalived v2.2.7 (01/16,2022)`, which some versions print on standard error. */
function installedVersion({ output, failure }: Awaited<ReturnType<Session['run']>>): Version {
  if (failure !== null) throw new UsageError(`--keepalived-version auto asks the installed keepalived, but ${failure}. ${INSTEAD}`);
  const version = parseVersion(/^keepalived v(\d+\.\d+\.\d+)/im.exec(output)?.[1] ?? '');
  if (version) return version;
  const [answer = ''] = output.trim().split('\n');
  const said = answer === '' ? 'says nothing' : `says '${answer.slice(0, 80)}'`;
  throw new UsageError(`--keepalived-version auto asks the installed keepalived, but 'keepalived --version' ${said}. ${INSTEAD}`);
}

/** What to say of a version that the tables of kvlint do not reach; null where they do. */
export function versionWarning(version: Version): string | null {
  if (compareVersions(version, NEWEST_VERSION) > 0) {
    return `keepalived ${version} is newer than what kvlint ${VERSION} knows; it is read like ${NEWEST_VERSION}.`;
  }
  return compareVersions(version, OLDEST_VERSION) < 0
    ? `keepalived ${version} is older than what kvlint ${VERSION} knows; it is read like ${OLDEST_VERSION}.`
    : null;
}
