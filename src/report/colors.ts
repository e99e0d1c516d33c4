type Paint = (text: string) => string;

/** The colours of the terminal that kvlint uses. */
export interface Colors {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly underline: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
  readonly green: Paint;
  readonly blue: Paint;
  readonly cyan: Paint;
}

const plain: Paint = (text) => text;

/** No colours at all. */
export const NO_COLORS: Colors = {
  bold: plain,
  dim: plain,
  underline: plain,
  red: plain,
  yellow: plain,
  green: plain,
  blue: plain,
  cyan: plain,
};

/** Real colours are loaded when they are wanted: picocolors looks at the terminal as soon as it is loaded, which takes longer than linting. */
export async function loadColors(wanted: boolean): Promise<Colors> {
  return wanted ? (await import('picocolors')).default.createColors(true) : NO_COLORS;
}
