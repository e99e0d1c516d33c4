/** A quotation mark as word processors and web pages write it. */
export const TYPOGRAPHIC_QUOTE = /[\u201c\u201d\u201e\u201f\u00ab\u00bb]/;
