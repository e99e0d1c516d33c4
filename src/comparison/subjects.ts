import type { Configuration } from '../model/configuration.ts';
import { globalSubjects } from './global-subjects.ts';
import { instanceSubject } from './instance-subject.ts';
import { serverGroupSubject, virtualServerSubjects } from './lvs-subjects.ts';
import type { Subject } from './subject.ts';
import { bfdSubject, scriptSubject, syncGroupSubject, trackFileSubject, trackProcessSubject } from './tracking-subjects.ts';

/** Every block of a configuration with what it says, in the order in which a reader asks for them. */
export function subjectsOf(configuration: Configuration): readonly Subject[] {
  return [
    ...configuration.vrrpInstances.map(instanceSubject),
    ...configuration.syncGroups.map(syncGroupSubject),
    ...configuration.vrrpScripts.map(scriptSubject),
    ...configuration.trackFiles.map(trackFileSubject),
    ...configuration.trackProcesses.map(trackProcessSubject),
    ...configuration.bfdInstances.map(bfdSubject),
    ...globalSubjects(configuration),
    ...configuration.virtualServers.flatMap((server) => [...virtualServerSubjects(server)]),
    ...configuration.virtualServerGroups.map(serverGroupSubject),
  ];
}
