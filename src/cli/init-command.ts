import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NEWEST_VERSION, type Version } from '../../grammar/version.ts';
import { assumedTarget } from '../daemon/assumed-target.ts';
import { findClusters } from '../engine/find-clusters.ts';
import { readConfigurations } from '../engine/read-configurations.ts';
import type { Root } from '../engine/reader.ts';
import { SETTINGS_NAMES } from '../node/settings-names.ts';
import { HOMEPAGE } from '../report/homepage.ts';
import { count } from '../report/prose.ts';
import { firstSettings, type Survey } from '../settings/first-settings.ts';
import { ExitCode } from './exit-code.ts';
import { type Gathered, gather } from './gather.ts';
import { resolveVersion } from './keepalived-version.ts';
import { createTell } from './notices.ts';
import type { Session } from './session.ts';
import { UsageError } from './usage-error.ts';
import { writeFileAtomically } from './write-file.ts';

const [NAME] = SETTINGS_NAMES;

const LINKS = { guide: `${HOMEPAGE}/blob/main/docs/settings.md`, schema: `${HOMEPAGE}/raw/main/docs/settings.schema.json` };

/** A folder that stands for /etc/keepalived of a host. */
const HOST_FOLDER = /^(.+\/)?etc\/keepalived$/;

/** Writes the first settings file into the working directory, fitted to the configurations below it. Asks nothing. */
export async function initCommand(session: Session): Promise<ExitCode> {
  const { workingDirectory } = session;
  const there = SETTINGS_NAMES.find((name) => existsSync(join(workingDirectory, name)));
  if (there) throw new UsageError(`There are settings already: '${there}'. Edit them, or take them away first.`);
  const tell = await createTell(session, undefined);
  const gathered = await gather([], { allowInclude: [], config: false }, session);
  // A repository that is only begun has no configurations yet.
  for (const { message, empty } of gathered.failures) if (!empty) tell({ level: 'warning', message });
  const survey = surveyOf(gathered, await installedVersion(session));
  writeFileAtomically(join(workingDirectory, NAME), firstSettings(survey, LINKS));
  session.stdout.write(
    survey.files === 0
      ? `Wrote ${NAME}. No configuration was found below this folder yet.\n`
      : `Wrote ${NAME}, for ${count(survey.files, 'configuration')}. Run 'kvlint' to lint ${survey.files === 1 ? 'it' : 'them'}.\n`,
  );
  return ExitCode.clean;
}

async function installedVersion(session: Session): Promise<Version | null> {
  try {
    return await resolveVersion('auto', session);
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}

function surveyOf({ roots, reader }: Gathered, installed: Version | null): Survey {
  const target = assumedTarget(installed ?? NEWEST_VERSION);
  const { clusters, alone } = findClusters(roots, reader, { target });
  const configurations = roots.flatMap((root) => [...readConfigurations(root, reader, target)]);
  const instances = configurations.flatMap(({ vrrpInstances }) => vrrpInstances);
  return {
    installed,
    files: roots.length,
    clusters: clusters.map(({ name }) => name),
    alone,
    roots: hostFolders(roots),
    hasVirtualServers: configurations.some(({ virtualServers }) => virtualServers.length > 0),
    isUnicast: instances.length > 0 && instances.every(({ unicast }) => unicast),
    hasVirtualMac: instances.some(({ vmac }) => vmac.value !== null),
  };
}

/** `hosts/lb1/etc/keepalived` and its neighbours as one pattern, with a `*` for the host. */
function hostFolders(roots: readonly Root[]): readonly string[] {
  const folders = roots.map(({ path }) => dirname(path)).filter((folder) => !folder.startsWith('/') && HOST_FOLDER.test(folder));
  return [...new Set(folders.map((folder) => folder.replace(/[^/]+\/etc\/keepalived$/, '*/etc/keepalived')))];
}
