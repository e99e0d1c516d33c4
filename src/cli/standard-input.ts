import type { Readable } from 'node:stream';
import { UsageError } from './usage-error.ts';

/** As for a file. */
const MAX_BYTES = 128 * 1024 * 1024;

/**
 * All of standard input.
 * @throws UsageError when it is larger than 128 MB or breaks off
 */
export async function readStandardInput(stdin: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let total = 0;
  try {
    for await (const chunk of stdin) {
      const bytes = Buffer.from(chunk);
      total += bytes.length;
      if (total > MAX_BYTES) throw new UsageError('Standard input is larger than 128 MB.');
      chunks.push(bytes);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Standard input cannot be read: ${(error as Error).message}.`, { cause: error });
  }
  return Buffer.concat(chunks).toString('utf8');
}
