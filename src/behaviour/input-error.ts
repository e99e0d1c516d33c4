/** Something is wrong in an events or facts file: where (a path of keys, such as `events[2].node`), and what to write instead. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly place: string;

  constructor(place: string, message: string) {
    super(message);
    this.place = place;
  }
}

/** Readers of parsed JSON that say where something is not what it must be. */

export function recordAt(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InputError(place, 'must be an object ({ … }).');
  return value as Readonly<Record<string, unknown>>;
}

export function listAt(value: unknown, place: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new InputError(place, 'must be a list ([ … ]).');
  return value;
}

export function textAt(value: unknown, place: string): string {
  if (typeof value !== 'string') throw new InputError(place, value === undefined ? 'is missing.' : 'must be a text in quotes.');
  return value;
}

export function numberAt(value: unknown, place: string): number {
  const number = typeof value === 'string' && /^\s*[-+]?\d+/.test(value) ? Number.parseInt(value, 10) : value;
  if (typeof number !== 'number' || !Number.isFinite(number))
    throw new InputError(place, value === undefined ? 'is missing.' : 'must be a number.');
  return Math.trunc(number);
}

/** The first version of these files is the only one. */
export function checkSchema(value: unknown): void {
  if (value !== 1) throw new InputError('schema', 'must be 1, the only version of this format: { "schema": 1, … }.');
}
