import type { Session } from './session.ts';

/** Long enough for a program that only says its version. */
const TIMEOUT = 10_000;

/** Runs a program of the path without a shell, and waits for it. What it says goes nowhere else. */
export async function runProgram(
  program: string,
  args: readonly string[],
  environment: Session['environment'],
): ReturnType<Session['run']> {
  // Loading it takes 2 ms, which is too much for runs that start nothing.
  const { spawnSync } = await import('node:child_process');
  const { stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT,
    killSignal: 'SIGKILL',
  });
  return { output: `${stdout ?? ''}${stderr ?? ''}`, failure: error ? reasonOf(program, error) : null };
}

function reasonOf(program: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return `there is no '${program}' in the path`;
  if (code === 'EACCES') return `'${program}' may not be executed`;
  if (code === 'ETIMEDOUT') return `'${program}' does not answer`;
  return `'${program}' cannot be run (${message})`;
}
