import type { StoredTexts } from '../node/text-store.ts';
import { lintShare, type Share } from './lint-share.ts';
import type { Output, Session, Threads } from './session.ts';

/** The first argument of a thread's command line; it means nothing outside of one. */
export const IN_THREAD = 'lint-in-thread';

/** Threads that run a program of kvlint, which finds in its first argument what it is for. */
export function threadsOf(program: string): Threads {
  return {
    cores: async () => (await import('node:os')).availableParallelism(),
    lint: async (share) => {
      const { Worker } = await import('node:worker_threads');
      return new Promise<StoredTexts>((resolve, reject) => {
        const worker = new Worker(program, { argv: [IN_THREAD], workerData: share });
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
      });
    },
  };
}

/** What a thread does. False where this is none. */
export async function serve(run: Session['run']): Promise<boolean> {
  const { parentPort, workerData } = await import('node:worker_threads');
  if (parentPort === null) return false;
  const share: Share = workerData;
  const silent: Output = { write: () => undefined };
  const { Readable } = await import('node:stream');
  const { workingDirectory, environment } = share;
  const session: Session = { workingDirectory, environment, stdin: Readable.from([]), stdout: silent, stderr: silent, run };
  parentPort.postMessage([...(await lintShare(share, session))]);
  return true;
}
